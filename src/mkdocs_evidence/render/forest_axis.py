"""The axis of a forest plot: from values to positions, linear or logarithmic, with nice ticks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import median

from mkdocs_evidence.wording import number

#: Width of the part of a plot where estimates stand, and the margin that keeps marks inside it.
WIDTH = 300.0
MARGIN = 8.0
#: A whisker may reach beyond all estimates by this much of a usual interval; then it is cut.
_REACH = 1.5
_MANTISSAS = (("1",), ("1", "2", "5"), ("1", "1.5", "2", "3", "5", "7"))


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled value of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a value stands between the ends of a plot; both ends are on the axis's own scale."""

    low: float
    high: float
    is_log: bool

    def x(self, value: Decimal) -> float:
        """Position of a value that the axis reaches."""
        share = (_on_scale(value, is_log=self.is_log) - self.low) / (self.high - self.low)
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    def is_below(self, value: Decimal) -> bool:
        """True where a value lies beyond the left end."""
        return _on_scale(value, is_log=self.is_log) < self.low

    def is_above(self, value: Decimal) -> bool:
        """True where a value lies beyond the right end."""
        return _on_scale(value, is_log=self.is_log) > self.high

    def reaches(self, value: Decimal) -> bool:
        """True where a value lies between both ends."""
        return self.low <= _on_scale(value, is_log=self.is_log) <= self.high

    def precision(self, low: Decimal, high: Decimal) -> float:
        """Inverse variance of an interval, in units of the axis."""
        ends = (_on_scale(end, is_log=self.is_log) for end in (low, high))
        share = -next(ends) + next(ends)
        return (max(share / (self.high - self.low), 1e-6)) ** -2

    def ticks(self) -> tuple[Tick, ...]:
        """Round values along the axis whose labels do not touch; no effect is always one."""
        values = list(_log_values(self) if self.is_log else _linear_values(self.low, self.high))
        null = Decimal(1 if self.is_log else 0)
        kept: list[Tick] = []
        for value in sorted(values, key=lambda value: value != null):
            tick = Tick(self.x(value), _tick_label(value))
            if all(_have_room(tick, other) for other in kept):
                kept.append(tick)
        return tuple(sorted(kept, key=lambda tick: tick.x))


@lru_cache(maxsize=4096)
def coordinate(position: float) -> str:
    """A position as SVG writes it: a tenth of a unit is finer than any eye."""
    return f"{position:.1f}".removesuffix(".0")


def fit_axis(
    values: Sequence[Decimal],
    intervals: Sequence[tuple[Decimal, Decimal]],
    *,
    is_log: bool,
) -> Axis:
    """An axis with every value on it, and whiskers as far as they leave the rest readable."""
    inner = [_on_scale(value, is_log=is_log) for value in values]
    ends = [(_on_scale(a, is_log=is_log), _on_scale(b, is_log=is_log)) for a, b in intervals]
    widths = [high - low for low, high in ends if math.isfinite(high - low)]
    reach = _REACH * max(max(inner) - min(inner), median(widths) if widths else 1.0)
    low = max(min([*inner, *(low for low, _ in ends)]), min(inner) - reach)
    high = min(max([*inner, *(high for _, high in ends)]), max(inner) + reach)
    padding = 0.05 * (high - low) or 0.5
    return Axis(low - padding, high + padding, is_log)


def _on_scale(value: Decimal, *, is_log: bool) -> float:
    if not is_log:
        return float(value)
    return math.log10(value) if value > 0 else -math.inf


def _linear_values(low: float, high: float) -> Iterator[Decimal]:
    step = _nice_step((high - low) / 5)
    for index in range(math.ceil(low / float(step)), math.floor(high / float(step)) + 1):
        yield index * step


def _nice_step(least: float) -> Decimal:
    """The smallest of …, 0.1, 0.2, 0.5, 1, 2, 5, … that is not below a number."""
    exponent = math.floor(math.log10(least))
    steps = [Decimal(digit).scaleb(exponent) for digit in (1, 2, 5, 10)]
    return next((step for step in steps if float(step) >= least), steps[-1])


def _log_values(axis: Axis) -> list[Decimal]:
    """The coarsest round values that name at least three places of the axis."""
    decades = range(math.floor(axis.low), math.ceil(axis.high) + 1)
    for mantissas in _MANTISSAS:
        all_values = [Decimal(digit).scaleb(decade) for decade in decades for digit in mantissas]
        values = [value for value in all_values if axis.reaches(value)]
        if len(values) >= 3:
            return values
    return [value for value in _linear_values(10**axis.low, 10**axis.high) if value > 0]


def _tick_label(value: Decimal) -> str:
    return number(value.normalize()) if value else "0"


def _have_room(one: Tick, other: Tick) -> bool:
    return abs(one.x - other.x) >= 3.5 * (len(one.label) + len(other.label)) + 6
