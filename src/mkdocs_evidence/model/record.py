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

    icd11: Text | None = Field(None, description="Code in ICD-11.")
    icd10cm: Text | None = Field(None, description="Code in ICD-10-CM.")
    mesh: Text | None = Field(None, description="Unique id of the heading in MeSH.")
    doid: Text | None = Field(None, description="Id in the Disease Ontology.")


class Use(Model):
    """Standing of a treatment in one jurisdiction."""

    jurisdiction: Text = Field(description="Country or region: US, EU, UK.")
    treatment: TreatmentSlug | None = Field(
        None,
        description="The treatment whose standing it is; the record itself where it is left out.",
    )
    status: LicenceStatus
    since: PartialDate | None = Field(None, description="Since when, as precise as it is known.")
    note: Text | None = Field(None, description="Conditions of the licence, in a few words.")
    evidence: list[Citation] = Field(min_length=1)


class Regimen(Model):
    """A dose and schedule that a study, label or guideline used."""

    name: Text = Field(
        description="Short name: what the regimen is for, or the study that used it."
    )
    treatment: TreatmentSlug | None = Field(None, description="Record of the treatment.")
    dose: Text = Field(description="Dose, as the source gives it.")
    route: Text | None = Field(None, description="Route, as the source gives it.")
    schedule: Text | None = Field(None, description="How often, and when.")
    duration: Text | None = Field(None, description="For how long.")
    monitoring: Text | None = Field(None, description="What is watched.")
    note: Text | None = Field(None, description="What else a reader must know.")
    evidence: list[Citation] = Field(min_length=1)


class Figure(Model):
    """One short fact for the top of a treatment's page: onset, bioavailability, half-life."""

    label: Text = Field(description="What is given, such as onset or half-life.")
    value: Text = Field(description="The figure with its unit.")
    evidence: list[Citation] = Field(min_length=1)


class Gap(Model):
    """A question without an answer: what was looked for and not found."""

    question: Text = Field(description="The question, in a sentence.")
    searched: Day | None = Field(None, description="When an answer was last looked for.")
    outcome_groups: list[OutcomeGroupSlug] = Field(
        default_factory=list,
        description="Outcome groups of the site that the search covered; the map shows them.",
    )
    treatments: list[TreatmentSlug] = Field(
        default_factory=list, description="Treatments that the search was about."
    )
    note: Text | None = Field(None, description="What was found instead.")


class Section(Model):
    """A stretch of prose with citations."""

    title: Text = Field(description="Heading.")
    text: Text = Field(description="Prose, cited with [@key].")


class Table(Model):
    """A table whose cells are prose with citations."""

    title: Text = Field(description="Heading.")
    columns: list[Text] = Field(min_length=1, description="Heads of the columns.")
    rows: list[list[str]] = Field(
        min_length=1, description="Rows, each with a cell for every column; cells are prose."
    )


class Record(Model):
    """What all records share."""

    #: Name of the kind of record, for messages and pages.
    noun: ClassVar[str] = "record"

    name: Text = Field(description="Title of the page.")
    was: list[Slug] = Field(
        default_factory=list, description="Earlier names of this file; their links stay alive."
    )
    synonyms: list[Text] = Field(
        default_factory=list, description="Other names that readers may search for."
    )
    group: GroupSlug | None = Field(
        None, description="Group of the site (mkdocs.yml) under which it is listed."
    )
    bottom_line: Text = Field(description="Two to four sentences, cited with [@key].")
    use: list[Use] = Field(default_factory=list)
    summary: list[Slug] = Field(
        default_factory=list,
        max_length=7,
        description="Claims in the summary-of-findings table, in order.",
    )
    claims: list[Claim] = Field(default_factory=list)
    regimens: list[Regimen] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    gaps: list[Gap] = Field(default_factory=list)
    related: list[RecordSlug] = Field(default_factory=list, description="Names of other records.")
    status: RecordStatus = RecordStatus.PUBLISHED
    editors: list[Text] = Field(default_factory=list, description="Who wrote the record.")
    reviewed: Day | None = Field(None, description="Day of the last review.")
    reviewed_by: list[Text] = Field(
        default_factory=list,
        description="Clinicians who reviewed it; empty: the page says that it awaits review.",
    )
    review_by: Day | None = Field(None, description="Day by which it must be looked at again.")
    allow: dict[str, Text] = Field(
        default_factory=dict, description="Check codes accepted here, with the reason."
    )

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
    reviewed: Day | None = Field(
        None, description="Day on which a reader other than the author checked it."
    )

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

    codes: Codes = Field(default_factory=Codes)
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

    drug: Text | None = Field(None, description="Name of the active substance.")
    route: Text | None = Field(None, description="Route of administration.")
    brand_names: list[Text] = Field(
        default_factory=list, description="Names under which it is sold."
    )
    figures: list[Figure] = Field(default_factory=list)


class Harm(Record):
    """A safety topic."""

    noun: ClassVar[str] = "harm"
    follows: ClassVar[Mapping[str, str]] = {"codes": "group"}

    codes: Codes = Field(default_factory=Codes)
    outcome_groups: list[OutcomeGroupSlug] = Field(
        default_factory=list,
        description="Outcome groups whose events the page compares by frequency.",
    )


class Topic(Record):
    """Anything else that claims are made about: mechanism, law, cost."""

    noun: ClassVar[str] = "topic"


class Statement(Model):
    """A statement heard from providers or in the press, and our verdict."""

    id: Slug = Field(description="Name of the statement on its page; never changes.")
    text: Text = Field(description="The statement in our own words.")
    verdict: Verdict
    because: Text = Field(description="One or two sentences that give the reason.")
    claims: list[ClaimRef] = Field(
        default_factory=list, description="Claims behind the verdict, as record#claim."
    )
    about: list[RecordSlug] = Field(
        default_factory=list, description="Records on whose pages the statement shows."
    )
    searched: Day | None = Field(None, description="When evidence was looked for in vain.")


class StatementList(Model):
    """A file of statements heard in one place."""

    where: Text = Field(description="What kind of source it was; no provider is named.")
    statements: list[Statement] = Field(min_length=1)
