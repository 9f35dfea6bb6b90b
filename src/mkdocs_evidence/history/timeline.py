"""What happened to each claim in the course of time, under all the names that it had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_evidence.history.change import Change, ChangeImportance, ChangeKind
from mkdocs_evidence.words import sentence

_TOLD = {ChangeImportance.DECISION, ChangeImportance.EVIDENCE}
_TOLD_TOO = {ChangeKind.LINK_ADDED, ChangeKind.LINK_REMOVED, ChangeKind.GRADE, ChangeKind.MOVED}


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened to a claim."""

    day: dt.date
    sentence: str


FIRST = sentence("In the first edition.")


def timelines(
    editions: Iterable[tuple[dt.date, Sequence[str], Sequence[Change]]],
) -> Mapping[str, tuple[TimelineEvent, ...]]:
    """Events by claim reference, oldest first.

    Editions come oldest first, each with its day, the claims of a first edition, and its changes.
    What happened on the day of the first edition belongs to it, and a claim that is as it was then
    has no story to tell.
    """
    told: dict[str, list[TimelineEvent]] = {}
    first_day = None
    for day, first_claims, changes in editions:
        if first_claims:
            first_day = day
        for ref in first_claims:
            told[ref] = [TimelineEvent(day, FIRST)]
        _follow_names(told, changes)
        for change in changes if day != first_day else ():
            if change.claim and (change.importance in _TOLD or change.kind in _TOLD_TOO):
                told.setdefault(change.ref, []).append(TimelineEvent(day, change.sentence))
    changed = {
        ref: events for ref, events in told.items() if events[1:] or events[0].sentence != FIRST
    }
    return {ref: tuple(events) for ref, events in changed.items()}


def _follow_names(told: dict[str, list[TimelineEvent]], changes: Sequence[Change]) -> None:
    for change in changes:
        if change.kind is ChangeKind.RECORD_RENAMED:
            old, new = f"{change.before}#", f"{change.after}#"
            for ref in [ref for ref in told if ref.startswith(old)]:
                told[new + ref.removeprefix(old)] = told.pop(ref)
    for change in changes:
        if change.kind is ChangeKind.CLAIM_RENAMED:
            _rename(told, f"{change.record}#{change.before}", change.ref)
        elif change.kind is ChangeKind.MOVED:
            _rename(told, change.before, change.after)


def _rename(told: dict[str, list[TimelineEvent]], old: str, new: str) -> None:
    if old in told:
        told[new] = told.pop(old)
