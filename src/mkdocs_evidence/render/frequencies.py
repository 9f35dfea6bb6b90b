"""How often a harm was seen in different people: a table and a drawing, never one number.

Populations, doses, definitions and ways of asking differ, so nothing is pooled and the order says
nothing but which number is larger.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.claim import Effect, EvidenceLink
from mkdocs_evidence.model.record import Harm, Record
from mkdocs_evidence.model.vocabulary import Better, ClaimKind, Measure
from mkdocs_evidence.render.absolute import of_people, whole
from mkdocs_evidence.render.forest_axis import Axis, Tick, coordinate
from mkdocs_evidence.render.forest_layout import Content, Drawing, RowTexts, arrange
from mkdocs_evidence.render.groups import intervention_name, names_a_group
from mkdocs_evidence.render.risks import risks_of
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import capitalise, number, number_of, people, time_in_words
from mkdocs_evidence.words import gettext

#: Fewer rows compare nothing.
_LEAST = 2
_KINDS = {ClaimKind.SAFETY, ClaimKind.EPIDEMIOLOGY}
_DOT = 5.0
_PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many had the event in one group of people."""

    claim: LinkedClaim
    study: Study
    event: str
    population: str
    #: What they were given, and for how long or when they were asked.
    treatment: str
    time: str
    #: Shares from 0 to 1, and the interval where the source gives one of the share itself.
    share: Decimal
    interval: tuple[Decimal, Decimal] | None
    comparator: str
    comparator_share: Decimal | None
    people: str

    @property
    def words(self) -> str:
        """`276 of 1000`."""
        return _per_1000(self.share)

    @property
    def comparator_words(self) -> str:
        """The same of the comparator group; empty where there was none."""
        return "" if self.comparator_share is None else _per_1000(self.comparator_share)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for one row, around its middle line."""

    dot: str
    comparator: str
    line: str


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Rows, the most frequent first, and their drawing."""

    rows: tuple[Frequency, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    drawings: tuple[Drawing, ...]

    @property
    def description(self) -> str:
        """The drawing in words, for those who do not see it."""
        first, last = self.rows[0], self.rows[-1]
        said = gettext(
            "{n} frequencies, from {most} ({event}) to {fewest} ({other_event}). The table gives each."
        )
        return said.format(
            n=len(self.rows),
            most=first.words,
            event=first.event,
            fewest=last.words,
            other_event=last.event,
        )


def frequencies_of(record: SourceFile[Record], library: Library) -> Frequencies | None:
    """The frequencies that a harm's page compares; None for other records and too few rows."""
    if not isinstance(record.model, Harm):
        return None
    groups = set(record.model.outcome_groups)
    found: dict[tuple[str, Decimal, Decimal | None], Frequency] = {}
    for claim in library.claims_on(record.slug):
        for link in claim.claim.deciding:
            if row := _frequency(claim, link, groups, library):
                found.setdefault((row.study.key, row.share, row.comparator_share), row)
    rows = tuple(sorted(found.values(), key=lambda row: -row.share))
    return drawn(rows) if len(rows) >= _LEAST else None


def _frequency(
    linked: LinkedClaim, link: EvidenceLink, groups: set[str], library: Library
) -> Frequency | None:
    claim, effect, outcome = linked.claim, link.effect, linked.claim.outcome
    if effect is None or outcome is None or claim.kind not in _KINDS:
        return None
    is_good = outcome.better is Better.HIGHER and not effect.event
    is_of_no_treatment = bool(effect.n_counts) and not claim.treatments
    if (effect.group or outcome.group) not in groups or is_good or is_of_no_treatment:
        return None
    treated, untreated = risks_of(effect)
    if treated is None:
        return None
    study = library.studies[link.study]
    compared = untreated if names_a_group(claim.comparator) else None
    return Frequency(
        claim=linked,
        study=study,
        event=capitalise(effect.event or outcome.name),
        population=study.appraisal.population or claim.population or "",
        treatment=capitalise(intervention_name(claim, library)),
        time=time_in_words(outcome.time) if outcome.time else "",
        share=treated.value,
        interval=_interval_of_share(effect),
        comparator=claim.comparator or "" if compared else "",
        comparator_share=compared.value if compared else None,
        people=people(effect) or _group_sizes(effect) or _size(study),
    )


def _interval_of_share(effect: Effect) -> tuple[Decimal, Decimal] | None:
    if effect.measure is not Measure.PROPORTION or effect.ci is None or effect.risks:
        return None
    return effect.ci[0] / _PER_CENT, effect.ci[1] / _PER_CENT


def _group_sizes(effect: Effect) -> str:
    if effect.events is None:
        return ""
    groups = [effect.events.intervention, effect.events.comparator]
    size = sum(group[1] for group in groups if group)
    return number_of(size, effect.n_counts)


def _size(study: Study) -> str:
    n = study.appraisal.n
    return "" if n is None else gettext("{n} people in the study").format(n=number(n))


def _per_1000(share: Decimal) -> str:
    people_with = whole(share * 1000)
    if people_with or not share:
        return of_people(people_with, 1000)
    return gettext("fewer than 1 of 1000")


def drawn(rows: tuple[Frequency, ...]) -> Frequencies:
    """Shares on a linear axis from nobody: frequencies of one page are to be compared by eye."""
    shares = [row.share for row in rows]
    shares += [row.comparator_share for row in rows if row.comparator_share is not None]
    shares += [row.interval[1] for row in rows if row.interval]
    axis = Axis(0.0, float(max(shares)) * 1000 or 1.0, is_log=False)
    marks = tuple(_mark(row, axis) for row in rows)
    texts = tuple(RowTexts(row.event, row.population, _numbers(row)) for row in rows)
    drawings = arrange(Content(texts, axis.x(Decimal(0)), (), "", ""))
    return Frequencies(rows, marks, axis.ticks(), drawings)


def _numbers(row: Frequency) -> str:
    beside = f" ({whole(row.comparator_share * 1000)})" if row.comparator_share is not None else ""
    return f"{whole(row.share * 1000)}{beside}"


def _mark(row: Frequency, axis: Axis) -> Mark:
    x = axis.x(row.share * 1000)
    other = None if row.comparator_share is None else axis.x(row.comparator_share * 1000)
    line = ""
    if row.interval:
        low, high = (axis.x(end * 1000) for end in row.interval)
        line = f"M{coordinate(low)} 0H{coordinate(high)}"
    elif other is not None:
        line = f"M{coordinate(other)} 0H{coordinate(x)}"
    return Mark(_dot(x), "" if other is None else _dot(other), line)


def _dot(x: float) -> str:
    return f"M{coordinate(x - _DOT)} 0a{_DOT:g} {_DOT:g} 0 1 0 {2 * _DOT:g} 0a{_DOT:g} {_DOT:g} 0 1 0-{2 * _DOT:g} 0"
