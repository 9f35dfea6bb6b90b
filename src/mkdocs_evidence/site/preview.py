"""What a preview shows while something is wrong: the last good version of each broken file.

A build stops at an error; an editor who previews wants to see the page and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol, TypeVar

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.sources.knowledge_base import Sources

#: A mended file can uncover an error in another, which is then shown as it last was, too.
_ROUNDS = 5


class _HasPath(Protocol):
    @property
    def path(self) -> str: ...


FileT = TypeVar("FileT", bound=_HasPath)
#: Links sources, and names the errors of the result.
Linker = Callable[[Sources], tuple[Library, list[Problem]]]


class LastGood:
    """Remembers a knowledge base as it last was without errors."""

    def __init__(self) -> None:
        self._whole: Sources | None = None

    def remember(self, sources: Sources) -> None:
        """Note sources that had no errors."""
        self._whole = sources

    def library(self, sources: Sources, errors: Iterable[Problem], linked: Linker) -> Library:
        """A library without errors, as near to the sources as can be.

        Files with errors stand in it as they last were, or not at all. Where that leaves errors, as
        after a record was deleted that others name, everything stands as it last was.
        """
        bad = {problem.place.path for problem in errors}
        for _ in range(_ROUNDS):
            mended = self._instead(sources, bad)
            library, left = linked(mended)
            if not left:
                self.remember(mended)
                return library
            bad |= {problem.place.path for problem in left}
        return linked(self._whole or _nothing(sources))[0]

    def _instead(self, sources: Sources, bad: Collection[str]) -> Sources:
        """The sources with their bad files as they last were."""
        bibliography_is_bad = sources.bibliography in bad
        good = self._whole or _nothing(sources)
        appraisals = _files_of(sources.appraisals.values(), good.appraisals.values(), bad)
        return replace(
            sources,
            references=good.references if bibliography_is_bad else sources.references,
            records=sorted(
                _files_of(sources.records, good.records, bad),
                key=lambda record: list(sources.layout.folders).index(record.kind),
            ),
            appraisals={file.slug: file for file in appraisals},
            statements=_files_of(sources.statements, good.statements, bad),
            pages=_files_of(sources.pages, good.pages, bad),
            # What is broken and has no good version is no longer there to be linked.
            broken=frozenset(),
        )


def _files_of(now: Iterable[FileT], then: Iterable[FileT], bad: Collection[str]) -> list[FileT]:
    whole = [file for file in now if file.path not in bad]
    stand_ins = [file for file in then if file.path in bad]
    return sorted([*whole, *stand_ins], key=lambda file: PurePath(file.path))  # as they are read


def _nothing(sources: Sources) -> Sources:
    """A knowledge base before its first good version."""
    return Sources(sources.layout, sources.bibliography, {}, [], {}, [], [])
