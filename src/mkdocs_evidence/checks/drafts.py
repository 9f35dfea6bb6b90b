"""Drafts: what they still need is work to do, not an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs_evidence.checks.links import named_records
from mkdocs_evidence.cited_fields import Location
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import drafts as kinds
from mkdocs_evidence.model.problem_kinds.certainty import NOT_RATED
from mkdocs_evidence.model.problem_kinds.citations import NO_EVIDENCE, UNCITED_SUMMARY
from mkdocs_evidence.model.problem_kinds.links import UNKNOWN_GROUP
from mkdocs_evidence.model.record import PLACEHOLDER
from mkdocs_evidence.model.vocabulary import ClaimStatus

#: Problems of what is not there yet; everything else is as wrong in a draft as elsewhere.
_MISSING = {kinds.PLACEHOLDER, NO_EVIDENCE, UNCITED_SUMMARY, NOT_RATED, UNKNOWN_GROUP}


def placeholders_are_filled_in(library: Library) -> Iterator[Problem]:
    """No field of a record still holds the dots of a new record."""
    for record in library.records:
        if PLACEHOLDER not in record.document.text:
            continue
        for location in _placeholders(record.document.data, ()):
            message = f"{_spelled(location)} is not filled in."
            yield kinds.PLACEHOLDER.at(record.place(*location), message, "Write it, or delete it.")


def nothing_published_leads_to_a_draft(library: Library) -> Iterator[Problem]:
    """Only drafts name drafts: what is on the site leads to what is on the site."""
    drafts = {record.slug for record in library.records if record.model.is_draft}
    paths = {record.path for record in library.records if record.model.is_draft}
    for slug, place in named_records(library):
        if slug in drafts and place.path not in paths:
            message = f'"{slug}" is a draft, and this is published.'
            mend = "Publish the draft first (status: published), or leave the link out."
            yield kinds.LINK_TO_DRAFT.at(place, message, mend)


def _placeholders(data: Any, location: Location) -> Iterator[Location]:
    if data == PLACEHOLDER:
        yield location
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _placeholders(value, (*location, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _placeholders(value, (*location, index))


def _spelled(location: Location) -> str:
    names = [step for step in location if isinstance(step, str)]
    return names[-1] if names else "The record"


def as_work_to_do(library: Library, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with what a draft does not have yet as advice to its editor."""
    drafts = list(_lines_of_drafts(library))
    for problem in problems:
        place = problem.place
        in_draft = any(
            place.path == path and first <= place.line <= last for path, first, last in drafts
        )
        if in_draft and problem.kind in _MISSING:
            yield kinds.UNFINISHED.at(place, problem.message, problem.mend)
        else:
            yield problem


def _lines_of_drafts(library: Library) -> Iterator[tuple[str, int, int]]:
    for record in library.records:
        if record.model.is_draft:
            yield record.path, *record.document.lines()
    for claim in library.claims:
        if claim.claim.status is ClaimStatus.DRAFT:
            yield claim.record.path, *claim.record.document.lines("claims", claim.index)
