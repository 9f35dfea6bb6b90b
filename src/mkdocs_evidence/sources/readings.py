"""Readings by content: kept on disk, made ahead by other processes, or made now.

Whichever it is, values come back as a parser gave them, and are validated after.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

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

    def yaml(self, content: bytes, path: str) -> tuple[YamlDocument | None, list[Problem]]:
        """Values and problems of a YAML file."""
        text, problems = decoded(content, path)
        if text is None:
            return None, problems
        key = yaml_key(content)
        if (kept := self.get(key)) and (reading := yaml_from_json(kept, text, path)):
            return reading
        document, problems = parse_yaml(text, path)
        if document is not None and self._keeper.is_on:
            self._keeper.put(key, yaml_as_json(document, problems))
        return document, problems

    def bibtex(self, content: bytes, path: str) -> tuple[Bibliography, list[Problem]]:
        """References and problems of a BibTeX file."""
        text, problems = decoded(content, path)
        if text is None:
            return Bibliography({}), problems
        key = bibtex_key(content)
        if (kept := self.get(key)) and (reading := bibtex_from_json(kept, path)):
            return reading
        bibliography, problems = parse_references(text, path)
        if self._keeper.is_on:
            self._keeper.put(key, bibtex_as_json(bibliography, problems))
        return bibliography, problems

    def problems(
        self, key: bytes, path: str, find: Callable[[], tuple[Problem, ...]]
    ) -> tuple[Problem, ...]:
        """What was found in one file, or is found now."""
        if (kept := self.get(key)) and (known := problems_from_json(kept, path)) is not None:
            return known
        found = find()
        if self._keeper.is_on:
            self._keeper.put(key, problems_as_json(found))
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
