"""What changed from edition to edition, as the API gives it."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from mkdocs_evidence.export.json_api.links import Links
from mkdocs_evidence.export.json_api.values import Link, Value
from mkdocs_evidence.history.change import Change, ChangeImportance, ChangeKind
from mkdocs_evidence.history.log import ChangeLog, LogEntry
from mkdocs_evidence.library import Library


class EventValue(Value):
    """Something that happened to a claim."""

    day: dt.date
    sentence: str


class ChangeValue(Value):
    """One change of the evidence. What changed may be gone since: then there is no link."""

    kind: ChangeKind
    importance: ChangeImportance
    about: str = Field(description="What changed, in words.")
    sentence: str = Field(description="How it changed.")
    safety: bool = Field(description="True where it bears on a harm or a critical outcome.")
    in_summary: bool = Field(description="True where the summary of findings shows it.")
    before: str
    after: str
    record: Link | None
    claim: Link | None
    study: Link | None


class EditionValue(Value):
    """One edition with what it changed."""

    commit: str
    day: dt.date = Field(description="Day of the commit (UTC).")
    subject: str
    changes: list[ChangeValue]


class HistoryValue(Value):
    """Editions, newest first."""

    note: str = Field(description="Why the history begins where it does; empty where it is whole.")
    editions: list[EditionValue]


def history_value(log: ChangeLog, library: Library, links: Links) -> HistoryValue:
    """What is known of the history."""
    editions = [_edition(entry, library, links) for entry in log.entries if not entry.is_skipped]
    return HistoryValue(note=log.note, editions=editions)


def events(log: ChangeLog, ref: str) -> list[EventValue]:
    """What happened to a claim, oldest first."""
    return [EventValue(day=event.day, sentence=event.sentence) for event in log.timeline(ref)]


def _edition(entry: LogEntry, library: Library, links: Links) -> EditionValue:
    return EditionValue(
        commit=entry.commit,
        day=entry.day,
        subject=entry.subject,
        changes=[_change(change, library, links) for change in entry.changes],
    )


def _change(change: Change, library: Library, links: Links) -> ChangeValue:
    study = library.studies.get(change.study)
    return ChangeValue(
        kind=change.kind,
        importance=change.importance,
        about=change.about,
        sentence=change.sentence,
        safety=change.is_safety,
        in_summary=change.in_summary,
        before=change.before,
        after=change.after,
        record=links.record(change.record) if change.record in library.by_slug else None,
        claim=next(iter(links.claims([change.ref])), None),
        study=links.study(study) if study else None,
    )
