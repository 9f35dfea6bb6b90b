"""Comparisons follow from their counts, and are numbers that their measure can have.

Source of the formulas: Cochrane Handbook, section 6.4.1 (measures of dichotomous outcomes) and
section 15.4 (number needed to treat).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from mkdocs_evidence.checks.effects import effects, with_digits_of
from mkdocs_evidence.library import Library, PlacedEffect
from mkdocs_evidence.model.claim import Effect, Events
from mkdocs_evidence.model.fields import half_digit
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import numbers as kinds
from mkdocs_evidence.model.vocabulary import Design, Measure

#: Standardised mean differences above this are seldom true: a standard error taken for a standard
#: deviation makes them (Cochrane Handbook, section 6.5.2.2).
IMPLAUSIBLE_SMD = 2
_RATIOS = {Measure.RR, Measure.OR, Measure.HR, Measure.IRR}
#: Measures that say nothing without a unit.
_WITH_UNIT = {
    Measure.MD,
    Measure.RD,
    Measure.MEAN,
    Measure.MEDIAN,
    Measure.RATE,
    Measure.PROPORTION,
}


def comparisons_follow_from_their_counts(library: Library) -> Iterator[Problem]:
    """Risk ratio, odds ratio, risk difference and number needed to treat follow from the events."""
    for placed in effects(library):
        effect = placed.effect
        recomputed = comparison_from(effect)
        counts = effect.events
        if recomputed is None or counts is None or effect.value is None:
            continue
        if _agrees(effect.value, effect.measure, recomputed):
            continue
        message = (
            f"{_fractions(counts)} makes a {effect.measure.label.lower()} of "
            f"{with_digits_of(recomputed, effect.value)}, not {effect.value}."
        )
        yield kinds.EVENTS_AGAINST_COMPARISON.at(
            placed.place("value"), message, _mend(effect, recomputed)
        )


def comparison_from(effect: Effect) -> float | None:
    """The comparison that the events of an effect give, in the effect's unit.

    None where the events give none: only one group, no people, or nothing to divide by.
    """
    counts = effect.events
    if counts is None or counts.comparator is None:
        return None
    (a, treated), (c, control) = counts.intervention, counts.comparator
    if not treated or not control or a > treated or c > control:
        return None
    b, d = treated - a, control - c
    difference = a / treated - c / control
    found = {
        Measure.RD: difference * _per(effect.unit),
        Measure.RR: (a / treated) / (c / control) if c else None,
        Measure.OR: a * d / (b * c) if b and c else None,
        Measure.NNT: 1 / abs(difference) if difference else None,
    }
    return found.get(effect.measure)


def _per(unit: str | None) -> int:
    unit = (unit or "").lower()
    if unit.startswith(("percentage", "%", "per cent", "per 100 ")):
        return 100
    return 1000 if "1000" in unit or "1,000" in unit else 1


def _agrees(printed: Decimal, measure: Measure, recomputed: float) -> bool:
    if measure is Measure.NNT and printed == math.ceil(recomputed):
        return True  # by custom rounded up, to a whole person
    return abs(float(printed) - recomputed) <= float(half_digit(printed)) * 1.001


def _mend(effect: Effect, recomputed: float) -> str:
    value = float(effect.value or 0)
    turned = 1 / recomputed if effect.measure in _RATIOS and recomputed else -recomputed
    if math.isclose(value, turned, rel_tol=0.02):
        return "It is turned round: write the intervention against the comparator."
    return "Compare with the paper; where its estimate is adjusted, say so in allow:."


def _fractions(counts: Events) -> str:
    groups = (counts.intervention, counts.comparator)
    return " against ".join(f"{group[0]}/{group[1]}" for group in groups if group)


def groups_add_up(library: Library) -> Iterator[Problem]:
    """The people of the groups make the people of the analysis."""
    for placed in effects(library):
        effect = placed.effect
        counts = effect.events
        if counts is None or effect.n is None or _is_crossover(library, placed):
            continue
        groups = [counts.intervention[1]] + ([counts.comparator[1]] if counts.comparator else [])
        whole = counts.comparator is not None or effect.measure is Measure.PROPORTION
        if sum(groups) > effect.n or (whole and sum(groups) != effect.n):
            parts = " and ".join(str(group) for group in groups)
            said = f"{parts} make {sum(groups)}" if len(groups) > 1 else f"The group has {parts}"
            message = f"{said} people, but n is {effect.n}."
            mend = "n counts the people of this analysis; compare with the paper."
            yield kinds.GROUPS_AGAINST_TOTAL.at(placed.place("n"), message, mend)


def _is_crossover(library: Library, placed: PlacedEffect) -> bool:
    """In a crossover trial the groups are the same people."""
    keys = [placed.study] if placed.study else [s.study for s in placed.claim.claim.deciding]
    studies = (library.studies[key] for key in keys if key in library.studies)
    return any(study.appraisal.design is Design.RCT_CROSSOVER for study in studies)


def reviews_pool_what_they_include(library: Library) -> Iterator[Problem]:
    """A pooled estimate holds no more studies than its review."""
    for placed in effects(library):
        study = library.studies.get(placed.study)
        included = study.appraisal.k if study else None
        if included is not None and placed.effect.k is not None and placed.effect.k > included:
            message = (
                f'{placed.effect.k} studies are pooled, but "{placed.study}" includes {included}.'
            )
            mend = f"Correct k here or in the record of {placed.study}."
            yield kinds.TOO_MANY_STUDIES.at(placed.place("k"), message, mend)


def standardised_differences_are_plausible(library: Library) -> Iterator[Problem]:
    """A standardised mean difference of more than two standard deviations wants a second look."""
    for placed in effects(library):
        effect = placed.effect
        if effect.measure is Measure.SMD and abs(effect.value or Decimal(0)) > IMPLAUSIBLE_SMD:
            message = f"A difference of {effect.value} standard deviations is seldom true."
            mend = "Look for a standard error taken for a standard deviation, or for a plain difference."
            yield kinds.IMPLAUSIBLE_SMD.at(placed.place("value"), message, mend)


def values_are_possible(library: Library) -> Iterator[Problem]:
    """Percentages lie between 0 and 100, ratios above 0, differences of risks within 100."""
    for placed in effects(library):
        effect = placed.effect
        low, high = _possible(effect)
        numbers = [] if effect.value is None else [("value", effect.value)]
        numbers += [("ci", bound) for bound in effect.ci or ()]
        for name, number in numbers:
            if not low <= number <= high:
                limits = f"between {low} and {high}" if math.isfinite(high) else f"above {low}"
                message = f"{number} is no {effect.measure.label.lower()}: these lie {limits}."
                mend = "Check the measure, the sign and the unit."
                yield kinds.IMPOSSIBLE_VALUE.at(placed.place(name), message, mend)


def _possible(effect: Effect) -> tuple[Decimal, Decimal]:
    nothing, anything = Decimal(0), Decimal("Infinity")
    whole = Decimal(_per(effect.unit))
    if effect.measure is Measure.PROPORTION:
        return nothing, whole
    if effect.measure is Measure.RD:
        return -whole, whole
    if effect.measure in _RATIOS | {Measure.RATE}:
        return nothing, anything
    return -anything, anything


def units_fit_their_measures(library: Library) -> Iterator[Problem]:
    """Differences and single values name their unit; ratios have none."""
    for placed in effects(library):
        effect = placed.effect
        name = effect.measure.label.lower()
        if effect.measure in _WITH_UNIT and effect.value is not None and not effect.unit:
            message = f"This {name} of {effect.value} has no unit."
            mend = 'Add unit: as the paper has it, for example "%", percentage points, mmHg.'
            yield kinds.UNIT_AGAINST_MEASURE.at(placed.place(), message, mend)
        elif effect.measure in _RATIOS and effect.unit:
            message = f'A ratio has no unit, but this {name} has "{effect.unit}".'
            mend = "Delete the unit, or correct the measure."
            yield kinds.UNIT_AGAINST_MEASURE.at(placed.place("unit"), message, mend)
