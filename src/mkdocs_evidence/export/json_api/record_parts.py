"""The parts of a record as the API gives them: licences, regimens, figures, prose, leaflets."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from mkdocs_evidence.cited_fields import leaflet_of
from mkdocs_evidence.export.json_api.links import Links
from mkdocs_evidence.export.json_api.values import Link, Prose, Value
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.claim import Citation
from mkdocs_evidence.model.record import Figure, Gap, Record, Regimen, Section, Table, Use
from mkdocs_evidence.model.vocabulary import LicenceStatus, ReadDepth
from mkdocs_evidence.sources.knowledge_base import SourceFile


class GroupValue(Value):
    """A group of the site's own, such as conditions of one field."""

    id: str
    title: str


class CitationValue(Value):
    """A pointer to a study, for what is no claim."""

    study: Link
    finding: str | None
    locator: str | None
    read: ReadDepth | None


class UseValue(Value):
    """Standing of a treatment in one jurisdiction."""

    jurisdiction: str
    treatment: Link | None
    status: LicenceStatus
    since: str | None = Field(description="Year, month or day, as precise as it is known.")
    note: Prose | None
    evidence: list[CitationValue]


class RegimenValue(Value):
    """A dose and schedule that a study, label or guideline used; no advice."""

    name: str
    treatment: Link | None
    dose: str
    route: str | None
    schedule: str | None
    duration: str | None
    monitoring: str | None
    note: str | None
    evidence: list[CitationValue]


class FigureValue(Value):
    """One short fact."""

    label: str
    value: str
    evidence: list[CitationValue]


class GapValue(Value):
    """A question without an answer."""

    question: Prose
    searched: dt.date | None
    outcome_groups: list[str]
    treatments: list[Link]
    note: Prose | None


class SectionValue(Value):
    """A stretch of prose."""

    title: str
    text: Prose


class TableValue(Value):
    """A table whose cells are prose."""

    title: str
    columns: list[str]
    rows: list[list[Prose]]


class LeafletValue(Value):
    """What the leaflet for patients says."""

    page: str
    about: Prose
    may_help: list[Prose]
    harms: list[Prose]
    not_known: list[Prose]
    ask: list[Prose]
    reviewed: dt.date | None


class RecordParts:
    """Makes the parts of one record."""

    def __init__(self, record: SourceFile[Record], library: Library, links: Links) -> None:
        self._record = record
        self._library = library
        self._links = links

    def group(self) -> GroupValue | None:
        """The group of the record with the title that the site gives it."""
        slug = self._record.model.group
        titles = self._library.layout.groups
        return GroupValue(id=slug, title=titles.get(slug, slug)) if slug else None

    def codes(self) -> dict[str, str]:
        """Codes of a condition or harm that are known."""
        codes = getattr(self._record.model, "codes", None)
        return codes.model_dump(exclude_none=True) if codes else {}

    def use(self, use: Use) -> UseValue:
        """Standing of a treatment in one jurisdiction."""
        return UseValue(
            jurisdiction=use.jurisdiction,
            treatment=self._treatment(use.treatment),
            status=use.status,
            since=use.since,
            note=self._links.prose_or_none(use.note),
            evidence=self._citations(use.evidence),
        )

    def regimen(self, regimen: Regimen) -> RegimenValue:
        """A dose and schedule."""
        return RegimenValue(
            name=regimen.name,
            treatment=self._treatment(regimen.treatment),
            dose=regimen.dose,
            route=regimen.route,
            schedule=regimen.schedule,
            duration=regimen.duration,
            monitoring=regimen.monitoring,
            note=regimen.note,
            evidence=self._citations(regimen.evidence),
        )

    def figure(self, figure: Figure) -> FigureValue:
        """One short fact."""
        evidence = self._citations(figure.evidence)
        return FigureValue(label=figure.label, value=figure.value, evidence=evidence)

    def gap(self, gap: Gap) -> GapValue:
        """A question without an answer."""
        return GapValue(
            question=self._links.prose(gap.question),
            searched=gap.searched,
            outcome_groups=gap.outcome_groups,
            treatments=self._links.records(gap.treatments),
            note=self._links.prose_or_none(gap.note),
        )

    def section(self, section: Section) -> SectionValue:
        """A stretch of prose."""
        return SectionValue(title=section.title, text=self._links.prose(section.text))

    def table(self, table: Table) -> TableValue:
        """A table."""
        rows = [self._texts(row) for row in table.rows]
        return TableValue(title=table.title, columns=table.columns, rows=rows)

    def leaflet(self) -> LeafletValue | None:
        """The leaflet for patients, where there is one."""
        leaflet = leaflet_of(self._record.model)
        if leaflet is None:
            return None
        return LeafletValue(
            page=self._links.leaflet(self._record),
            about=self._links.prose(leaflet.about),
            may_help=self._texts(leaflet.may_help),
            harms=self._texts(leaflet.harms),
            not_known=self._texts(leaflet.not_known),
            ask=self._texts(leaflet.ask),
            reviewed=leaflet.reviewed,
        )

    def _treatment(self, slug: str | None) -> Link | None:
        return self._links.record(slug) if slug else None

    def _texts(self, texts: list[str]) -> list[Prose]:
        return [self._links.prose(text) for text in texts]

    def _citations(self, citations: list[Citation]) -> list[CitationValue]:
        return [
            CitationValue(
                study=self._links.study(self._library.studies[citation.study]),
                finding=citation.finding,
                locator=citation.locator,
                read=citation.read,
            )
            for citation in citations
        ]
