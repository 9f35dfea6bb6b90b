"""A claim as the API gives it, with everything needed to judge it."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from mkdocs_evidence.export.json_api.changes import EventValue
from mkdocs_evidence.export.json_api.effect import EffectValue, effect_value
from mkdocs_evidence.export.json_api.links import Links
from mkdocs_evidence.export.json_api.values import (
    Link,
    Prose,
    Value,
    WrittenNumber,
    written,
    written_or_none,
)
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import BaselineRisk, Claim, EvidenceLink, Grade, Outcome
from mkdocs_evidence.model.vocabulary import (
    Analysis,
    Better,
    Certainty,
    ClaimKind,
    ClaimStatus,
    Concern,
    Direction,
    GradeStart,
    Importance,
    RatedBy,
    ReadDepth,
    Support,
    Upgrade,
)
from mkdocs_evidence.wording import claim_label, time_in_words


class ImportantDifferenceValue(Value):
    """One estimate of the smallest difference that matters to patients, in the effect's unit."""

    low: WrittenNumber
    high: WrittenNumber | None
    study: Link
    finding: str | None
    locator: str | None


class OutcomeValue(Value):
    """What was measured, how and when."""

    name: str
    instrument: str | None
    time: str | None = Field(description="ISO 8601 duration (P28D) or plain words.")
    time_in_words: str | None
    better: Better | None
    importance: Importance | None
    group: str | None
    important_differences: list[ImportantDifferenceValue]


class DomainValue(Value):
    """One reason of GRADE to rate down or up."""

    rating: Concern | Upgrade
    why: str | None


class GradeValue(Value):
    """How the certainty was reached, domain by domain (GRADE Handbook, section 5)."""

    start: GradeStart | None
    domains: dict[str, DomainValue]
    rated_by: RatedBy
    source: Link | None


class BaselineRiskValue(Value):
    """Risk without the treatment, for absolute numbers."""

    per_1000: WrittenNumber
    study: Link
    finding: str | None
    locator: str | None


class EvidenceValue(Value):
    """What one study found for the claim."""

    study: Link
    supports: Support
    finding: str
    effect: EffectValue | None
    analysis: Analysis | None
    locator: str | None = Field(description="Where in the study: Table 2, p. 352.")
    read: ReadDepth | None
    quote: str | None
    note: str | None


class ClaimValue(Value):
    """One plain statement about efficacy or safety, with everything needed to judge it."""

    id: str = Field(description="Slug of the record and id of the claim; it never changes.")
    version: str = Field(description="Changes when anything else in this object does.")
    api: str
    page: str
    was: list[str] = Field(description="Earlier ids; their files are still there.")
    title: str
    record: Link
    also_on: list[Link] = Field(description="Other records whose pages show the claim.")
    kind: ClaimKind
    status: ClaimStatus
    statement: str
    population: str | None
    treatments: list[Link]
    intervention: str | None
    comparator: str | None
    outcome: OutcomeValue | None
    direction: Direction
    certainty: Certainty
    grade: GradeValue | None
    effect: EffectValue | None = Field(description="The body of evidence in one number.")
    baseline_risk: BaselineRiskValue | None
    evidence: list[EvidenceValue]
    statements: list[Link] = Field(description="Statements heard whose verdict rests on it.")
    reviewed: dt.date | None
    review_by: dt.date | None
    searched: dt.date | None
    note: Prose | None
    changed_because: str | None
    history: list[EventValue] = Field(description="What happened to it, oldest first.")


def claim_value(
    linked: LinkedClaim, library: Library, links: Links, history: list[EventValue]
) -> ClaimValue:
    """A claim of a library, given what happened to it."""
    claim = linked.claim
    here = links.claim(linked)
    heard = library.heard_about.get(linked.record.slug, ())
    return ClaimValue(
        id=here.id,
        version="",
        api=here.api,
        page=here.page,
        was=[f"{linked.record.slug}/{old}" for old in claim.was],
        title=claim_label(claim),
        record=links.record(linked.record.slug),
        also_on=links.records(linked.other_records),
        kind=claim.kind,
        status=claim.status,
        statement=claim.statement,
        population=claim.population,
        treatments=links.records(claim.treatments),
        intervention=claim.intervention,
        comparator=claim.comparator,
        outcome=_outcome(claim.outcome, library, links) if claim.outcome else None,
        direction=claim.direction,
        certainty=claim.certainty,
        grade=_grade(claim.grade, library, links) if claim.grade else None,
        effect=effect_value(claim.effect),
        baseline_risk=_baseline(claim, library, links),
        evidence=[_evidence(link, library, links) for link in claim.evidence],
        statements=[links.statement(h) for h in heard if linked.ref in h.statement.claims],
        reviewed=claim.reviewed,
        review_by=claim.review_by,
        searched=claim.searched,
        note=links.prose_or_none(claim.note),
        changed_because=claim.changed_because,
        history=history,
    )


def _outcome(outcome: Outcome, library: Library, links: Links) -> OutcomeValue:
    return OutcomeValue(
        name=outcome.name,
        instrument=outcome.instrument,
        time=outcome.time,
        time_in_words=time_in_words(outcome.time) if outcome.time else None,
        better=outcome.better,
        importance=outcome.importance,
        group=outcome.group,
        important_differences=[
            ImportantDifferenceValue(
                low=written(difference.low),
                high=written_or_none(difference.high),
                study=links.study(library.studies[difference.study]),
                finding=difference.finding,
                locator=difference.locator,
            )
            for difference in outcome.minimal_important_difference
        ],
    )


def _grade(grade: Grade, library: Library, links: Links) -> GradeValue:
    domains: dict[str, Concern | Upgrade] = {**grade.concerns, **grade.upgrades}
    return GradeValue(
        start=grade.start,
        domains={
            name: DomainValue(rating=rating, why=getattr(grade.why, name))
            for name, rating in domains.items()
        },
        rated_by=grade.rated_by,
        source=links.study(library.studies[grade.source]) if grade.source else None,
    )


def _baseline(claim: Claim, library: Library, links: Links) -> BaselineRiskValue | None:
    risk: BaselineRisk | None = claim.baseline_risk
    if risk is None:
        return None
    return BaselineRiskValue(
        per_1000=written(risk.per_1000),
        study=links.study(library.studies[risk.study]),
        finding=risk.finding,
        locator=risk.locator,
    )


def _evidence(link: EvidenceLink, library: Library, links: Links) -> EvidenceValue:
    return EvidenceValue(
        study=links.study(library.studies[link.study]),
        supports=link.supports,
        finding=link.finding,
        effect=effect_value(link.effect),
        analysis=link.analysis,
        locator=link.locator,
        read=link.read,
        quote=link.quote,
        note=link.note,
    )
