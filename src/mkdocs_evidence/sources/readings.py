"""Readings by content: kept on disk, made ahead by other processes, or made now.

Whichever it is, values come back as a parser gave them, and are validated after.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.sources.bibtex import Bibliography, parse_references
from mkdocs_evidence.sources.kept_readings import key_of
from mkdocs_evidence.sources.reading import (
    bibtex_as_json,
    bibtex_from_json,
    problems_as_json,
    problems_from_json,
    yaml_as_json,
    yaml_from_json,
)
from mkdocs_evidence.sources.text_file import decoded
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml

FoundT = TypeVar("FoundT")
#: Keys and what is kept under them.
Made = list[tuple[bytes, bytes]]


class Keeper(Protocol):
    """Keeps values by key."""

    @property
    def is_on(self) -> bool:
        """False where nothing is kept."""

    def has(self, key: bytes) -> bool:
        """True where something is kept under a key."""

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key."""

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""


class Collects:
    """Keeps readings for another process."""

    def __init__(self) -> None:
        self.made: Made = []

    @property
    def is_on(self) -> bool:
        """True: nothing is lost."""
        return True

    def has(self, key: bytes) -> bool:
        """True where it was made here."""
        return any(key == made for made, _ in self.made)

    def get(self, key: bytes) -> bytes | None:
        """Nothing: all is read anew."""

    def put(self, key: bytes, value: bytes) -> None:
        """Collect a value."""
        self.made.append((key, value))


def yaml_key(content: bytes) -> bytes:
    """Key of what a YAML file of this content says."""
    return key_of("yaml", content)


def bibtex_key(content: bytes) -> bytes:
    """Key of what a file of references of this content says."""
    return key_of("bibtex", content)


class Readings:
    """What files say, by their content."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._coming: dict[bytes, Future[Made]] = {}
        self._come: dict[bytes, bytes] = {}

    def expect(self, keys: list[bytes], share: Future[Made]) -> None:
        """Wait for another process where these are asked for."""
        self._coming |= dict.fromkeys(keys, share)

    def yaml(
        self, key: bytes, content: bytes, path: str
    ) -> tuple[YamlDocument | None, list[Problem]]:
        """Values and problems of a YAML file, whose `yaml_key` is given."""
        text, problems = decoded(content, path)
        if text is None:
            return None, problems
        return self._known(
            key,
            lambda kept: yaml_from_json(kept, text, path),
            lambda: parse_yaml(text, path),
            lambda found: yaml_as_json(found[0], found[1]) if found[0] else None,
        )

    def bibtex(self, key: bytes, content: bytes, path: str) -> tuple[Bibliography, list[Problem]]:
        """References and problems of a BibTeX file, whose `bibtex_key` is given."""
        text, problems = decoded(content, path)
        if text is None:
            return Bibliography({}), problems
        return self._known(
            key,
            lambda kept: bibtex_from_json(kept, path),
            lambda: parse_references(text, path),
            lambda found: bibtex_as_json(*found),
        )

    def problems(
        self, key: bytes, path: str, find: Callable[[], tuple[Problem, ...]]
    ) -> tuple[Problem, ...]:
        """What was found in one file, or is found now."""
        return self._known(key, lambda kept: problems_from_json(kept, path), find, problems_as_json)

    def _known(
        self,
        key: bytes,
        revive: Callable[[bytes], FoundT | None],
        read: Callable[[], FoundT],
        as_json: Callable[[FoundT], bytes | None],
    ) -> FoundT:
        """What is known under a key, or is read now and kept, where it has a form for that."""
        kept = self.get(key)
        known = revive(kept) if kept is not None else None
        if known is not None:
            return known
        found = read()
        if self._keeper.is_on and (written := as_json(found)) is not None:
            self._keeper.put(key, written)
        return found

    def has(self, key: bytes) -> bool:
        """True where something is kept under a key."""
        return self._keeper.has(key)

    def get(self, key: bytes) -> bytes | None:
        """What is known under a key."""
        if share := self._coming.pop(key, None):
            self._take(share)
        return self._come.pop(key, None) or self._keeper.get(key)

    def _take(self, share: Future[Made]) -> None:
        """Take over what another process made; what it could not make is made here."""
        if share.exception() is None:
            for key, value in share.result():
                self._come[key] = value
                self._keeper.put(key, value)
