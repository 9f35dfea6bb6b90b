"""The fields of a record that take citations and links: which they are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mkdocs_evidence.model.claim import Citation
from mkdocs_evidence.model.record import Condition, PlainLanguage, Record
from mkdocs_evidence.words import marked

Location = tuple[str | int, ...]
#: The part of a record that stands on a page of its own.
LEAFLET = marked("plain-language leaflet")


def prose_fields(record: Record) -> Iterator[tuple[Location, str, str]]:
    """Every field of a record that takes citations and links: location, part of page, text."""
    yield ("bottom_line",), marked("bottom line"), record.bottom_line
    for index, section in enumerate(record.sections):
        yield ("sections", index, "text"), section.title, section.text
    for index, table in enumerate(record.tables):
        for row_index, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                yield ("tables", index, "rows", row_index, column), table.title, cell
    for index, gap in enumerate(record.gaps):
        yield ("gaps", index, "question"), marked("gaps"), gap.question
    if leaflet := leaflet_of(record):
        for location, text in leaflet.entries():
            yield ("plain_language", *location), LEAFLET, text
    yield from _notes(record)


def leaflet_of(record: Record) -> PlainLanguage | None:
    """The leaflet for patients, which only a condition can have."""
    return record.plain_language if isinstance(record, Condition) else None


def _notes(record: Record) -> Iterator[tuple[Location, str, str]]:
    parts: list[tuple[str, str, list[Any]]] = [
        ("gaps", marked("gaps"), record.gaps),
        ("use", marked("licences"), record.use),
        ("claims", marked("note"), record.claims),
    ]
    for name, part, items in parts:
        for index, item in enumerate(items):
            if item.note:
                yield (name, index, "note"), part, item.note


def record_citations(record: Record) -> Iterator[tuple[Location, str, Citation]]:
    """Every citation of a record outside its prose and the evidence of its claims."""
    parts: list[tuple[str, str, list[Any]]] = [
        ("use", marked("licences"), record.use),
        ("regimens", marked("regimens"), record.regimens),
        ("figures", marked("key figures"), getattr(record, "figures", [])),
    ]
    for name, part, items in parts:
        for index, item in enumerate(items):
            for number, citation in enumerate(item.evidence):
                yield (name, index, "evidence", number), part, citation
    for index, claim in enumerate(record.claims):
        if claim.baseline_risk:
            yield ("claims", index, "baseline_risk"), marked("baseline risk"), claim.baseline_risk
        differences = claim.outcome.minimal_important_difference if claim.outcome else []
        for number, difference in enumerate(differences):
            location = ("claims", index, "outcome", "minimal_important_difference", number)
            yield location, marked("smallest difference that matters"), difference
