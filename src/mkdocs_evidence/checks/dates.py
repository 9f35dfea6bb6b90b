"""Dates that cannot be. Dates that do not exist at all are refused when they are read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Protocol

from mkdocs_evidence.cited_fields import Location, leaflet_of
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
    for name, date, place_of, location in _past_dates(library):
        if date and date > today:
            message = f"{name} is {date}, which is in the future (today is {today})."
            yield kinds.FUTURE_DATE.at(place_of(*location, name), message, "Correct the date.")


def _past_dates(
    library: Library,
) -> Iterator[tuple[str, dt.date | None, Callable[..., Place], Location]]:
    for record in library.records:
        yield "reviewed", record.model.reviewed, record.place, ()
        if leaflet := leaflet_of(record.model):
            yield "reviewed", leaflet.reviewed, record.place, ("plain_language",)
        for index, gap in enumerate(record.model.gaps):
            yield "searched", gap.searched, record.place, ("gaps", index)
    for claim in library.claims:
        yield "reviewed", claim.claim.reviewed, claim.place, ()
        yield "searched", claim.claim.searched, claim.place, ()
    for heard in library.statements:
        yield "searched", heard.statement.searched, heard.place, ()
    if library.comparison:
        compared = library.comparison
        yield "compared", compared.model.compared, compared.place, ()
    for study in library.studies.values():
        identity = study.appraisal.identity
        if identity and study.file:
            yield "checked", identity.checked, study.file.place, ("identity",)


def reviews_follow_each_other(library: Library) -> Iterator[Problem]:
    """A review is due after the last one."""
    for record in library.records:
        yield from _reversed(record.model, record.place)
    for claim in library.claims:
        yield from _reversed(claim.claim, claim.place)


def _reversed(reviewed: _Reviewed, place_of: Callable[..., Place]) -> Iterator[Problem]:
    last, due = reviewed.reviewed, reviewed.review_by
    if last and due and due < last:
        message = f"review_by is {due}, before reviewed ({last})."
        yield kinds.DATES_REVERSED.at(
            place_of("review_by"), message, "Set review_by to the next review."
        )


def years_are_possible(library: Library, today: dt.date) -> Iterator[Problem]:
    """Years in the reference list have four digits and are not far in the future."""
    for study in library.studies.values():
        reference = study.reference
        year = reference.year
        if re.fullmatch(r"\d{4}", year) and FIRST_YEAR <= int(year) <= today.year + 1:
            continue
        place = Place(library.bibliography, reference.field_lines.get("year", reference.line))
        if year and not re.fullmatch(r"\d{4}", year):
            message = f'The year of "{study.key}" is "{year}".'
            yield kinds.IMPOSSIBLE_YEAR.at(place, message, "Write four digits: 2019.")
        elif year:
            message = f'The year of "{study.key}" is {year}.'
            yield kinds.IMPOSSIBLE_YEAR.at(place, message, "Correct the year.")
