"""Tables of claims, the evidence for them, and all effects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mkdocs_evidence.export.tables.table import Column, ColumnType, Row, Shelf, Table
from mkdocs_evidence.library import LinkedClaim
from mkdocs_evidence.model.claim import Effect, EvidenceLink, Outcome
from mkdocs_evidence.model.vocabulary import (
    Analysis,
    Better,
    Certainty,
    ClaimKind,
    ClaimStatus,
    Direction,
    Importance,
    Measure,
    ReadDepth,
    Support,
)
from mkdocs_evidence.wording import effect_in_full


def _evidence(linked: LinkedClaim) -> Iterator[tuple[str, EvidenceLink]]:
    """Each evidence link with its id: claim and study, numbered from a study's second link on."""
    seen: Counter[str] = Counter()
    for link in linked.claim.evidence:
        seen[link.study] += 1
        number = f"#{seen[link.study]}" if seen[link.study] > 1 else ""
        yield f"{linked.id}/{link.study}{number}", link


def _claim_rows(shelf: Shelf) -> Iterator[Row]:
    for linked in shelf.library.shown_claims:
        claim, outcome = linked.claim, linked.claim.outcome or _NO_OUTCOME
        yield (
            linked.id,
            linked.record.slug,
            claim.kind,
            claim.status,
            claim.statement,
            claim.population,
            claim.intervention,
            claim.comparator,
            outcome.name if claim.outcome else None,
            outcome.instrument,
            outcome.time,
            outcome.better,
            outcome.importance,
            outcome.group,
            claim.direction,
            claim.certainty,
            claim.reviewed,
            claim.review_by,
            claim.searched,
            shelf.page(shelf.addresses.record(linked.record), claim.id),
        )


_NO_OUTCOME = Outcome(name="none")

CLAIMS = Table(
    name="claims",
    title="Claims: plain statements about efficacy or safety, with direction and certainty",
    columns=(
        Column("id", "Record and claim; it never changes.", is_required=True),
        Column("record", "Record that the claim lives in.", is_required=True, references="records"),
        Column("kind", "What the claim is about.", is_required=True, terms=ClaimKind),
        Column("status", "Where it is in its life.", is_required=True, terms=ClaimStatus),
        Column("statement", "The claim in one or two sentences.", is_required=True),
        Column("population", "Whom it is about."),
        Column("intervention", "What was given."),
        Column("comparator", "What it was compared with."),
        Column("outcome", "What was measured."),
        Column("instrument", "Scale or test."),
        Column("time", "When: an ISO 8601 duration or plain words."),
        Column("better", "Which way is good for the patient.", terms=Better),
        Column("importance", "Importance of the outcome to patients.", terms=Importance),
        Column("outcome_group", "Group of outcomes of the site."),
        Column("direction", "Where the evidence points.", is_required=True, terms=Direction),
        Column("certainty", "How sure we are (GRADE).", is_required=True, terms=Certainty),
        Column("reviewed", "Last review by an editor.", ColumnType.DATE),
        Column("review_by", "Review is due by this day.", ColumnType.DATE),
        Column("searched", "Last search for evidence.", ColumnType.DATE),
        Column("page", "Address of the claim.", is_required=True),
    ),
    primary_key=("id",),
    rows=_claim_rows,
)


def _treatment_rows(shelf: Shelf) -> Iterator[Row]:
    for linked in shelf.library.shown_claims:
        for slug in dict.fromkeys(linked.claim.treatments):
            yield linked.id, slug


CLAIM_TREATMENTS = Table(
    name="claim_treatments",
    title="Treatments that claims are about",
    columns=(
        Column("claim", "The claim.", is_required=True, references="claims"),
        Column("treatment", "Record of the treatment.", is_required=True, references="records"),
    ),
    primary_key=("claim", "treatment"),
    rows=_treatment_rows,
)


