"""Records: one YAML file each, one page each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from mkdocs_evidence.model.claim import Citation, Claim
from mkdocs_evidence.model.fields import (
    ClaimRef,
    Day,
    GroupSlug,
    Model,
    OutcomeGroupSlug,
    PartialDate,
    RecordSlug,
    Slug,
    Text,
    TreatmentSlug,
)
from mkdocs_evidence.model.vocabulary import LicenceStatus, RecordStatus, Verdict

#: What a new record holds where its editor still has to write.
PLACEHOLDER = "…"


class Codes(Model):
    """Codes of the condition in open terminologies."""

    icd11: Text | None = None
    icd10cm: Text | None = None
    mesh: Text | None = None
    doid: Text | None = None


class Use(Model):
    """Standing of a treatment in one jurisdiction."""

    jurisdiction: Text = Field(description="Country or region: US, EU, UK.")
    treatment: TreatmentSlug | None = None
    status: LicenceStatus
    since: PartialDate | None = None
    note: Text | None = None
    evidence: list[Citation] = Field(min_length=1)


class Regimen(Model):
    """A dose and schedule that a study, label or guideline used."""

    name: Text
    treatment: TreatmentSlug | None = None
    dose: Text
    route: Text | None = None
    schedule: Text | None = None
    duration: Text | None = None
    monitoring: Text | None = None
    note: Text | None = None
    evidence: list[Citation] = Field(min_length=1)


class Figure(Model):
    """One short fact for the top of a treatment's page: onset, bioavailability, half-life."""

    label: Text
    value: Text
    evidence: list[Citation] = Field(min_length=1)


class Gap(Model):
    """A question without an answer: what was looked for and not found."""

    question: Text
    searched: Day | None = None
    outcome_groups: list[OutcomeGroupSlug] = Field(
        [], description="Outcome groups of the site that the search covered; the map shows them."
    )
    treatments: list[TreatmentSlug] = Field([], description="Treatments that the search was about.")
    note: Text | None = None


class Section(Model):
    """A stretch of prose with citations."""

    title: Text
    text: Text


class Table(Model):
    """A table whose cells are prose with citations."""

    title: Text
    columns: list[Text] = Field(min_length=1)
    rows: list[list[str]] = Field(min_length=1)


class Record(Model):
    """What all records share."""

    #: Name of the kind of record, for messages and pages.
    noun: ClassVar[str] = "record"

    name: Text
    was: list[Slug] = Field([], description="Earlier names of this file; their links stay alive.")
    synonyms: list[Text] = []
    group: GroupSlug | None = None
    bottom_line: Text = Field(description="Two to four sentences, cited with [@key].")
    use: list[Use] = []
    summary: list[Slug] = Field(
        [], max_length=7, description="Claims in the summary-of-findings table, in order."
    )
    claims: list[Claim] = []
    regimens: list[Regimen] = []
    sections: list[Section] = []
    tables: list[Table] = []
    gaps: list[Gap] = []
    related: list[RecordSlug] = Field([], description="Names of other records.")
    status: RecordStatus = RecordStatus.PUBLISHED
    editors: list[Text] = []
    reviewed: Day | None = None
    reviewed_by: list[Text] = []
    review_by: Day | None = None
    allow: dict[str, Text] = Field({}, description="Check codes accepted here, with the reason.")

    @property
    def is_draft(self) -> bool:
        """True where only previews show the record."""
        return self.status is RecordStatus.DRAFT


class PlainLanguage(Model):
    """What a leaflet for patients says, in plain sentences; the leaflet holds nothing else."""

    about: Text = Field(description="Two or three sentences: the condition and the treatment.")
    may_help: list[Text] = Field(
        min_length=1, description="What studies found, good or not; every entry cites [@key]."
    )
    harms: list[Text] = Field(
        min_length=1, description="What can go wrong; every entry cites [@key]."
    )
    not_known: list[Text] = Field(min_length=1, description="What nobody knows yet.")
    ask: list[Text] = Field(min_length=1, description="Questions to ask a doctor.")
    reviewed: Day | None = None

    def entries(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every piece of text with its place among the fields."""
        yield ("about",), self.about
        for name in ("may_help", "harms", "not_known", "ask"):
            for index, text in enumerate(getattr(self, name)):
                yield (name, index), text


class Condition(Record):
    """A condition for which the treatment is or might be used."""

    noun: ClassVar[str] = "condition"
    follows: ClassVar[Mapping[str, str]] = {"codes": "group", "plain_language": "gaps"}

    codes: Codes = Codes()
    plain_language: PlainLanguage | None = Field(
        None, description="A leaflet for patients, on a page of its own."
    )


class Treatment(Record):
    """A drug in one form and route."""

    noun: ClassVar[str] = "treatment"
    follows: ClassVar[Mapping[str, str]] = {
        "drug": "group",
        "route": "drug",
        "brand_names": "route",
        "figures": "use",
    }

    drug: Text | None = None
    route: Text | None = None
    brand_names: list[Text] = []
    figures: list[Figure] = []


class Harm(Record):
    """A safety topic."""

    noun: ClassVar[str] = "harm"
    follows: ClassVar[Mapping[str, str]] = {"codes": "group"}

    codes: Codes = Codes()
    outcome_groups: list[OutcomeGroupSlug] = Field(
        [], description="Outcome groups whose events the page compares by frequency."
    )


class Topic(Record):
    """Anything else that claims are made about: mechanism, law, cost."""

    noun: ClassVar[str] = "topic"


class Statement(Model):
    """A statement heard from providers or in the press, and our verdict."""

    id: Slug
    text: Text = Field(description="The statement in our own words.")
    verdict: Verdict
    because: Text = Field(description="One or two sentences that give the reason.")
    claims: list[ClaimRef] = []
    about: list[RecordSlug] = []
    searched: Day | None = Field(None, description="When evidence was looked for in vain.")


class StatementList(Model):
    """A file of statements heard in one place."""

    where: Text = Field(description="What kind of source it was; no provider is named.")
    statements: list[Statement] = Field(min_length=1)
