"""A record as the API gives it: a condition, treatment, harm or topic."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from mkdocs_evidence.export.json_api.links import Links
from mkdocs_evidence.export.json_api.record_parts import (
    FigureValue,
    GapValue,
    GroupValue,
    LeafletValue,
    RecordParts,
    RegimenValue,
    SectionValue,
    TableValue,
    UseValue,
)
from mkdocs_evidence.export.json_api.values import Link, Prose, Value
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.sources.knowledge_base import SourceFile


class RecordValue(Value):
    """A condition, treatment, harm or topic. Fields of another kind of record are null or empty."""

    id: str = Field(description="Slug; unique among records of all kinds.")
    version: str = Field(description="Changes when anything else in this object does.")
    api: str
    page: str
    kind: str = Field(description="condition, treatment, harm or topic")
    name: str
    synonyms: list[str]
    group: GroupValue | None
    codes: dict[str, str] = Field(description="Codes by terminology: icd11, icd10cm, mesh, doid.")
    drug: str | None
    route: str | None
    brand_names: list[str]
    outcome_groups: list[str]
    bottom_line: Prose
    use: list[UseValue]
    summary: list[Link] = Field(description="Claims of the summary of findings, in its order.")
    claims: list[Link] = Field(description="Claims that live here.")
    claims_of_other_records: list[Link] = Field(description="Claims that point here.")
    figures: list[FigureValue]
    regimens: list[RegimenValue]
    sections: list[SectionValue]
    tables: list[TableValue]
    gaps: list[GapValue]
    leaflet: LeafletValue | None
    statements: list[Link] = Field(description="Statements heard that bear on it.")
    studies: list[Link] = Field(description="Studies that its claims and its text cite.")
    related: list[Link]
    editors: list[str]
    reviewed: dt.date | None
    reviewed_by: list[str]
    review_by: dt.date | None


def record_value(
    record: SourceFile[Record], cited: list[str], library: Library, links: Links
) -> RecordValue:
    """A record of a library, given the keys of the studies that it cites, in order."""
    model, here = record.model, links.record(record.slug)
    parts = RecordParts(record, library, links)
    return RecordValue(
        id=here.id,
        version="",
        api=here.api,
        page=here.page,
        kind=record.kind,
        name=model.name,
        synonyms=model.synonyms,
        group=parts.group(),
        codes=parts.codes(),
        drug=getattr(model, "drug", None),
        route=getattr(model, "route", None),
        brand_names=getattr(model, "brand_names", []),
        outcome_groups=getattr(model, "outcome_groups", []),
        bottom_line=links.prose(model.bottom_line),
        use=[parts.use(use) for use in model.use],
        summary=[links.claim(claim) for claim in library.summary_of(record)],
        claims=[links.claim(claim) for claim in library.claims_of(record.slug)],
        claims_of_other_records=[
            links.claim(claim) for claim in library.pointing_to.get(record.slug, ())
        ],
        figures=[parts.figure(figure) for figure in getattr(model, "figures", [])],
        regimens=[parts.regimen(regimen) for regimen in model.regimens],
        sections=[parts.section(section) for section in model.sections],
        tables=[parts.table(table) for table in model.tables],
        gaps=[parts.gap(gap) for gap in model.gaps],
        leaflet=parts.leaflet(),
        statements=[links.statement(heard) for heard in library.heard_about.get(record.slug, ())],
        studies=links.studies(cited),
        related=links.records(model.related),
        editors=model.editors,
        reviewed=model.reviewed,
        reviewed_by=model.reviewed_by,
        review_by=model.review_by,
    )
