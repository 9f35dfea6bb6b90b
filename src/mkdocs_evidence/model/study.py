"""A study: one entry of the reference list, plus what we know about how it was done."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import Field

from mkdocs_evidence.model.fields import CitationKey, Day, Model, Text, WebAddress
from mkdocs_evidence.model.integrity import Integrity
from mkdocs_evidence.model.vocabulary import (
    Blinding,
    ComparatorType,
    Design,
    Sponsor,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person, split as BibTeX splits names, or a corporate author in `family` alone."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    corporate: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of references.bib, decoded to plain Unicode text."""

    key: str
    entry_type: str
    title: str
    authors: tuple[Name, ...] = ()
    authors_complete: bool = True
    editors: tuple[Name, ...] = ()
    container: str = ""
    year: str = ""
    month: str = ""
    day: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    url: str = ""
    accessed: str = ""
    #: Earlier citation keys (BibLaTeX's `ids`, which Zotero and JabRef know); their links live on.
    was: tuple[str, ...] = ()
    #: Every other field of the entry, as written.
    other: dict[str, str] = field(default_factory=dict)
    line: int = 1
    #: Line of each field, by its name in lower case.
    field_lines: dict[str, int] = field(default_factory=dict)


class Identity(Model):
    """Where title and identifier of the reference were seen together."""

    seen: list[Text] = Field(default_factory=list, description="Addresses where they were seen.")
    checked: Day | None = Field(None, description="Day on which they were seen.")
    note: Text | None = Field(None, description="What a reader of the record should know of it.")


class Appraisal(Model):
    """How a study was done: the optional record `studies/<key>.yml`."""

    design: Design | None = None
    trial: list[Text] = Field(
        default_factory=list, description="Registry ids; reports of one trial share them."
    )
    acronyms: list[Text] = Field(
        default_factory=list, description="Names of the trial, such as POSEIDON-2."
    )
    n: int | None = Field(None, ge=0, description="People in the study.")
    k: int | None = Field(None, ge=0, description="Studies included, for reviews.")
    includes: list[CitationKey] = Field(
        default_factory=list, description="Citation keys of the studies that a review includes."
    )
    population: Text | None = Field(None, description="Who took part, in words.")
    sponsor: Sponsor | None = None
    funding: Text | None = Field(None, description="Who paid, in words.")
    blinding: Blinding | None = None
    comparator_type: ComparatorType | None = None
    follow_up: Text | None = Field(None, description="For how long people were followed.")
    integrity: Integrity = Field(default_factory=Integrity)
    open: bool | None = Field(None, description="True where a free copy exists.")
    open_url: WebAddress | None = Field(None, description="Address of the free copy.")
    identity: Identity | None = None
    note: Text | None = Field(None, description="What else a reader must know of the study.")
    set_aside: dict[str, Text] = Field(
        default_factory=dict,
        description="Rows of the data-extraction sheet that no claim uses, and why.",
    )
    allow: dict[str, Text] = Field(
        default_factory=dict, description="Check codes accepted here, with the reason."
    )
