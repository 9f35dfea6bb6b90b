"""A claim, and the links that tie it to the studies that support or contradict it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_evidence.model.fields import (
    CitationKey,
    Day,
    Model,
    Number,
    OutcomeGroupSlug,
    PValue,
    RecordSlug,
    Slug,
    Text,
    TimePoint,
    TreatmentSlug,
)
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
    Measure,
    RatedBy,
    ReadDepth,
    Support,
    Upgrade,
)

Interval = Annotated[tuple[Number, Number], Field(description="Lower and upper bound.")]
Count = Annotated[int, Field(ge=0)]
Fraction = Annotated[
    tuple[Count, Count], Field(description="People with the event, people in the group.")
]


class Events(Model):
    """Events by group, each as [people with the event, people in the group]."""

    intervention: Fraction
    comparator: Fraction | None = Field(
        None, description="People with the event, people in the group."
    )


class Risks(Model):
    """Share of each group with the event as the source prints it, where it gives no counts."""

    intervention: Annotated[Number, Field(ge=0)] = Field(description="Share of that group.")
    comparator: Annotated[Number, Field(ge=0)] | None = Field(
        None, description="Share of that group, where there is one."
    )
    per: Annotated[Number, Field(gt=0)] = Field(
        Number("100"), description="People that the shares are of: 100 for per cent."
    )

    @model_validator(mode="after")
    def _are_shares(self) -> Self:
        if max(self.intervention, self.comparator or self.intervention) > self.per:
            raise PydanticCustomError("risk_above_all", "has a risk above all people")
        return self


class Effect(Model):
    """One number with its uncertainty (Cochrane Handbook chapter 6).

    Proportions and risk differences say their unit (`%`, `percentage points`); mean differences
    name the instrument's points. Numbers keep the digits of the source.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [name]} for name in ("value", "events", "risks")],
            "not": {"required": ["events", "risks"]},
        }
    )

    measure: Measure
    value: Number | None = Field(None, description="Point estimate, with the digits of the source.")
    ci: Interval | None = Field(None, description="Confidence or credible interval.")
    ci_level: Number = Field(Number("95"), description="Level of the interval in per cent.")
    p: PValue | None = Field(None, description="p value as printed, for example <0.001.")
    n: Count | None = Field(None, description="People in this analysis.")
    n_counts: Text | None = Field(
        None, description="What n counts where it is not people: sedations, episodes, reports."
    )
    k: Count | None = Field(None, description="Studies pooled.")
    events: Events | None = None
    risks: Risks | None = None
    event: Text | None = Field(
        None, description="What happened to these people, where it is not the claim's outcome."
    )
    group: OutcomeGroupSlug | None = Field(None, description="Outcome group of that event.")
    unit: Text | None = Field(
        None, description="Unit of the estimate: points, days, %, percentage points."
    )

    @property
    def includes_no_effect(self) -> bool | None:
        """Whether the interval includes no effect; None where that cannot be said."""
        null = self.measure.null_value
        if self.ci is None or null is None:
            return None
        return min(self.ci) <= null <= max(self.ci)

    def points_to(self, better: Better | None) -> Direction | None:
        """Benefit or harm by the side of no effect on which the estimate lies.

        None where it lies on no side: no comparison, no effect, or no better side known.
        """
        null = self.measure.null_value
        if self.value is None or null is None or better is None or self.value == null:
            return None
        is_good = (self.value < null) is (better is Better.LOWER)
        return Direction.BENEFIT if is_good else Direction.HARM

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if self.value is None and self.events is None and self.risks is None:
            raise PydanticCustomError("empty_effect", "has neither a value nor events nor risks")
        if self.events and self.risks:
            raise PydanticCustomError("two_risks", "has events as well as risks")
        return self


