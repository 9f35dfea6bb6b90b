"""Invented numbers that agree with themselves: estimate, interval, p value and counts.

Intervals are estimate ± 1.96 standard errors, of the logarithm for ratios (Cochrane Handbook,
section 6.3); risk ratios with counts follow from them (section 6.4.1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from benchmarks.content import Effect

_NORMAL = NormalDist()
_CRITICAL = 1.96
_RATIOS = {"rr", "or", "hr"}


@dataclass(frozen=True, slots=True)
class Aim:
    """What an effect is to look like."""

    #: md, smd, rr, or, hr.
    measure: str
    #: 1 above no effect, -1 below.
    side: int
    #: Whether the interval leaves out no effect.
    is_clear: bool
    #: Unit of a difference.
    unit: str = ""


def effect_of(random: Random, aim: Aim, people: int) -> Effect:
    """An effect as it is aimed at, in a number of people."""
    z = random.uniform(2.4, 6.0) if aim.is_clear else random.uniform(0.2, 1.4)
    if aim.measure in _RATIOS:
        size = random.uniform(0.25, 0.9) if aim.is_clear else random.uniform(0.05, 0.2)
    elif aim.measure == "smd":
        size = random.uniform(0.2, 0.9) if aim.is_clear else random.uniform(0.05, 0.15)
    else:
        size = random.uniform(1.2, 12.0) if aim.is_clear else random.uniform(0.2, 1.1)
    middle, error = aim.side * size, size / z
    numbers = [middle, middle - _CRITICAL * error, middle + _CRITICAL * error]
    if aim.measure in _RATIOS:
        numbers = [math.exp(number) for number in numbers]
    value, low, high = (_as_printed(number) for number in numbers)
    p = 2 * _NORMAL.cdf(-z)
    printed = "<0.001" if p < 0.001 else f"{p:.3f}"
    return Effect(aim.measure, value, low, high, people, p=printed, unit=aim.unit)


def counted(random: Random, *, people: int, is_more: bool) -> Effect:
    """A risk ratio with its counts, higher than 1 where there are more events with the treatment."""
    treated = people // 2
    control = people - treated
    rare, often = random.uniform(0.08, 0.2), random.uniform(0.24, 0.45)
    a = max(2, round(treated * (often if is_more else rare)))
    c = max(2, round(control * (rare if is_more else often)))
    ratio = (a / treated) / (c / control)
    error = math.sqrt(1 / a - 1 / treated + 1 / c - 1 / control)
    low, high = (math.exp(math.log(ratio) + sign * _CRITICAL * error) for sign in (-1, 1))
    events = ((a, treated), (c, control))
    value, low_printed, high_printed = map(_as_printed, (ratio, low, high))
    return Effect("rr", value, low_printed, high_printed, people, events=events)


def share(random: Random, *, people: int) -> tuple[int, str]:
    """How many people of a group, and the percentage that it makes with one decimal."""
    some = round(people * random.uniform(0.55, 0.95))
    return some, f"{some * 100 / people:.1f}"


def _as_printed(number: float) -> str:
    printed = f"{number:.2f}"
    return "0.00" if printed == "-0.00" else printed
