"""The page of changes: what changed in the evidence, newest first, and its short form."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from mkdocs_evidence.history.change import Change, ChangeImportance
from mkdocs_evidence.history.headline import headline
from mkdocs_evidence.history.log import LogEntry
from mkdocs_evidence.render.change_places import place_of_change
from mkdocs_evidence.render.page import Page, PageWriter
from mkdocs_evidence.wording import number
from mkdocs_evidence.words import again, gettext, ngettext

#: Changes of one commit that stand open; the others are one tap away.
_OPEN = 5
#: Changes of one commit that the page holds at all.
_HELD = 40
#: Commits that the short form shows.
_LATELY = 4
_OF_WEIGHT = {ChangeImportance.DECISION, ChangeImportance.EVIDENCE}


@dataclass(frozen=True)
class ShownCommit:
    """One commit as the page shows it."""

    entry: LogEntry
    headline: str
    #: What matters most.
    first: list[Change]
    #: The rest, by the title of the page that it is on.
    rest: list[tuple[str, list[Change]]]
    #: How many changes the page leaves out.
    left: int

    @property
    def anchor(self) -> str:
        """Where the commit stands on the page."""
        return commit_anchor(self.entry)


@dataclass(frozen=True)
class ShownDay:
    """A day with the commits that changed the evidence, and those that changed only words."""

    day: dt.date
    commits: list[ShownCommit] = field(default_factory=list)
    quiet: list[LogEntry] = field(default_factory=list)


def commit_anchor(entry: LogEntry) -> str:
    """Anchor of a commit on the page of changes."""
    return f"_{entry.commit[:12]}"


def is_quiet(entry: LogEntry) -> bool:
    """True where nothing but words or layout changed, or nothing can be known."""
    matters = any(change.importance is not ChangeImportance.WORDING for change in entry.changes)
    return not matters and not entry.first_claims


def entry_headline(entry: LogEntry) -> str:
    """What a commit did, in one line."""
    if entry.first_claims:
        count = len(entry.first_claims)
        said = ngettext("First edition: {n} claim", "First edition: {n} claims", count)
        return said.format(n=number(count))
    return headline(entry.changes)


def changes_page(page: PageWriter) -> Page:
    """All commits that the history knows, by day."""
    days = [_day(day, list(found), page) for day, found in groupby(page.log.entries, _day_of)]
    note = again(page.log.note)
    html = partial(page.render, "changes.html", days=days, note=note)
    description = gettext("What changed in the evidence, newest first.")
    return page.finish(gettext("Changes"), html, "", description, None)


def changes_list(page: PageWriter) -> str:
    """The latest commits that changed the evidence, in a line each."""
    entries = [entry for entry in page.log.entries if not is_quiet(entry)][:_LATELY]
    lately = [(entry, entry_headline(entry), commit_anchor(entry)) for entry in entries]
    return page.render("changes_list.html", lately=lately)


def _day_of(entry: LogEntry) -> dt.date:
    return entry.day


def _day(day: dt.date, entries: list[LogEntry], page: PageWriter) -> ShownDay:
    shown = ShownDay(day)
    for entry in entries:
        if is_quiet(entry):
            shown.quiet.append(entry)
        else:
            shown.commits.append(_commit(entry, page))
    return shown


def _commit(entry: LogEntry, page: PageWriter) -> ShownCommit:
    weighty = [change for change in entry.changes if change.importance in _OF_WEIGHT]
    first = weighty[:_OPEN] or list(entry.changes[:_OPEN])
    rest = [change for change in entry.changes if change not in first]
    held = rest[: _HELD - len(first)]
    groups = list(_by_page(held, page))
    return ShownCommit(entry, entry_headline(entry), first, groups, len(rest) - len(held))


def _by_page(changes: list[Change], page: PageWriter) -> Iterator[tuple[str, list[Change]]]:
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        groups[_title(change, page)].append(change)
    yield from groups.items()


def _title(change: Change, page: PageWriter) -> str:
    if change.record:
        record = page.library.by_slug.get(change.record)
        return record.model.name if record else change.record.replace("-", " ")
    return gettext("Statements heard") if change.heard else gettext("Studies")


def change_href(change: Change, page: PageWriter) -> str:
    """Where a change can be seen today; empty where its page is gone."""
    place = place_of_change(change, page.library, page.addresses)
    return page.href(*place) if place else ""
