"""Claims, and what each study found for them, as Evidence (https://hl7.org/fhir/R5/evidence.html).

A claim is one Evidence: the judgement of the editors on a body of evidence. What a study found for
it is another, from which the claim's is derived, and which cites the study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mkdocs_evidence.export.exact_json import Written
from mkdocs_evidence.export.fhir import codes
from mkdocs_evidence.export.fhir.certainty import certainty
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.fhir.names import Names, fhir_id, markdown
from mkdocs_evidence.export.fhir.statistics import statistics
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import EvidenceLink
from mkdocs_evidence.model.vocabulary import ClaimStatus, Support
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.plain_text import plain_text
from mkdocs_evidence.wording import short_label

#: Our standing of claims as PublicationStatus; drafts are never exported.
#: Source: https://hl7.org/fhir/R5/valueset-publication-status.html
_STATUS = {
    ClaimStatus.DRAFT: "draft",
    ClaimStatus.PUBLISHED: "active",
    ClaimStatus.SUPERSEDED: "retired",
    ClaimStatus.WITHDRAWN: "retired",
}


def claim_evidence(
    claim: LinkedClaim,
    variables: Written,
    library: Library,
    addresses: Addresses,
    names: Names,
) -> Element:
    """The Evidence of a claim."""
    text = claim.claim
    reviewed = text.reviewed or claim.record.model.reviewed
    related = [*_page(claim, addresses, names), *_findings_of(claim, library, names)]
    designs = dict.fromkeys(
        study.appraisal.design
        for link in text.deciding
        if (study := library.studies.get(link.study)) and study.appraisal.design
    )
    return {
        **names.resource("Evidence", fhir_id(claim.record.slug, text.id)),
        "identifier": [names.identifier(claim.ref), *_earlier(claim, names)],
        "title": one_line(text.statement),
        "status": _STATUS[text.status],
        "experimental": True,
        **({"lastReviewDate": reviewed.isoformat()} if reviewed else {}),
        "publisher": one_line(names.facts.name),
        **names.rights,
        **({"relatedArtifact": related} if related else {}),
        "description": markdown(f"{text.kind.label}. Direction: {text.direction.label.lower()}."),
        "assertion": markdown(text.statement),
        **({"note": [{"text": markdown(plain_text(text.note, library))}]} if text.note else {}),
        "variableDefinition": variables,
        **({"studyDesign": [codes.design(design) for design in designs]} if designs else {}),
        **_statistic(statistics(text.effect)),
        **certainty(claim, library, names),
    }


def _earlier(claim: LinkedClaim, names: Names) -> Iterator[Element]:
    """Ids that the claim had before, so that whoever kept one finds it."""
    for was in claim.claim.was:
        yield {"use": "old", **names.identifier(f"{claim.record.slug}#{was}")}


def findings(
    claim: LinkedClaim, variables: Written, library: Library, names: Names
) -> Iterator[Element]:
    """The Evidence of each study that the claim cites."""
    for name, link in _named_links(claim):
        study = library.studies.get(link.study)
        if study is None:
            continue
        design = study.appraisal.design
        analysis = link.analysis.label if link.analysis else ""
        yield {
            **names.resource("Evidence", name),
            "identifier": [names.identifier(f"{claim.ref}/{link.study}")],
            "title": one_line(f"{short_label(study.reference)}: {link.finding}"),
            "status": _STATUS[claim.claim.status],
            "experimental": True,
            "publisher": one_line(names.facts.name),
            **names.rights,
            "relatedArtifact": [_citation(link, names)],
            **({"description": markdown(analysis)} if analysis else {}),
            "assertion": markdown(link.finding),
            "variableDefinition": variables,
            **({"studyDesign": [codes.design(design)]} if design else {}),
            **_statistic(statistics(link.effect)),
        }


def _named_links(claim: LinkedClaim) -> Iterator[tuple[str, EvidenceLink]]:
    """Links with the ids of their Evidence; a study that stands twice is numbered."""
    seen: Counter[str] = Counter()
    for link in claim.claim.evidence:
        seen[link.study] += 1
        again = [f"#{seen[link.study]}"] if seen[link.study] > 1 else []
        yield fhir_id(claim.record.slug, claim.claim.id, link.study, *again), link


def _findings_of(claim: LinkedClaim, library: Library, names: Names) -> Iterator[Element]:
    """What the claim is derived from; background is cited only."""
    for name, link in _named_links(claim):
        if link.study in library.studies:
            is_background = link.supports is Support.BACKGROUND
            yield {
                "type": "cites" if is_background else "derived-from",
                "classifier": [{"text": link.supports.label}],
                "resourceReference": names.reference("Evidence", name),
            }


def _citation(link: EvidenceLink, names: Names) -> Element:
    """The study, with the place in it and how much of it was read."""
    return {
        "type": "citation",
        **({"classifier": [{"text": link.read.label}]} if link.read else {}),
        **({"label": one_line(link.locator)} if link.locator else {}),
        "resourceReference": names.reference("Citation", fhir_id(link.study)),
    }


def _page(claim: LinkedClaim, addresses: Addresses, names: Names) -> Iterator[Element]:
    if names.facts.url:
        page = names.facts.address(addresses.url(addresses.record(claim.record)))
        document = {"contentType": "text/html", "url": f"{page}#{claim.claim.id}"}
        yield {"type": "documentation", "document": document}


def _statistic(found: list[Element]) -> Element:
    return {"statistic": found} if found else {}
