"""Populations, treatments, comparators and outcomes as EvidenceVariable resources.

Source: https://hl7.org/fhir/R5/evidencevariable.html. Conditions and treatments have one variable
each; what a claim says in words of its own has one for this claim, so that a change of wording
never changes a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mkdocs_evidence.export.fhir import codes
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.fhir.names import Names, fhir_id, markdown
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Claim, Outcome
from mkdocs_evidence.model.record import Codes, Record
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import outcome_label

#: Code systems of conditions that FHIR has an address for and whose codes records hold as such.
#: Source: https://hl7.org/fhir/R5/terminologies-systems.html
_CONDITION_CODES = {
    "icd10cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "mesh": "https://www.nlm.nih.gov/mesh",
}
_HANDLING = {
    Measure.MD: "continuous",
    Measure.SMD: "continuous",
    Measure.MEAN: "continuous",
    Measure.MEDIAN: "continuous",
    Measure.RR: "dichotomous",
    Measure.OR: "dichotomous",
    Measure.RD: "dichotomous",
    Measure.PROPORTION: "dichotomous",
    Measure.NNT: "dichotomous",
}


@dataclass
class Variables:
    """The variables of a bundle, collected while its evidence is written."""

    library: Library
    names: Names
    resources: dict[str, Element] = field(default_factory=dict)

    def of(self, claim: LinkedClaim) -> list[Element]:
        """`Evidence.variableDefinition` of a claim: at least one, as FHIR asks."""
        definitions = [
            *self._population(claim),
            *self._exposures(claim),
            *self._comparator(claim),
            *self._outcome(claim),
        ]
        if definitions:
            return definitions
        missing = self._of_claim(claim, "population", "Population not stated")
        return [_definition("population", observed=missing)]

    def _population(self, claim: LinkedClaim) -> list[Element]:
        parts: Element = {}
        if claim.claim.population:
            parts["observed"] = self._of_claim(claim, "population", claim.claim.population)
        if claim.record.kind == "condition":
            parts["intended"] = self._of_record(claim.record)
        return [{**_definition("population"), **parts}] if parts else []

    def _exposures(self, claim: LinkedClaim) -> list[Element]:
        """Each treatment that the claim names, described by the claim's own words."""
        words = claim.claim.intervention or ""
        found = [
            _definition("exposure", words, observed=self._of_record(self.library.by_slug[slug]))
            for slug in claim.claim.treatments
            if slug in self.library.by_slug
        ]
        if found or not words:
            return found
        return [_definition("exposure", observed=self._of_claim(claim, "intervention", words))]

    def _comparator(self, claim: LinkedClaim) -> list[Element]:
        words = claim.claim.comparator
        if not words:
            return []
        observed = self._of_claim(claim, "comparator", words)
        return [_definition("referenceExposure", observed=observed)]

    def _outcome(self, claim: LinkedClaim) -> list[Element]:
        outcome = claim.claim.outcome
        if not outcome:
            return []
        more = _outcome_details(outcome, claim.claim)
        observed = self._of_claim(claim, "outcome", outcome_label(outcome), **more)
        return [_definition("measuredVariable", observed=observed)]

    def _of_record(self, record: SourceFile[Record]) -> Element:
        name = fhir_id(record.slug)
        if name not in self.resources:
            more = {
                "characteristic": [{"definitionCodeableConcept": _record_concept(record.model)}]
            }
            self._keep(name, record.slug, record.model.name, more)
        return self.names.reference("EvidenceVariable", name, record.model.name)

    def _of_claim(self, claim: LinkedClaim, part: str, title: str, **more: Any) -> Element:
        name = fhir_id(claim.record.slug, claim.claim.id, part)
        self._keep(name, f"{claim.ref}/{part}", title, more)
        return self.names.reference("EvidenceVariable", name, title)

    def _keep(self, name: str, subject: str, title: str, more: Element) -> None:
        self.resources[name] = {
            **self.names.resource("EvidenceVariable", name),
            "identifier": [self.names.identifier(subject)],
            "title": one_line(title),
            "status": "active",
            "experimental": True,
            **more,
        }


def _definition(role: str, words: str = "", **parts: Element) -> Element:
    described = {"description": markdown(words)} if words else {}
    return {**described, "variableRole": codes.role(role), **parts}


def _record_concept(record: Record) -> Element:
    known: Codes = getattr(record, "codes", Codes())
    codings = [
        {"system": system, "code": one_line(getattr(known, name))}
        for name, system in _CONDITION_CODES.items()
        if getattr(known, name)
    ]
    return {**({"coding": codings} if codings else {}), "text": one_line(record.name)}


def _outcome_details(outcome: Outcome, claim: Claim) -> Element:
    """How it was measured, and what FHIR has no element for as a note."""
    notes = [term.label for term in (outcome.better, outcome.importance) if term]
    more: Element = {}
    if notes:
        more["note"] = [{"text": markdown(f"{'; '.join(notes)}.")}]
    if claim.effect and claim.effect.measure in _HANDLING:
        more["handling"] = _HANDLING[claim.effect.measure]
    return more
