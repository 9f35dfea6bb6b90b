"""Our vocabularies in the code systems of FHIR R5 (5.0.0).

Sources, all of HL7:

- certainty-type: https://hl7.org/fhir/R5/codesystem-certainty-type.html
- certainty-rating: https://hl7.org/fhir/R5/codesystem-certainty-rating.html
- statistic-type: https://terminology.hl7.org/CodeSystem-statistic-type.html
- attribute-estimate-type: https://terminology.hl7.org/CodeSystem-attribute-estimate-type.html
- variable-role: https://terminology.hl7.org/CodeSystem-variable-role.html
- study-design: https://hl7.org/fhir/R5/codesystem-study-design.html
- cited-artifact-status-type: https://hl7.org/fhir/R5/codesystem-cited-artifact-status-type.html
- contributor-summary-type: https://hl7.org/fhir/R5/codesystem-contributor-summary-type.html

A term of ours without a code of the same meaning stays text; none is coded as something near it. What
stands in thousands of places is written as JSON here, once for each term.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from mkdocs_evidence.export.exact_json import Written
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.model.vocabulary import Certainty, Concern, Design, Measure, Upgrade

#: A FHIR data type or resource, as it stands in JSON.
Element = dict[str, Any]

CERTAINTY_TYPE = "http://hl7.org/fhir/certainty-type"
CERTAINTY_RATING = "http://hl7.org/fhir/certainty-rating"
STATISTIC_TYPE = "http://terminology.hl7.org/CodeSystem/statistic-type"
ESTIMATE_TYPE = "http://terminology.hl7.org/CodeSystem/attribute-estimate-type"
VARIABLE_ROLE = "http://terminology.hl7.org/CodeSystem/variable-role"
STUDY_DESIGN = "http://hl7.org/fhir/study-design"
ARTIFACT_STATUS = "http://hl7.org/fhir/cited-artifact-status-type"
CONTRIBUTOR_SUMMARY = "http://hl7.org/fhir/contributor-summary-type"

_MEASURES = {
    Measure.MD: ("0000457", "Mean Difference"),
    Measure.SMD: ("0000100", "Standardized Mean Difference"),
    Measure.RR: ("C93152", "Relative Risk"),
    Measure.OR: ("C16932", "Odds Ratio"),
    Measure.HR: ("C93150", "Hazard Ratio"),
    Measure.RD: ("0000424", "Risk Difference"),
    Measure.IRR: ("rate-ratio", "Incidence Rate Ratio"),
    Measure.PROPORTION: ("C44256", "Proportion"),
    Measure.MEAN: ("C53319", "Mean"),
    Measure.MEDIAN: ("C28007", "Median"),
}
_DESIGNS = {
    Design.RCT: ("SEVCO:01003", "randomized assignment"),
    Design.RCT_CROSSOVER: ("SEVCO:01003", "randomized assignment"),
    Design.RCT_CLUSTER: ("SEVCO:01003", "randomized assignment"),
    Design.NON_RANDOMISED_TRIAL: ("SEVCO:01005", "Non-randomized assignment"),
    Design.CROSS_SECTIONAL: ("SEVCO:01027", "Cross sectional data collection"),
    Design.CASE_CONTROL: ("SEVCO:01013", "Case control design"),
    Design.CASE_SERIES: ("SEVCO:01016", "Uncontrolled cohort design"),
    Design.CASE_REPORT: ("SEVCO:01017", "Case report"),
}
_RATINGS = {
    Certainty.HIGH: ("high", "High quality"),
    Certainty.MODERATE: ("moderate", "Moderate quality"),
    Certainty.LOW: ("low", "Low quality"),
    Certainty.VERY_LOW: ("very-low", "Very low quality"),
}
_CONCERNS = {
    Concern.NONE: ("no-concern", "no serious concern"),
    Concern.SERIOUS: ("serious-concern", "serious concern"),
    Concern.VERY_SERIOUS: ("very-serious-concern", "very serious concern"),
}
_UPGRADES = {Upgrade.ABSENT: ("absent", "absent"), Upgrade.PRESENT: ("present", "present")}
_DOMAINS = {
    "risk_of_bias": ("RiskOfBias", "Risk of bias"),
    "inconsistency": ("Inconsistency", "Inconsistency"),
    "indirectness": ("Indirectness", "Indirectness"),
    "imprecision": ("Imprecision", "Imprecision"),
    "publication_bias": ("PublicationBias", "Publication bias"),
    "large_effect": ("LargeEffect", "Large effect"),
    "dose_response": ("DoseResponseGradient", "Dose response gradient"),
    "plausible_confounding": ("PlausibleConfounding", "Plausible confounding"),
}
_ROLES = {
    "population": "population",
    "exposure": "exposure",
    "referenceExposure": "reference exposure",
    "measuredVariable": "measured variable",
}


def concept(system: str, code: tuple[str, str] | None, text: str = "") -> Element:
    """A CodeableConcept: the code with its display where there is one, and our own words."""
    coded: Element = {"coding": [coding(system, *code)]} if code else {}
    return coded | ({"text": one_line(text)} if text else {})


def coding(system: str, code: str, display: str) -> Element:
    """A Coding with the display of its code system."""
    return {"system": system, "code": code, "display": display}


@cache
def measure(term: Measure) -> Written:
    """Type of a statistic; rates and numbers needed to treat have no code."""
    return Written.of(concept(STATISTIC_TYPE, _MEASURES.get(term), term.label))


COUNT = Written.of(concept(STATISTIC_TYPE, ("C25463", "Count")))
#: Records do not tell confidence from credible intervals; the text says so beside the code.
INTERVAL = Written.of(
    concept(ESTIMATE_TYPE, ("C53324", "Confidence interval"), "Confidence or credible interval")
)
P_VALUE = Written.of(concept(ESTIMATE_TYPE, ("C44185", "P-value")))
OVERALL = Written.of(concept(CERTAINTY_TYPE, ("Overall", "Overall certainty")))
AUTHORS = Written.of(concept(CONTRIBUTOR_SUMMARY, ("author-string", "Author string")))


@cache
def design(term: Design) -> Written:
    """Design of a study; what the code system has no term for stays text."""
    return Written.of(concept(STUDY_DESIGN, _DESIGNS.get(term), term.label))


@cache
def rating(term: Certainty) -> Written:
    """GRADE certainty of a body of evidence that was rated."""
    return Written.of(concept(CERTAINTY_RATING, _RATINGS[term], term.label))


@cache
def domain(name: str) -> Written:
    """A GRADE domain by the name of its field."""
    return Written.of(concept(CERTAINTY_TYPE, _DOMAINS[name]))


@cache
def domain_rating(term: Concern | Upgrade) -> Written:
    """Rating of one domain."""
    code = _CONCERNS[term] if isinstance(term, Concern) else _UPGRADES[term]
    return Written.of(concept(CERTAINTY_RATING, code))


@cache
def role(code: str) -> Written:
    """What a variable is in a piece of evidence."""
    return Written.of(concept(VARIABLE_ROLE, (code, _ROLES[code])))
