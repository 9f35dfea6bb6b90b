"""Estimates, intervals and p values agree with each other on the scale of their measure.

Source: Cochrane Handbook, sections 6.3.1 and 6.3.2 (from an interval to a standard error, and from
there to a p value; ratios on the log scale).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import NormalDist

from mkdocs_evidence.checks.effects import as_interval, effects
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.fields import half_digit, read_p
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import numbers as kinds
from mkdocs_evidence.model.vocabulary import Measure

_FIVE_PER_CENT = Decimal("0.05")
#: p values this near to 0.05 may stand on either side of it by rounding alone.
_ROUNDING = Decimal("0.005")
#: How far, as a share of half its width, an estimate may lie from the middle of its interval.
LOPSIDED = 0.15
#: How far a p value may be, in standard errors, from the one that the interval gives: small
#: trials use the t distribution, and tests and intervals may come from different models.
_DIFFERENT_TEST = 0.5
_DIFFERENT_TEST_SHARE = 0.3
#: Measures whose intervals are symmetric by their usual formulas. Intervals of risk differences
#: and of proportions (Newcombe, Wilson, exact) are not, nor are those of means of one group.
_SYMMETRIC = {Measure.MD, Measure.SMD, Measure.RR, Measure.OR, Measure.HR, Measure.IRR}
_NORMAL = NormalDist()
_BELOW, _ABOVE = {"<", "≤"}, {">", "≥"}


@dataclass(frozen=True)
class _Scaled:
    """Estimate and bounds on the scale where intervals are symmetric, with what rounding hides."""

    value: float
    low: float
    high: float
    blur: float

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


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


def intervals_are_even(library: Library) -> Iterator[Problem]:
    """The estimate lies about in the middle of its interval, of the logarithms for ratios."""
    for placed in effects(library):
        effect = placed.effect
        scaled = _scaled(effect)
        if scaled is None or effect.measure not in _SYMMETRIC:
            continue
        if not scaled.low <= scaled.value <= scaled.high or not scaled.half_width:
            continue
        middle = (scaled.low + scaled.high) / 2
        if abs(scaled.value - middle) > LOPSIDED * scaled.half_width + scaled.blur:
            expected = math.exp(middle) if effect.measure.null_value == 1 else middle
            message = (
                f"{as_interval(effect)} is lopsided: the middle of the interval is {expected:.2f}."
            )
            mend = "Look for a lost sign or digit; allow it where the method gives such intervals."
            yield kinds.LOPSIDED_INTERVAL.at(placed.place("ci"), message, mend)


def p_values_agree_with_intervals(library: Library) -> Iterator[Problem]:
    """The p value is about the one that the interval gives, and on the same side of 0.05."""
    for placed in effects(library):
        effect = placed.effect
        if effect.p is None or effect.ci is None:
            continue
        z = _z_from_interval(effect)
        if _is_on_the_other_side(effect) or _is_far_from(effect, z):
            recomputed = _p_of(z)
            said = "includes" if effect.includes_no_effect else "leaves out"
            given = f", which gives p about {_as_p(recomputed)}" if recomputed is not None else ""
            message = f"p is {effect.p}, but the interval {said} no effect{given}."
            mend = "One of them belongs to another analysis; keep what belongs together."
            yield kinds.P_AGAINST_INTERVAL.at(placed.place("p"), message, mend)


def p_from_interval(effect: Effect) -> float | None:
    """The two-sided p value that estimate and interval give, by the normal distribution.

    Source: Cochrane Handbook, sections 6.3.1 and 6.3.2. None where there is no null value.
    """
    return _p_of(_z_from_interval(effect))


def _p_of(z: float | None) -> float | None:
    return None if z is None else 2 * _NORMAL.cdf(-z)


def _z_from_interval(effect: Effect) -> float | None:
    scaled, null = _scaled(effect), effect.measure.null_value
    if scaled is None or null is None or not scaled.half_width or not 0 < effect.ci_level < 100:
        return None
    critical = _critical(effect.ci_level)
    return abs(scaled.value) * critical / scaled.half_width  # both scales put no effect at 0


@lru_cache(maxsize=100)
def _critical(level: Decimal) -> float:
    return _NORMAL.inv_cdf(0.5 + float(level) / 200)


def _scaled(effect: Effect) -> _Scaled | None:
    if effect.ci is None or effect.value is None or effect.measure.null_value is None:
        return None
    numbers = (effect.value, *effect.ci)
    if effect.measure.null_value == 0:
        blur = half_digit(effect.value) + max(half_digit(bound) for bound in effect.ci)
        value, low, high = map(float, numbers)
        return _Scaled(value, low, high, float(blur))
    if min(numbers) <= 0:
        return None
    # Rounding hides most in the smallest numbers of a ratio, such as a lower bound of 0.1.
    blurs = [math.log1p(float(half_digit(number) / number)) for number in numbers]
    value, low, high = map(math.log, numbers)
    return _Scaled(value, low, high, blurs[0] + max(blurs[1:]))


def _is_on_the_other_side(effect: Effect) -> bool:
    significant = _is_significant(effect.p) if effect.p else None
    on_the_edge = effect.ci is not None and effect.measure.null_value in effect.ci
    if significant is None or effect.ci_level != 95 or on_the_edge:
        return False
    return effect.includes_no_effect is significant


def _is_far_from(effect: Effect, z: float | None) -> bool:
    read = read_p(effect.p or "")
    if z is None or read is None or not 0 < read[1] < 1:
        return False
    sign, p = read
    printed = -_NORMAL.inv_cdf(float(p) / 2)
    allowed = max(_DIFFERENT_TEST, _DIFFERENT_TEST_SHARE * z)
    if sign in _BELOW:
        return z < printed - allowed
    if sign in _ABOVE:
        return z > printed + allowed
    return abs(z - printed) > allowed


def _is_significant(p: str) -> bool | None:
    read = read_p(p)
    if read is None:
        return None
    sign, value = read
    if sign in _BELOW:
        return True if value <= _FIVE_PER_CENT else None
    if sign in _ABOVE:
        return False if value >= _FIVE_PER_CENT else None
    near = abs(value - _FIVE_PER_CENT) < _ROUNDING
    return None if near else value < _FIVE_PER_CENT


def _as_p(p: float) -> str:
    return "<0.0001" if p < 0.0001 else f"{p:.2g}"
