"""What the head of each page says to reference managers, search engines and crawlers.

A record's page is a work of ours, and is saved as a web page of the site, with the title and the site
from Open Graph. It has no `citation_title`, which would make a journal article of it, and no
`citation_author`: Zotero takes every author for a person, and would cite the site by its last word.
A study's page is about a work of others, and whoever saves it with a reference manager wants that
work: its `citation_…` elements are those of the study, without any address of a full text, which we
do not hold. What is no article, chapter or thesis is saved as a report, which its publisher makes it:
without a publisher in that role Zotero takes any work with a title for a journal article. Sources:
Highwire Press tags as Google Scholar and Zotero read them (its translator "Embedded Metadata");
Signposting (FAIR profile of 2023, signposting.org) for the links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.fhir.bundle import FHIR_JSON, is_bundled
from mkdocs_evidence.export.page_dates import record_day, study_day
from mkdocs_evidence.export.references import FORMATS, cited_by
from mkdocs_evidence.export.structured_data import (
    leaflet_data,
    record_data,
    site_data,
    study_data,
)
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.sources.knowledge_base import SourceFile

_CONTAINERS = {
    **dict.fromkeys(("article", "preprint"), "citation_journal_title"),
    **dict.fromkeys(("incollection", "inbook"), "citation_inbook_title"),
    **dict.fromkeys(("inproceedings", "conference"), "citation_conference_title"),
}
_INSTITUTIONS = {
    **dict.fromkeys(("techreport", "report", "misc"), "citation_technical_report_institution"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "citation_dissertation_institution"),
}


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A link in the head of a page; a path below the root of the site, or a whole address."""

    relation: str
    target: str
    media_type: str = ""
    title: str = ""


@dataclass(frozen=True)
class PageHead:
    """What one page says."""

    tags: tuple[tuple[str, str], ...] = ()
    links: tuple[HeadLink, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


class PageHeads:
    """The heads of all pages of one library, by the name of the page."""

    def __init__(self, library: Library, addresses: Addresses, facts: SiteFacts) -> None:
        self.library = library
        self.addresses = addresses
        self.facts = facts

    def of(self, page: str) -> PageHead:
        """The head of a page; an empty one where it is about nothing in particular."""
        subject = self._subjects.get(page)
        if isinstance(subject, Study):
            return self._study(subject)
        if subject is not None and page == self.addresses.record(subject):
            return self._record(subject)
        if subject is not None:
            return PageHead(data=leaflet_data(subject, self.addresses, self.facts))
        return PageHead(data=site_data(self.facts)) if page == "index" else PageHead()

    def day_of(self, page: str) -> dt.date | None:
        """The day of a page's content; None for pages that no record dates."""
        subject = self._subjects.get(page)
        if isinstance(subject, Study):
            return study_day(subject)
        return record_day(subject, self.library) if subject is not None else None

    @cached_property
    def has_days(self) -> bool:
        """True where anything dates any page."""
        return any(self.day_of(page) for page in self._subjects)

    @cached_property
    def _subjects(self) -> dict[str, SourceFile[Record] | Study]:
        records = {self.addresses.record(record): record for record in self.library.records}
        leaflets = {self.addresses.leaflet(r): r for r, _ in self.library.leaflets()}
        studies = {self.addresses.study(key): one for key, one in self.library.studies.items()}
        return {**studies, **leaflets, **records}

    def _record(self, record: SourceFile[Record]) -> PageHead:
        page = self.addresses.record(record)
        day = record_day(record, self.library)
        cite_as = HeadLink("cite-as", self.facts.address(self.addresses.url(page)))
        links = [cite_as] if self.facts.url else []
        if self.addresses.bundles and is_bundled(record, self.library):
            bundle = f"{self.addresses.bundles}/{record.slug}.json"
            # Not "alternate" alone, which the theme takes for a translation of the page.
            links.append(HeadLink("alternate item", bundle, FHIR_JSON))
        is_cited = bool(cited_by(record, self.library))
        found = self._links(page, "item" if is_cited else "")
        return PageHead(
            tags=(("citation_publication_date", f"{day:%Y/%m/%d}"),) if day else (),
            links=(*links, *_described(self.addresses.record_json(record)), *found),
            data=record_data(record, self.library, self.addresses, self.facts),
        )

    def _study(self, study: Study) -> PageHead:
        reference = study.reference
        cite_as = [HeadLink("cite-as", f"https://doi.org/{reference.doi}")] if reference.doi else []
        found = self._links(self.addresses.study(study.key), "describedby")
        return PageHead(
            tags=tuple((name, value) for name, value in _work_tags(reference) if value),
            links=(*cite_as, *_described(self.addresses.study_json(study.key)), *found),
            data=study_data(study, self.addresses, self.facts),
        )

    def _links(self, page: str, relation: str) -> Iterator[HeadLink]:
        """Licence and files of references: they describe a study, and are a part of a record."""
        if self.facts.licence_url:
            yield HeadLink("license", self.facts.licence_url)
        if self.addresses.has_twins:
            # The theme takes `alternate` alone for another language of the site.
            yield HeadLink("alternate item", f"{page}.md", "text/markdown")
        if relation and self.addresses.reference_formats:
            for form in FORMATS:
                yield HeadLink(relation, f"{page}.{form.ending}", form.media_type)


def _described(file: str) -> Iterator[HeadLink]:
    """The file of the JSON API with what the page says; none where the site has no API."""
    if file:
        yield HeadLink("describedby", file, "application/json")


def _work_tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "citation_title", reference.title
    yield from (("citation_author", _name(name)) for name in reference.authors)
    yield "citation_publication_date", _date(reference)
    if container := _CONTAINERS.get(reference.entry_type):
        yield container, reference.container
    yield "citation_volume", reference.volume
    yield "citation_issue", reference.issue
    first, _, last = reference.pages.replace("\N{EN DASH}", "-").partition("-")
    yield "citation_firstpage", first.strip()
    yield "citation_lastpage", last.strip("- ")
    yield _INSTITUTIONS.get(reference.entry_type, "citation_publisher"), reference.publisher
    yield "citation_isbn", reference.isbn
    yield "citation_doi", reference.doi
    yield "citation_pmid", reference.pmid


def _name(name: Name) -> str:
    """`Last, First`, which no reader has to guess the parts of."""
    family = " ".join(filter(None, [name.particle, name.family, name.suffix]))
    return ", ".join(filter(None, [family, name.given]))


def _date(reference: Reference) -> str:
    parts = [reference.year]
    if reference.year.isdigit() and reference.month.isdigit():
        parts.append(f"{int(reference.month):02}")
        if reference.day.isdigit():
            parts.append(f"{int(reference.day):02}")
    return "/".join(parts)
