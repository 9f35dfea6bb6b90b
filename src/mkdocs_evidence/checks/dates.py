"""Dates that cannot be. Dates that do not exist at all are refused when they are read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Protocol

from mkdocs_evidence.cited_fields import leaflet_of
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import dates as kinds

#: The first scientific journals appeared in 1665.
FIRST_YEAR = 1665


class _Reviewed(Protocol):
    @property
    def reviewed(self) -> dt.date | None: ...

    @property
    def review_by(self) -> dt.date | None: ...


def nothing_happened_tomorrow(library: Library, today: dt.date) -> Iterator[Problem]:
    """`reviewed`, `searched` and `checked` are not in the future."""
    for name, date, place in _past_dates(library):
        if date and date > today:
            message = f"{name} is {date}, which is in the future (today is {today})."
            yield kinds.FUTURE_DATE.at(place, message, "Correct the date.")


def _past_dates(library: Library) -> Iterator[tuple[str, dt.date | None, Place]]:
    for record in library.records:
        yield "reviewed", record.model.reviewed, record.place("reviewed")
        if leaflet := leaflet_of(record.model):
            yield "reviewed", leaflet.reviewed, record.place("plain_language", "reviewed")
        for index, gap in enumerate(record.model.gaps):
            yield "searched", gap.searched, record.place("gaps", index, "searched")
    for claim in library.claims:
        yield "reviewed", claim.claim.reviewed, claim.place("reviewed")
        yield "searched", claim.claim.searched, claim.place("searched")
    for heard in library.statements:
        yield "searched", heard.statement.searched, heard.place("searched")
    if library.comparison:
        compared = library.comparison
        yield "compared", compared.model.compared, compared.place("compared")
    for study in library.studies.values():
        identity = study.appraisal.identity
        if identity and study.file:
            yield "checked", identity.checked, study.file.place("identity", "checked")


def reviews_follow_each_other(library: Library) -> Iterator[Problem]:
    """A review is due after the last one."""
    for record in library.records:
        yield from _reversed(record.model, record.place("review_by"))
    for claim in library.claims:
        yield from _reversed(claim.claim, claim.place("review_by"))


def _reversed(reviewed: _Reviewed, place: Place) -> Iterator[Problem]:
    last, due = reviewed.reviewed, reviewed.review_by
    if last and due and due < last:
        message = f"review_by is {due}, before reviewed ({last})."
        yield kinds.DATES_REVERSED.at(place, message, "Set review_by to the next review.")


def years_are_possible(library: Library, today: dt.date) -> Iterator[Problem]:
    """Years in the reference list have four digits and are not far in the future."""
    for study in library.studies.values():
        reference = study.reference
        place = Place(library.bibliography, reference.field_lines.get("year", reference.line))
        year = reference.year
        if year and not re.fullmatch(r"\d{4}", year):
            message = f'The year of "{study.key}" is "{year}".'
            yield kinds.IMPOSSIBLE_YEAR.at(place, message, "Write four digits: 2019.")
        elif year and not FIRST_YEAR <= int(year) <= today.year + 1:
            message = f'The year of "{study.key}" is {year}.'
            yield kinds.IMPOSSIBLE_YEAR.at(place, message, "Correct the year.")
