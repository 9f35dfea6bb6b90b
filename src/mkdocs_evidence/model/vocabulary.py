"""The closed vocabularies of the knowledge base, each defined once.

Schema, legends, filters and documentation are all made from these classes, so a term, its label
and its meaning can never drift apart.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of terms; each term carries the label readers see and what it means."""

    label: str
    meaning: str

    def __new__(cls, value: str, label: str, meaning: str = "") -> Self:
        """Make a term whose value is the word that records use."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        term.meaning = meaning
        return term


class ClaimKind(Vocabulary):
    """What a claim is about. Source: ours, after CIViC's evidence types and FHIR R5 Evidence."""

    EFFICACY = "efficacy", "Efficacy", "What the treatment does to the outcome it is given for."
    SAFETY = "safety", "Safety", "Unwanted effects, how often they occur and how bad they are."
    DURABILITY = "durability", "Durability", "How long an effect lasts, relapse, maintenance."
    DOSING = "dosing", "Dosing", "Dose, route, rate and schedule."
    MONITORING = "monitoring", "Monitoring", "What is watched during and after treatment."
    CONTRAINDICATION = "contraindication", "Contraindication", "When the treatment is not given."
    INTERACTION = "interaction", "Interaction", "What other medicines do to the effect or risk."
    MECHANISM = "mechanism", "Mechanism", "How the treatment may work."
    EPIDEMIOLOGY = "epidemiology", "Epidemiology", "How common a condition, use or harm is."
    REGULATORY = "regulatory", "Regulatory", "Licences, warnings, schedules and law."
    GUIDELINE = "guideline", "Guideline", "What a professional body recommends."


class Direction(Vocabulary):
    """Where the evidence for a claim points. Source: Cochrane Handbook chapter 15 (wording)."""

    BENEFIT = "benefit", "Benefit", "The outcome is better than with the comparator."
    HARM = "harm", "Harm", "The outcome is worse than with the comparator."
    NO_DIFFERENCE = (
        "no-difference",
        "No difference",
        "The interval includes no effect, or the difference is too small to matter.",
    )
    MIXED = "mixed", "Mixed", "Studies, doses or time points disagree."
    UNCLEAR = "unclear", "Unclear", "The data cannot tell benefit from harm."
    DESCRIPTIVE = "descriptive", "Descriptive", "A figure or a fact without a comparison."


class Certainty(Vocabulary):
    """How sure we are of a body of evidence. Source: GRADE Handbook, section 5."""

    HIGH = "high", "High", "Further research is very unlikely to change the estimate."
    MODERATE = "moderate", "Moderate", "The true effect is probably close to the estimate."
    LOW = "low", "Low", "The true effect may be quite different from the estimate."
    VERY_LOW = "very-low", "Very low", "The estimate is a guess; the effect is very uncertain."
    NOT_GRADED = "not-graded", "Not graded", "Not a claim that GRADE rates, or not rated yet."

    @property
    def filled(self) -> int | None:
        """Number of filled circles out of four; None where the claim is not graded."""
        return {"high": 4, "moderate": 3, "low": 2, "very-low": 1}.get(self.value)


class GradeStart(Vocabulary):
    """Where a rating starts. Source: GRADE Handbook, section 5.1."""

    HIGH = "high", "High", "Randomised evidence starts high."
    LOW = "low", "Low", "Observational evidence starts low."


class Concern(Vocabulary):
    """How much a domain lowers certainty. Source: GRADE Handbook, section 5.2."""

    NONE = "none", "No concern", "No step down."
    SERIOUS = "serious", "Serious", "One step down."
    VERY_SERIOUS = "very-serious", "Very serious", "Two steps down."

    @property
    def steps(self) -> int:
        """Steps by which the rating goes down."""
        return ["none", "serious", "very-serious"].index(self.value)


class Upgrade(Vocabulary):
    """Whether a reason to rate up is present. Source: GRADE Handbook, section 5.3."""

    ABSENT = "absent", "Absent", "No step up."
    PRESENT = "present", "Present", "One step up."


