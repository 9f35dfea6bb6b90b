"""Counts and percentages agree, and analyses hold no more people than their studies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mkdocs_evidence.checks.effects import effects
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.fields import half_digit
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import numbers as kinds
from mkdocs_evidence.model.vocabulary import Measure


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
    return abs(Decimal(people * 100) / group - value) <= half_digit(value)


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