class Citation(Model):
    """A pointer to a study, for statements other than claims (licences, regimens, figures)."""

    study: CitationKey = Field(description="Key of an entry in references.bib.")
    finding: Text | None = Field(None, description="What the study says, in our own words.")
    locator: Text | None = Field(None, description="Where in the study: abstract, Table 2, p. 352.")
    read: ReadDepth | None = None
    extraction: list[Text] = Field(
        default_factory=list,
        description="Ids of rows in the editors' data-extraction sheet; not shown.",
    )


class ImportantDifference(Citation):
    """One estimate of the smallest difference that matters to patients, in the effect's unit.

    GRADE guidelines call it the minimal important difference; estimates mostly come from changes
    within people and differ with the method, so each names its study.
    """

    follows: ClassVar[Mapping[str, str]] = {"low": "", "high": "low"}

    low: Annotated[Number, Field(gt=0)] = Field(description="The estimate, or its lower end.")
    high: Annotated[Number, Field(gt=0)] | None = Field(None, description="Upper end of a range.")

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.high is not None and self.high < self.low:
            raise PydanticCustomError("range_order", "has an upper end below its lower end")
        return self


class Outcome(Model):
    """What was measured, how and when (PICO's O; Cochrane Handbook section 3.2.4)."""

    name: Text = Field(description="What was measured, in words.")
    instrument: Text | None = Field(None, description="Scale or test, for example VAS.")
    time: TimePoint | None = Field(None, description="ISO 8601 duration (P28D) or plain words.")
    better: Better | None = None
    importance: Importance | None = None
    group: OutcomeGroupSlug | None = Field(
        None, description="Outcome group of the site (mkdocs.yml)."
    )
    minimal_important_difference: list[ImportantDifference] = Field(
        default_factory=list,
        description="Estimates of the smallest difference that matters to patients.",
    )


class GradeReasons(Model):
    """Why each GRADE domain was rated as it was, in a few words."""

    risk_of_bias: Text | None = Field(None, description="Why risk of bias was rated as it was.")
    inconsistency: Text | None = Field(None, description="Why inconsistency was rated as it was.")
    indirectness: Text | None = Field(None, description="Why indirectness was rated as it was.")
    imprecision: Text | None = Field(None, description="Why imprecision was rated as it was.")
    publication_bias: Text | None = Field(
        None, description="Why publication bias was rated as it was."
    )
    large_effect: Text | None = Field(None, description="Why the effect counts as large.")
    dose_response: Text | None = Field(None, description="Where a gradient of doses was seen.")
    plausible_confounding: Text | None = Field(
        None, description="What would have made the effect smaller."
    )


class Grade(Model):
    """How a certainty was reached, domain by domain (GRADE Handbook, section 5)."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"rated_by": {"const": "source"}}, "required": ["rated_by"]},
            "then": {"required": ["source"]},
        }
    )

    start: GradeStart | None = None
    risk_of_bias: Concern = Concern.NONE
    inconsistency: Concern = Concern.NONE
    indirectness: Concern = Concern.NONE
    imprecision: Concern = Concern.NONE
    publication_bias: Concern = Concern.NONE
    large_effect: Upgrade = Upgrade.ABSENT
    dose_response: Upgrade = Upgrade.ABSENT
    plausible_confounding: Upgrade = Upgrade.ABSENT
    rated_by: RatedBy
    source: CitationKey | None = Field(None, description="Who rated, when rated_by is source.")
    why: GradeReasons = Field(default_factory=GradeReasons)

    @property
    def concerns(self) -> dict[str, Concern]:
        """The five reasons to rate down, in the Handbook's order."""
        return {
            "risk_of_bias": self.risk_of_bias,
            "inconsistency": self.inconsistency,
            "indirectness": self.indirectness,
            "imprecision": self.imprecision,
            "publication_bias": self.publication_bias,
        }

    @property
    def upgrades(self) -> dict[str, Upgrade]:
        """The three reasons to rate up, in the Handbook's order."""
        return {
            "large_effect": self.large_effect,
            "dose_response": self.dose_response,
            "plausible_confounding": self.plausible_confounding,
        }

    @model_validator(mode="after")
    def _names_its_source(self) -> Self:
        if self.rated_by is RatedBy.SOURCE and self.source is None:
            raise PydanticCustomError("grade_source", "is taken from a source that is not named")
        return self


