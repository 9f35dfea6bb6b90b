"""Numbers agree with each other: estimate, interval, p value, counts and people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_evidence.library import Library, LinkedClaim, Location
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import numbers as kinds
from mkdocs_evidence.model.vocabulary import Measure

_FIVE_PER_CENT = Decimal("0.05")
#: p values this near to 0.05 may stand on either side of it by rounding alone.
_ROUNDING = Decimal("0.005")


@dataclass(frozen=True)
class PlacedEffect:
    """An effect, of a claim or of one of its links, and where it stands."""

    claim: LinkedClaim
    effect: Effect
    location: Location
    #: Citation key of the study, for an effect on a link.
    study: str = ""

    def place(self, *location: str | int) -> Place:
        """Place of a value of the effect."""
        return self.claim.place(*self.location, *location)


def effects(library: Library) -> Iterator[PlacedEffect]:
    """Every effect of every claim and link."""
    for claim in library.claims:
        if claim.claim.effect:
            yield PlacedEffect(claim, claim.claim.effect, ("effect",))
        for index, link in enumerate(claim.claim.evidence):
            if link.effect:
                location = ("evidence", index, "effect")
                yield PlacedEffect(claim, link.effect, location, link.study)


def estimates_lie_in_their_intervals(library: Library) -> Iterator[Problem]:
    """The estimate lies between the bounds of its interval, and these are in order."""
    for placed in effects(library):
        effect = placed.effect
        if effect.ci is None or effect.value is None:
            continue
        low, high = effect.ci
        if not low <= effect.value <= high:
            message = f"The estimate {effect.value} is not between {low} and {high}."
            mend = "Compare the three numbers with the paper; mind the signs."
            yield kinds.ESTIMATE_OUTSIDE.at(placed.place("ci"), message, mend)


def includes_no_effect(effect: Effect) -> bool | None:
    """Whether the interval includes no effect; None where that cannot be said."""
    null = effect.measure.null_value
    if effect.ci is None or null is None:
        return None
    return effect.ci[0] <= null <= effect.ci[1]


def p_values_agree_with_intervals(library: Library) -> Iterator[Problem]:
    """The p value is below 0.05 just where the 95% interval leaves out no effect (rounding allowed for)."""
    for placed in effects(library):
        effect = placed.effect
        includes = includes_no_effect(effect)
        significant = _is_significant(effect.p) if effect.p else None
        on_the_edge = effect.ci is not None and effect.measure.null_value in effect.ci
        if includes is None or significant is None or effect.ci_level != 95 or on_the_edge:
            continue
        if significant is includes:
            said = "includes" if includes else "leaves out"
            message = f"p is {effect.p}, but the interval {said} no effect."
            mend = "One of them belongs to another analysis; keep what belongs together."
            yield kinds.P_AGAINST_INTERVAL.at(placed.place("p"), message, mend)


def _is_significant(p: str) -> bool | None:
    match = re.match(r"([<>≤≥=]?)\s*([\d.]+)", p)
    if match is None:
        return None
    sign, value = match.group(1), Decimal(match.group(2))
    if sign in {"<", "≤"}:
        return True if value <= _FIVE_PER_CENT else None
    if sign in {">", "≥"}:
        return False if value >= _FIVE_PER_CENT else None
    near = abs(value - _FIVE_PER_CENT) < _ROUNDING
    return None if near else value < _FIVE_PER_CENT


def counts_give_their_percentages(library: Library) -> Iterator[Problem]:
    """A percentage follows from its counts, or at least from some whole number of people."""
    for placed in effects(library):
        effect = placed.effect
        if effect.measure is not Measure.PROPORTION or effect.unit != "%" or effect.value is None:
            continue
        if effect.events:
            people, group = effect.events.intervention
            if group and not _rounds_to(people, group, effect.value):
                exact = Decimal(people * 100) / group
                message = f"{people} of {group} is {exact:.2f}%, not {effect.value}%."
                mend = "Compare with the paper; leave out the number that is wrong there."
                yield kinds.EVENTS_AGAINST_VALUE.at(placed.place("value"), message, mend)
        elif effect.n and not _some_count_rounds_to(effect.n, effect.value):
            message = f"No whole number of {effect.n} people is {effect.value}%."
            mend = "The percentage or the number of people belongs to another analysis."
            yield kinds.IMPOSSIBLE_PERCENTAGE.at(placed.place("value"), message, mend)


def _rounds_to(people: int, group: int, value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    half_digit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    return abs(Decimal(people * 100) / group - value) <= half_digit


def _some_count_rounds_to(group: int, value: Decimal) -> bool:
    nearest = int((value * group / 100).to_integral_value())
    return any(_rounds_to(people, group, value) for people in range(nearest - 1, nearest + 2))


def groups_hold_their_events(library: Library) -> Iterator[Problem]:
    """No group has more events than people."""
    for placed in effects(library):
        counts = placed.effect.events
        for name in ("intervention", "comparator"):
            group = getattr(counts, name) if counts else None
            if group and group[0] > group[1]:
                message = f"{group[0]} of {group[1]} people had the event."
                mend = "Write [people with the event, people in the group]."
                yield kinds.IMPOSSIBLE_EVENTS.at(placed.place("events", name), message, mend)


def analyses_fit_their_studies(library: Library) -> Iterator[Problem]:
    """An analysis of a study has no more people than the study."""
    for placed in effects(library):
        study = library.studies.get(placed.study)
        enrolled = study.appraisal.n if study else None
        if enrolled is None or placed.effect.n is None or placed.effect.n_counts:
            continue
        if placed.effect.n > enrolled:
            message = (
                f'The analysis has {placed.effect.n} people, but "{placed.study}" has {enrolled}.'
            )
            mend = f"Correct n here or in docs/studies/{placed.study}.yml."
            yield kinds.TOO_MANY_PEOPLE.at(placed.place("n"), message, mend)
