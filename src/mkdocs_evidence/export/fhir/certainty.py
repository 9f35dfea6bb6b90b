"""GRADE ratings: on the evidence itself, and as an assessment with reasons and rater.

Sources: https://hl7.org/fhir/R5/evidence-definitions.html#Evidence.certainty and
https://hl7.org/fhir/R5/artifactassessment.html.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.export.exact_json import Written
from mkdocs_evidence.export.fhir import codes
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.fhir.names import Names, fhir_id, markdown
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Grade
from mkdocs_evidence.model.vocabulary import Certainty, Concern, RatedBy, Upgrade
from mkdocs_evidence.wording import short_label


def certainty(claim: LinkedClaim, library: Library, names: Names) -> Element:
    """`Evidence.certainty`: overall and by domain; nothing where nobody rated."""
    if claim.claim.certainty is Certainty.NOT_GRADED:
        return {}
    grade = claim.claim.grade
    overall: Element = {"type": codes.OVERALL, "rating": codes.rating(claim.claim.certainty)}
    if grade:
        overall["rater"] = _rater(grade, library, names)
        overall["subcomponent"] = [
            {**({"description": reason} if reason else {}), "type": type_, "rating": rating}
            for type_, rating, reason in _domains(grade)
        ]
    return {"certainty": [overall]}


def assessment(claim: LinkedClaim, library: Library, names: Names) -> Element | None:
    """The rating as an ArtifactAssessment of the claim's Evidence; None where nobody rated."""
    if claim.claim.certainty is Certainty.NOT_GRADED:
        return None
    name = fhir_id(claim.record.slug, claim.claim.id)
    content: Element = {
        "informationType": "rating",
        "type": codes.OVERALL,
        "classifier": [codes.rating(claim.claim.certainty)],
    }
    if grade := claim.claim.grade:
        content |= _from_grade(grade, library, names)
    reviewed = claim.claim.reviewed or claim.record.model.reviewed
    return {
        **names.resource("ArtifactAssessment", name),
        "identifier": [names.identifier(claim.ref)],
        "title": "Certainty of the evidence (GRADE)",
        **names.rights,
        **({"lastReviewDate": reviewed.isoformat()} if reviewed else {}),
        "artifactReference": names.reference("Evidence", name, claim.claim.statement),
        "content": [content],
    }


def _from_grade(grade: Grade, library: Library, names: Names) -> Element:
    start = f" Starts {grade.start.label.lower()}." if grade.start else ""
    content: Element = {
        "summary": markdown(f"Rated by: {_rater(grade, library, names)}.{start}"),
        "component": [
            {
                "informationType": "rating",
                **({"summary": reason} if reason else {}),
                "type": type_,
                "classifier": [rating],
            }
            for type_, rating, reason in _domains(grade)
        ],
    }
    if grade.source and grade.source in library.studies:
        cited = names.reference("Citation", fhir_id(grade.source))
        content["relatedArtifact"] = [{"type": "citation", "resourceReference": cited}]
    return content


def _rater(grade: Grade, library: Library, names: Names) -> str:
    source = library.studies.get(grade.source or "")
    if grade.rated_by is RatedBy.SOURCE and source:
        return one_line(short_label(source.reference))
    return one_line(f"Editors of {names.facts.name}")


def _domains(grade: Grade) -> Iterator[tuple[Written, Written, str]]:
    """Type, rating and reason of each domain, in the order of the GRADE Handbook."""
    domains: dict[str, Concern | Upgrade] = {**grade.concerns, **grade.upgrades}
    for name, term in domains.items():
        reason = getattr(grade.why, name) or ""
        yield codes.domain(name), codes.domain_rating(term), markdown(reason)
