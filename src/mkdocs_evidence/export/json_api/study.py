"""A study as the API gives it: the reference, how it was done, and everything that cites it."""

from __future__ import annotations

from pydantic import Field

from mkdocs_evidence.export.json_api.links import Links
from mkdocs_evidence.export.json_api.values import Link, Value
from mkdocs_evidence.library import Library, Mention, Study
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.model.vocabulary import (
    Blinding,
    ComparatorType,
    Design,
    IntegrityStatus,
    Sponsor,
    Support,
)
from mkdocs_evidence.render.reference_style import reference_text


class NameValue(Value):
    """A person, or a corporate author in `family` alone."""

    family: str
    given: str
    particle: str
    suffix: str
    corporate: bool


class ReferenceValue(Value):
    """The entry of the reference list. What the entry does not have is an empty text."""

    type: str = Field(description="Type of the BibTeX entry.")
    title: str
    authors: list[NameValue]
    authors_complete: bool = Field(description="False where the source names only the first.")
    editors: list[NameValue]
    container: str = Field(description="Journal, book or server.")
    year: str
    month: str
    day: str
    volume: str
    issue: str
    pages: str
    edition: str
    publisher: str
    place: str
    doi: str
    pmid: str
    pmcid: str
    isbn: str
    url: str
    accessed: str


class IntegrityValue(Value):
    """Corrections, concerns and retractions."""

    status: IntegrityStatus
    date: str | None = Field(description="Year, month or day, as precise as it is known.")
    notice: str | None = Field(description="DOI or URL of the notice.")
    reasons: list[str]


class ConductValue(Value):
    """How the study was done, as far as the editors noted it."""

    design: Design | None
    trial: list[str] = Field(description="Registry ids.")
    acronyms: list[str]
    n: int | None = Field(description="People in the study.")
    k: int | None = Field(description="Studies included, for reviews.")
    population: str | None
    sponsor: Sponsor | None
    funding: str | None
    blinding: Blinding | None
    comparator_type: ComparatorType | None
    follow_up: str | None
    open: bool | None = Field(description="True where a free copy exists.")
    open_url: str | None
    note: str | None


class CitingClaimValue(Value):
    """A claim that cites the study, and what the study says about it."""

    claim: Link
    supports: Support


class MentionValue(Value):
    """A page that cites the study outside the evidence of claims."""

    record: Link | None = Field(description="Null for a page that is no record.")
    page: str
    part: str = Field(description="The part of the page in words: bottom line, regimens.")


class StudyValue(Value):
    """A study with everything that cites it."""

    id: str = Field(description="Citation key.")
    version: str = Field(description="Changes when anything else in this object does.")
    api: str
    page: str
    title: str = Field(description="Author and year.")
    citation: str = Field(description="The reference in NLM style.")
    reference: ReferenceValue
    conduct: ConductValue
    integrity: IntegrityValue
    same_trial: list[Link] = Field(description="Other reports of the same trial.")
    cited_by: list[CitingClaimValue]
    mentioned_on: list[MentionValue]


def study_value(study: Study, library: Library, links: Links) -> StudyValue:
    """A study of a library."""
    here = links.study(study)
    appraisal = study.appraisal
    return StudyValue(
        id=here.id,
        version="",
        api=here.api,
        page=here.page,
        title=here.title,
        citation=reference_text(study.reference),
        reference=_reference(study.reference),
        conduct=ConductValue(
            **{name: getattr(appraisal, name) for name in ConductValue.model_fields}
        ),
        integrity=IntegrityValue(
            **{name: getattr(appraisal.integrity, name) for name in IntegrityValue.model_fields}
        ),
        same_trial=links.studies(
            [
                key
                for registry_id in appraisal.trial
                for key in library.trials[registry_id]
                if key != study.key
            ]
        ),
        cited_by=[
            CitingClaimValue(claim=links.claim(citation.claim), supports=citation.link.supports)
            for citation in study.cited_by
        ],
        mentioned_on=[_mention(mention, library, links) for mention in study.mentions],
    )


def _reference(reference: Reference) -> ReferenceValue:
    names = {
        name: [_name(one) for one in getattr(reference, name)] for name in ("authors", "editors")
    }
    others = set(ReferenceValue.model_fields) - {"type", *names}
    return ReferenceValue(
        type=reference.entry_type,
        **names,
        **{name: getattr(reference, name) for name in others},
    )


def _name(name: Name) -> NameValue:
    return NameValue(
        family=name.family,
        given=name.given,
        particle=name.particle,
        suffix=name.suffix,
        corporate=name.corporate,
    )


def _mention(mention: Mention, library: Library, links: Links) -> MentionValue:
    record = links.record(mention.page) if mention.page in library.by_slug else None
    page = record.page if record else links.page(mention.page.removesuffix(".md"))
    return MentionValue(record=record, page=page, part=mention.part)