class RatedBy(Vocabulary):
    """Who gave the GRADE rating. Source: ours."""

    SOURCE = "source", "Taken from the source", "The cited review or guideline rated it."
    EDITORS = "editors", "Rated by the editors", "We rated it from what the studies report."


class Support(Vocabulary):
    """What a study says about a claim. Source: CiTO (supports, disputes), CIViC."""

    SUPPORTS = "supports", "Supports", "The study's finding agrees with the claim."
    CONTRADICTS = "contradicts", "Contradicts", "The study's finding disagrees with the claim."
    MIXED = "mixed", "Mixed", "Part of the finding agrees, part does not."
    BACKGROUND = "background", "Background", "Context only; the claim does not rest on it."

    @property
    def agrees(self) -> bool:
        """True for findings that carry a claim, wholly or in part."""
        return self in {Support.SUPPORTS, Support.MIXED}


class Analysis(Vocabulary):
    """Which analysis a finding comes from. Source: CONSORT 2010, items 6, 12 and 18."""

    PRIMARY = "primary", "Primary outcome"
    SECONDARY = "secondary", "Secondary outcome"
    SUBGROUP = "subgroup", "Subgroup analysis"
    POST_HOC = "post-hoc", "Post hoc analysis"


class ReadDepth(Vocabulary):
    """How much of the study was read for a finding. Source: ours."""

    FULL_TEXT = "full-text", "Full text read", "The whole paper was read."
    ABSTRACT = "abstract", "Abstract read", "Only the abstract was read."
    SUMMARY = "summary", "Summary read", "Only a secondary summary of the study was read."


class Measure(Vocabulary):
    """Effect measures. Source: Cochrane Handbook chapter 6; FHIR statistic-type code system."""

    MD = "md", "Mean difference", "Difference between group means on the instrument's own scale."
    SMD = "smd", "Standardised mean difference", "Difference between means in standard deviations."
    RR = "rr", "Risk ratio", "Risk in one group divided by the risk in the other."
    OR = "or", "Odds ratio", "Odds in one group divided by the odds in the other."
    HR = "hr", "Hazard ratio", "Rate of the event over time, one group against the other."
    RD = "rd", "Risk difference", "Risk in one group minus the risk in the other."
    IRR = "irr", "Incidence rate ratio", "Events per person-time, one group against the other."
    PROPORTION = "proportion", "Proportion", "Share of people, without a comparison."
    RATE = "rate", "Rate", "Events per person-time, without a comparison."
    MEAN = "mean", "Mean", "Average in one group."
    MEDIAN = "median", "Median", "Middle value in one group."
    NNT = "nnt", "Number needed to treat", "People treated for one more to have the outcome."

    @property
    def null_value(self) -> int | None:
        """Value that means no effect; None where the measure compares nothing (or is an NNT)."""
        if self in {Measure.RR, Measure.OR, Measure.HR, Measure.IRR}:
            return 1
        return 0 if self in {Measure.MD, Measure.SMD, Measure.RD} else None


class Better(Vocabulary):
    """Which way of an outcome is good for the patient. Source: ours."""

    LOWER = "lower", "Lower is better"
    HIGHER = "higher", "Higher is better"


class Importance(Vocabulary):
    """Importance of an outcome to patients. Source: GRADE Handbook, section 3.1."""

    CRITICAL = "critical", "Critical", "Critical for a decision."
    IMPORTANT = "important", "Important", "Important, not critical."
    MINOR = "minor", "Minor", "Of limited importance."


class RecordStatus(Vocabulary):
    """Where a record is in its life. Source: HL7 FHIR PublicationStatus, in our words."""

    DRAFT = "draft", "Draft", "Shown in previews only."
    PUBLISHED = "published", "Published", "Shown on the site."


class ClaimStatus(Vocabulary):
    """Where a claim is in its life. Source: HL7 FHIR PublicationStatus, in our words."""

    DRAFT = "draft", "Draft", "Shown in previews only."
    PUBLISHED = "published", "Published", "Shown on the site."
    SUPERSEDED = "superseded", "Superseded", "Replaced by a newer claim; kept for its links."
    WITHDRAWN = "withdrawn", "Withdrawn", "No longer held to be true; kept for its links."


