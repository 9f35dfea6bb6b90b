"""What a benchmark base says, before any tool has a form for it.

Everything is invented on purpose to look invented, so that no page of a benchmark can be taken for
a fact about a real drug, disease or study.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """An author's name, in UTF-8."""

    family: str
    given: str
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """A reference, and what is known about how the study was done."""

    key: str
    kind: str  # article, techreport or book
    title: str
    year: int
    #: Journal, institution or publisher.
    container: str
    authors: tuple[Person, ...] = ()
    #: The organisation that wrote it, where no person did.
    corporate: str = ""
    volume: int = 0
    number: int = 0
    pages: tuple[int, int] = (0, 0)
    doi: str = ""
    url: str = ""
    #: Whether its entry writes accents in LaTeX, as older exports do.
    in_latex: bool = False
    design: str = "rct"
    people: int = 100
    #: Whether an editor has described the study in a record of its own.
    is_appraised: bool = False
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """First author and year, for a link in a sentence."""
        name = self.corporate or self.authors[0].family
        return f"{name} {self.year}" if len(self.authors) < 2 else f"{name} et al. {self.year}"


@dataclass(frozen=True, slots=True)
class Effect:
    """A number with its interval, as printed."""

    measure: str
    value: str
    low: str
    high: str
    people: int
    p: str = ""
    unit: str = ""
    #: Events and people of the two groups.
    events: tuple[tuple[int, int], tuple[int, int]] | None = None

    @property
    def in_words(self) -> str:
        """The number, its unit and its interval."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.value}{unit} (95% CI {self.low} to {self.high})"


@dataclass(frozen=True, slots=True)
class Citation:
    """What one study found for one claim."""

    study: str
    supports: str
    finding: str
    locator: str
    read: str
    effect: Effect | None = None
    analysis: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured, how and when."""

    name: str
    group: str
    time: str
    better: str
    importance: str
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """How a certainty was reached: start, steps down, and the reason of each."""

    start: str
    steps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its evidence."""

    id: str
    kind: str
    statement: str
    population: str
    treatment: str
    comparator: str
    outcome: Outcome
    direction: str
    certainty: str
    citations: tuple[Citation, ...]
    rating: Rating | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose, without its full stop: what it cites, and the page it points to."""

    text: str
    cites: tuple[str, ...] = ()
    see: str = ""


#: A paragraph, or the items of a list.
Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with prose below it."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    points: Paragraph = ()


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment with its own page."""

    slug: str
    name: str
    group: str
    route: str
    bottom_line: Paragraph


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with its own page."""

    slug: str
    name: str
    group: str
    synonyms: tuple[str, ...]
    bottom_line: Paragraph
    claims: tuple[Claim, ...]
    sections: tuple[Section, ...]
    gap: str
    related: tuple[str, ...]
    reviewed: str


@dataclass(frozen=True, slots=True)
class Base:
    """A whole knowledge base."""

    name: str
    conditions: tuple[Condition, ...]
    treatments: tuple[Treatment, ...]
    studies: tuple[Study, ...]
    groups: dict[str, str]
    outcome_groups: dict[str, str]

    def names(self) -> dict[str, str]:
        """Names of all records by their slugs."""
        names = {condition.slug: condition.name for condition in self.conditions}
        return names | {treatment.slug: treatment.name for treatment in self.treatments}
