"""The history of a knowledge base: its editions in git, each with what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_evidence.history.change import Change
from mkdocs_evidence.history.compare import compare
from mkdocs_evidence.history.editions import read_edition
from mkdocs_evidence.history.log_cache import Edition, LogCache
from mkdocs_evidence.history.revisions import NoHistoryError, Repository, Revision
from mkdocs_evidence.history.timeline import TimelineEvent, timelines
from mkdocs_evidence.library import Library
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.read_cache import ReadCache
from mkdocs_evidence.words import sentence


@dataclass(frozen=True)
class LogEntry:
    """One commit, and what it changed in the evidence."""

    commit: str
    time: int
    subject: str
    changes: tuple[Change, ...] = ()
    #: What there was in the first edition of all; empty for every later one.
    first_claims: tuple[str, ...] = ()
    #: True where the files could not be read as this generator reads them.
    is_skipped: bool = False

    @property
    def moment(self) -> dt.datetime:
        """When it was committed (UTC)."""
        return dt.datetime.fromtimestamp(self.time, tz=dt.UTC)

    @property
    def day(self) -> dt.date:
        """The day on which it was committed (UTC)."""
        return self.moment.date()


@dataclass(frozen=True)
class ChangeLog:
    """Editions with what they changed, newest first; empty where no history is known."""

    entries: tuple[LogEntry, ...] = ()
    #: Why the history begins where it does; empty where it is whole.
    note: str = ""

    @cached_property
    def _timelines(self) -> Mapping[str, tuple[TimelineEvent, ...]]:
        dated = [(e.day, e.first_claims, e.changes) for e in reversed(self.entries)]
        return timelines(dated)

    def timeline(self, ref: str) -> tuple[TimelineEvent, ...]:
        """What happened to a claim, oldest first, under all names that it had."""
        return self._timelines.get(ref, ())


NO_HISTORY = ChangeLog()


def read_log(layout: Layout, *, commits: int, cache_folder: Path) -> ChangeLog:
    """The latest commits that touch the content; what cannot be known becomes a note."""
    try:
        repository = Repository(layout)
        revisions = repository.revisions(commits + 1)
        is_shallow = repository.is_shallow
        with TemporaryDirectory(prefix="evidence-") as scratch:
            reader = _LogReader(repository, Path(scratch), LogCache(cache_folder, layout))
            begins = _beginning(revisions, commits, is_shallow=is_shallow)
            entries = list(reader.entries(list(reversed(revisions)), knows_first=not begins))
    except NoHistoryError as error:
        return ChangeLog(note=sentence("No history is known here: {why}.", why=str(error)))
    except OSError as error:
        return ChangeLog(note=sentence("No history is known here: {why}.", why=str(error.strerror)))
    return ChangeLog(tuple(reversed(entries)), begins)


def _beginning(revisions: list[Revision], commits: int, *, is_shallow: bool) -> str:
    """Why the history does not go back to the first edition; empty where it does."""
    if len(revisions) > commits:
        return sentence(
            "Only the latest {commits} changes of the content are shown.", commits=str(commits)
        )
    if is_shallow:
        return sentence(
            "This copy was built from the latest part of the history; what came before is not shown."
        )
    return ""


class _LogReader:
    """Walks from the oldest edition to the newest, reading only what the cache does not know."""

    def __init__(self, repository: Repository, scratch: Path, cache: LogCache) -> None:
        self._repository = repository
        self._scratch = scratch
        self._cache = cache
        self._files = ReadCache()
        self._libraries: dict[str, Library] = {}

    def entries(self, revisions: list[Revision], *, knows_first: bool) -> Iterator[LogEntry]:
        """Each commit with its changes; where the first is not known, it is only compared with."""
        last: Revision | None = None
        for position, revision in enumerate(revisions):
            edition = self._edition(last, revision)
            if edition.is_broken:
                if position or knows_first:
                    yield self._entry(revision, is_skipped=True)
                continue
            if last is not None:
                yield self._entry(revision, changes=edition.changes)
            elif knows_first:
                yield self._entry(revision, first_claims=edition.claims)
            last = revision

    def _entry(
        self,
        revision: Revision,
        *,
        changes: tuple[Change, ...] = (),
        first_claims: tuple[str, ...] = (),
        is_skipped: bool = False,
    ) -> LogEntry:
        return LogEntry(
            revision.commit, revision.time, revision.subject, changes, first_claims, is_skipped
        )

    def _edition(self, last: Revision | None, revision: Revision) -> Edition:
        before = last.content if last else ""
        known = self._cache.get(before, revision.content)
        if known is None:
            known = self._read(last, revision)
            self._cache.put(before, revision.content, known)
        return known

    def _read(self, last: Revision | None, revision: Revision) -> Edition:
        library = self._library(revision)
        if library is None:
            return Edition(is_broken=True)
        if last is None:
            refs = tuple(claim.ref for claim in library.shown_claims)
            return Edition(claims=refs)
        base = self._library(last)
        return Edition(changes=compare(base, library) if base else ())

    def _library(self, revision: Revision) -> Library | None:
        """The linked edition; None where its files cannot be read as they are read today."""
        known = self._libraries.get(revision.content)
        if known is None:
            layout = self._repository.write_files(revision.commit, self._scratch)
            library, errors = read_edition(layout, self._files)
            if errors:
                return None
            # The edition before and this one are all that is needed.
            self._libraries = dict(list(self._libraries.items())[-1:])
            known = self._libraries[revision.content] = library
        return known