class Design(Vocabulary):
    """Study design. Source: ours, after Cochrane Handbook chapters 23-24 and MeSH types."""

    META_ANALYSIS = "meta-analysis", "Meta-analysis"
    NETWORK_META_ANALYSIS = "network-meta-analysis", "Network meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review", "Systematic review"
    RCT = "rct", "Randomised trial"
    RCT_CROSSOVER = "rct-crossover", "Randomised crossover trial"
    RCT_CLUSTER = "rct-cluster", "Cluster-randomised trial"
    NON_RANDOMISED_TRIAL = "non-randomised-trial", "Non-randomised trial"
    COHORT = "cohort", "Cohort study"
    CASE_CONTROL = "case-control", "Case-control study"
    CROSS_SECTIONAL = "cross-sectional", "Cross-sectional study"
    CASE_SERIES = "case-series", "Case series"
    CASE_REPORT = "case-report", "Case report"
    PHARMACOVIGILANCE = "pharmacovigilance", "Pharmacovigilance"
    GUIDELINE = "guideline", "Guideline"
    CONSENSUS = "consensus", "Consensus statement"
    REGULATORY = "regulatory", "Regulatory document"
    LABEL = "label", "Product label"
    NARRATIVE_REVIEW = "narrative-review", "Narrative review"
    PRECLINICAL = "preclinical", "Laboratory or animal study"
    REGISTRY_RESULTS = "registry-results", "Registry results"


class Sponsor(Vocabulary):
    """Who paid for the study. Source: Cochrane Handbook section 7.8."""

    INDUSTRY = "industry", "Industry"
    PUBLIC = "public", "Public or charity"
    MIXED = "mixed", "Industry and public"
    NONE = "none", "No funding"
    UNSTATED = "unstated", "Not stated"


class Blinding(Vocabulary):
    """Who did not know the allocation. Source: CONSORT 2010, item 11a."""

    OPEN_LABEL = "open-label", "Open label", "Everyone knew."
    SINGLE_BLIND = (
        "single-blind",
        "Single blind",
        "One party, mostly the participant, did not know.",
    )
    ASSESSOR_BLIND = "assessor-blind", "Assessor blind", "Those who rated the outcome did not know."
    DOUBLE_BLIND = "double-blind", "Double blind", "Participants and staff were not told."
    UNSTATED = "unstated", "Not stated", "What was read does not say."
    NOT_APPLICABLE = "not-applicable", "Not applicable", "The design has no allocation to hide."


class ComparatorType(Vocabulary):
    """Kind of comparator. Source: Cochrane Handbook section 3.2.3."""

    INACTIVE = "inactive", "Inactive placebo or no treatment"
    ACTIVE_PLACEBO = "active-placebo", "Active placebo"
    ACTIVE_DRUG = "active-drug", "Another treatment"
    NONE = "none", "No comparator"


class IntegrityStatus(Vocabulary):
    """Standing of a publication. Source: COPE retraction guidelines; ICMJE section III.A."""

    OK = "ok", "No notice known"
    CORRECTED = "corrected", "Corrected", "A correction was published."
    CONCERN = "concern", "Expression of concern", "The journal has doubts about the paper."
    RETRACTED = "retracted", "Retracted", "The paper was withdrawn from the literature."


class LicenceStatus(Vocabulary):
    """Standing of a use in one jurisdiction. Source: ours."""

    LICENSED = "licensed", "Licensed"
    RECOMMENDED = "recommended", "Recommended off label"
    OFF_LABEL = "off-label", "Off label"
    INVESTIGATIONAL = "investigational", "Investigational"
    NOT_RECOMMENDED = "not-recommended", "Not recommended"


class Verdict(Vocabulary):
    """Our verdict on a statement heard. Source: ours."""

    SUPPORTED = "supported", "Supported", "The evidence agrees."
    PARTLY_SUPPORTED = "partly-supported", "Partly supported", "True in part, or with limits."
    UNSUPPORTED = "unsupported", "Unsupported", "We looked and found no evidence for it."
    CONTRADICTED = "contradicted", "Contradicted", "The evidence says otherwise."
    OUTDATED = "outdated", "Outdated", "Was held to be true; newer evidence disagrees."
