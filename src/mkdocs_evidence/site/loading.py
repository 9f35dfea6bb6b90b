"""From a layout to a linked library and all its problems: read, link, check."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from markdown.extensions import Extension

from mkdocs_evidence.checks.table import check, judge_of
from mkdocs_evidence.library import Library, link
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.prose import Scan, scan_markdown
from mkdocs_evidence.site.preview import LastGood
from mkdocs_evidence.sources.knowledge_base import (
    OnFile,
    Sources,
    WrittenPage,
    read_sources,
)
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.read_cache import ReadCache

#: As many collections before the oldest objects are looked over that nobody lives to see them.
NEVER = 10**9


@dataclass(frozen=True)
class Loaded:
    """A library with everything that is wrong with it; only one without errors is rendered."""

    library: Library
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if problem.is_error]


def load(  # noqa: PLR0913  # each is a choice of its own, and all but one have a default
    layout: Layout,
    *,
    extensions: Sequence[str | Extension] = (),
    extension_configs: Mapping[str, Any] | None = None,
    cache: ReadCache | None = None,
    on_file: OnFile | None = None,
    drafts: bool = True,
    last_good: LastGood | None = None,
    processes: int = 0,
) -> Loaded:
    """Read, link and check a knowledge base; all problems at once, in order of reading.

    Draft records are read and checked; they stay in the library where `drafts` is true. With a
    memory of what was last good, as a preview has it, the library is without errors whatever the
    problems are.
    """
    with looking_only_at_what_is_new():
        return _load(
            layout, extensions, extension_configs, cache, on_file, drafts, last_good, processes
        )


@contextmanager
def looking_only_at_what_is_new() -> Iterator[None]:
    """Let the collector of garbage leave alone what is being kept.

    What is read stays, and to go over all of it again with every quarter that is added takes a third
    of the time of reading a large base.
    """
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _load(  # noqa: PLR0913, PLR0917  # see above
    layout: Layout,
    extensions: Sequence[str | Extension],
    extension_configs: Mapping[str, Any] | None,
    cache: ReadCache | None,
    on_file: OnFile | None,
    drafts: bool,
    last_good: LastGood | None,
    processes: int,
) -> Loaded:
    sources, problems = read_sources(
        layout, cache, on_file, judge=judge_of(layout), processes=processes
    )

    def scan_page(page: WrittenPage) -> Scan:
        found = Scan()
        if "[@" in page.text or "[[" in page.text:
            scan_markdown(page.text, list(extensions), found, dict(extension_configs or {}))
        return found

    def linked(some: Sources) -> tuple[Library, list[Problem]]:
        library = link(some, scan_page, in_preview=True)
        found = check(library, today())
        return library, [problem for problem in found if problem.is_error]

    library = link(sources, scan_page, in_preview=last_good is not None)
    # Copies are made of a process that does one thing, which a preview does not.
    sharing = processes if last_good is None else 1
    problems = check(library, today(), problems, processes=sharing)
    if not drafts and any(record.model.is_draft for record in sources.records):
        published = [record for record in sources.records if not record.model.is_draft]
        library = link(replace(sources, records=published), scan_page)
    loaded = Loaded(library, tuple(problems))
    if last_good is None:
        return loaded
    if not loaded.errors:
        last_good.remember(sources)
        return loaded
    return replace(loaded, library=last_good.library(sources, loaded.errors, linked))


def today() -> dt.date:
    """Today, or the day of SOURCE_DATE_EPOCH where builds must be reproducible.

    A number that names no day is ignored.
    """
    with suppress(KeyError, ValueError, OverflowError, OSError):
        return dt.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), tz=dt.UTC).date()
    return dt.datetime.now(tz=dt.UTC).date()