def _evidence_rows(shelf: Shelf) -> Iterator[Row]:
    for linked in shelf.library.shown_claims:
        for name, link in _evidence(linked):
            yield (
                name,
                linked.id,
                link.study,
                link.supports,
                link.finding,
                link.analysis,
                link.locator,
                link.read,
                link.quote,
                link.note,
            )


EVIDENCE = Table(
    name="evidence",
    title="Evidence: what one study found for one claim",
    columns=(
        Column("id", "Claim and study, with a number from the second on.", is_required=True),
        Column("claim", "The claim.", is_required=True, references="claims"),
        Column("study", "Citation key of the study.", is_required=True, references="studies"),
        Column("supports", "What the study says about the claim.", is_required=True, terms=Support),
        Column("finding", "What it found, in our own words.", is_required=True),
        Column("analysis", "Which analysis the finding comes from.", terms=Analysis),
        Column("locator", "Where in the study."),
        Column("read", "How much of the study was read.", terms=ReadDepth),
        Column("quote", "A short verbatim quotation."),
        Column("note", "Editors' note."),
    ),
    primary_key=("id",),
    rows=_evidence_rows,
)


def _effect_rows(shelf: Shelf) -> Iterator[Row]:
    for linked in shelf.library.shown_claims:
        if linked.claim.effect:
            yield _effect_row(linked.id, linked.id, None, linked.claim.effect)
        for name, link in _evidence(linked):
            if link.effect:
                yield _effect_row(name, linked.id, name, link.effect)


def _effect_row(name: str, claim: str, evidence: str | None, effect: Effect) -> Row:
    low, high = effect.ci or (None, None)
    events, risks = effect.events, effect.risks
    treated = events.intervention if events else (None, None)
    compared = (events.comparator if events else None) or (None, None)
    return (
        name,
        claim,
        evidence,
        effect.measure,
        effect.value,
        low,
        high,
        effect.ci_level if effect.ci else None,
        effect.p,
        effect.unit,
        effect.n,
        effect.n_counts,
        effect.k,
        *treated,
        *compared,
        risks.intervention if risks else None,
        risks.comparator if risks else None,
        risks.per if risks else None,
        effect.event,
        effect_in_full(effect),
    )


EFFECTS = Table(
    name="effects",
    title="Effects: numbers with their uncertainty, of claims and of single studies",
    columns=(
        Column("id", "The evidence, or the claim whose body of it this is.", is_required=True),
        Column("claim", "The claim.", is_required=True, references="claims"),
        Column("evidence", "The evidence; empty for the whole body of it.", references="evidence"),
        Column("measure", "What kind of number.", is_required=True, terms=Measure),
        Column("value", "Point estimate, with the digits of the source.", ColumnType.NUMBER),
        Column("ci_low", "Lower end of the interval.", ColumnType.NUMBER),
        Column("ci_high", "Upper end of the interval.", ColumnType.NUMBER),
        Column("ci_level", "Level of the interval in per cent.", ColumnType.NUMBER),
        Column("p", "p value as printed."),
        Column("unit", "Unit of value and interval."),
        Column("n", "People in the analysis, unless n_counts says otherwise.", ColumnType.INTEGER),
        Column("n_counts", "What n counts where it is not people."),
        Column("k", "Studies pooled.", ColumnType.INTEGER),
        Column("events_intervention", "People with the event.", ColumnType.INTEGER),
        Column("people_intervention", "People in the group.", ColumnType.INTEGER),
        Column("events_comparator", "People with the event.", ColumnType.INTEGER),
        Column("people_comparator", "People in the group.", ColumnType.INTEGER),
        Column("risk_intervention", "Share with the event, where no counts.", ColumnType.NUMBER),
        Column("risk_comparator", "Share with the event, where no counts.", ColumnType.NUMBER),
        Column("risk_per", "People that the shares are of.", ColumnType.NUMBER),
        Column("event", "What happened, where it is not the claim's outcome."),
        Column("text", "The effect in one line, as pages show it."),
    ),
    primary_key=("id",),
    rows=_effect_rows,
)