class EvidenceLink(Citation):
    """What one study found for one claim: the record that ties them together."""

    follows: ClassVar[Mapping[str, str]] = {
        "supports": "study",
        "effect": "finding",
        "analysis": "effect",
    }

    supports: Support
    finding: Text = Field(description="What this study found for this claim, in our own words.")
    effect: Effect | None = None
    analysis: Analysis | None = None
    quote: Text | None = Field(None, description="A short verbatim quotation, where one is needed.")
    note: Text | None = Field(None, description="What else a reader must know of this link.")

    @property
    def study_and_support(self) -> tuple[str, str]:
        """What makes two links one chip: the same study saying the same."""
        return self.study, self.supports.value


class BaselineRisk(Citation):
    """Risk without the treatment, for absolute numbers (Cochrane Handbook, section 14.1.5.4)."""

    follows: ClassVar[Mapping[str, str]] = {"per_1000": ""}

    per_1000: Number = Field(
        ge=0, le=1000, description="People of 1000 with the event in the comparator group."
    )


class Claim(Model):
    """One plain statement about efficacy or safety, with everything needed to judge it."""

    id: Slug = Field(description="Address of the claim on its page; never changes its meaning.")
    was: list[Slug] = Field(
        default_factory=list, description="Earlier ids; their links stay alive."
    )
    kind: ClaimKind
    statement: Text = Field(description="One or two plain sentences that can be read alone.")
    population: Text | None = Field(None, description="Which people, in words.")
    treatments: list[TreatmentSlug] = Field(
        default_factory=list, description="Records of the treatments that the claim is about."
    )
    intervention: Text | None = Field(
        None, description="What was done, in words, where the treatments do not say it."
    )
    comparator: Text | None = Field(None, description="With what it was compared, in words.")
    outcome: Outcome | None = None
    direction: Direction
    certainty: Certainty
    grade: Grade | None = None
    effect: Effect | None = Field(None, description="The body of evidence in one number.")
    baseline_risk: BaselineRisk | None = Field(
        None, description="Risk with the comparator, where the effect is a ratio or a difference."
    )
    evidence: list[EvidenceLink] = Field(default_factory=list)
    also: list[RecordSlug] = Field(
        default_factory=list, description="Other records whose pages show this claim."
    )
    status: ClaimStatus = ClaimStatus.PUBLISHED
    reviewed: Day | None = Field(None, description="Day of the last review of the claim.")
    review_by: Day | None = Field(None, description="Day by which it must be looked at again.")
    searched: Day | None = Field(None, description="Day of the last search for studies.")
    note: Text | None = Field(None, description="What else a reader must know.")
    changed_because: Text | None = Field(
        None, description="Why certainty or direction are no longer what they were."
    )
    allow: dict[str, Text] = Field(
        default_factory=dict, description="Check codes accepted here, with the reason."
    )

    def __hash__(self) -> int:
        return id(self)

    @property
    def notes(self) -> list[str]:
        """What editors note on the claim and on its evidence."""
        return [note for note in (self.note, *(link.note for link in self.evidence)) if note]

    @property
    def deciding(self) -> list[EvidenceLink]:
        """The links that the claim rests on: background is context, not evidence."""
        return [link for link in self.evidence if link.supports is not Support.BACKGROUND]

    @property
    def context(self) -> list[tuple[str, Any]]:
        """Population, intervention, comparator and outcome that are known, with their labels."""
        parts = [
            ("Population", self.population),
            ("Intervention", self.intervention),
            ("Comparator", self.comparator),
        ]
        return [(label, value) for label, value in parts if value]
