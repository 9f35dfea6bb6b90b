"""A forest plot as a frozen value: every position computed, nothing left to the template.

Conventions: Cochrane Handbook 10.2 (squares sized by weight, diamonds as wide as the interval, a
line of no effect, ratios on a log axis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.vocabulary import Better
from mkdocs_evidence.render.forest_axis import MARGIN, WIDTH, Axis, Tick, coordinate, fit_axis
from mkdocs_evidence.render.forest_layout import Content, Drawing, RowTexts, arrange
from mkdocs_evidence.render.forest_rows import Comparison, Row, comparison_of
from mkdocs_evidence.wording import effect_interval, in_words, label, number
from mkdocs_evidence.words import gettext, ngettext

_LARGEST, _SMALLEST, _ALONE, _HOLLOW = 7.0, 2.5, 5.0, 4.5


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for one estimate, around its own middle line."""

    kind: str
    x: float
    low: float
    high: float
    #: Half the side of a square, half the height of a diamond.
    half: float
    is_cut_low: bool = False
    is_cut_high: bool = False

    @property
    def path(self) -> str:
        """The mark as one SVG path, its middle line at 0."""
        whisker = (
            f"M{coordinate(self.low)} 0H{coordinate(self.high)}" if self.kind == "square" else ""
        )
        return whisker + self._shape + self._heads

    @property
    def _shape(self) -> str:
        half, side = coordinate(self.half), coordinate(2 * self.half)
        if self.kind == "diamond":
            x = coordinate(self.x)
            return f"M{coordinate(self.low)} 0L{x}-{half} {coordinate(self.high)} 0 {x} {half}z"
        return f"M{coordinate(self.x - self.half)}-{half}h{side}v{side}h-{side}z"

    @property
    def _heads(self) -> str:
        low = f"M{coordinate(self.low + 6)}-4l-6 4 6 4" if self.is_cut_low else ""
        high = f"M{coordinate(self.high - 6)}-4l6 4-6 4" if self.is_cut_high else ""
        return low + high


@dataclass(frozen=True, slots=True)
class ForestPlot:
    """A finished plot; `marks` belong to `comparison.rows` one by one."""

    comparison: Comparison
    axis: Axis
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    null_x: float
    #: Where each estimate of the smallest important difference begins and ends.
    important_xs: tuple[tuple[float, float], ...]
    #: What lies left and right of no effect: "favours placebo", "lower".
    left: str
    right: str
    drawings: tuple[Drawing, ...]

    @property
    def caption(self) -> str:
        """Measure, unit and level of the intervals: `Mean difference, points (95% CI)`."""
        measure = ", ".join(filter(None, [label(self.comparison.measure), self.comparison.unit]))
        level = shared_level(self.comparison.rows)
        scale = gettext(", log axis") if self.axis.is_log else ""
        if not level:
            return gettext("{measure} (CI)").format(measure=measure) + scale
        said = gettext("{measure} ({level}% CI)")
        return said.format(measure=measure, level=number(level)) + scale

    @property
    def description(self) -> str:
        """The plot in words, for those who do not see it."""
        rows = self.comparison.rows
        pooled = sum(row.is_pooled for row in rows)
        single = len(rows) - pooled
        said = [
            ngettext("{n} estimate", "{n} estimates", single).format(n=single) if single else "",
            ngettext("{n} pooled estimate", "{n} pooled estimates", pooled).format(n=pooled)
            if pooled
            else "",
        ]
        plot = gettext("Forest plot of {outcome}: {estimates}. No effect is at {null}.").format(
            outcome=self.comparison.name,
            estimates=in_words([part for part in said if part]),
            null=self.comparison.measure.null_value,
        )
        return f"{plot} {self.sides}"

    @property
    def sides(self) -> str:
        """What each side of no effect means."""
        null = self.comparison.measure.null_value
        said = gettext("Below {null}: {left}. Above {null}: {right}.")
        return said.format(null=null, left=self.left, right=self.right)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences below the plot: the dotted line, and the studies that are not in it."""
        found = []
        if self.important_xs:
            sizes = [f"{found.words} ({found.label})" for found in self.comparison.important]
            at = gettext(" and at ").join(sizes)
            if self.comparison.unit:
                said = gettext(
                    "Dotted: the smallest difference that matters to patients, in {unit}, is put at {sizes}."
                ).format(unit=self.comparison.unit, sizes=at)
            else:
                said = gettext(
                    "Dotted: the smallest difference that matters to patients, is put at {sizes}."
                ).format(sizes=at)
            found.append(said)
        if self.comparison.left_out:
            names = "; ".join(
                f"{', '.join(who)} ({gettext(why)})" for why, who in self.comparison.left_out
            )
            found.append(gettext("Not drawn: {studies}.").format(studies=names))
        return tuple(found)

    @property
    def legend(self) -> str:
        """How the marks of this plot are to be read."""
        rows = self.comparison.rows
        said = {
            "square": gettext(
                "A square is one study, larger with more people; its line is the interval."
            )
            if _has_all_people(_squares(rows))
            else gettext(
                "A square is one study, larger with more precision; its line is the interval."
            ),
            "diamond": gettext("A diamond is a pooled estimate, as wide as its interval."),
            "hollow": gettext("A hollow square is an estimate without an interval."),
        }
        kinds = {mark.kind for mark in self.marks}
        arrows = any(mark.is_cut_low or mark.is_cut_high for mark in self.marks)
        shown = [text for kind, text in said.items() if kind in kinds]
        return " ".join([*shown, *([gettext("An arrow: the interval goes on.")] if arrows else [])])


def forest_plot_of(claim: Claim, library: Library) -> ForestPlot | None:
    """The plot of a claim; None where its links have nothing to compare."""
    comparison = comparison_of(claim, library)
    return forest_plot(comparison) if comparison else None


def forest_plot(comparison: Comparison) -> ForestPlot:
    """Compute every position of a plot."""
    rows, null = comparison.rows, Decimal(comparison.measure.null_value or 0)
    important = _important_ranges(comparison)
    intervals = [_interval(row) for row in rows if row.effect.ci]
    values = [null, *(end for ends in important for end in ends), *(row.value for row in rows)]
    axis = fit_axis(values, intervals, is_log=comparison.is_ratio)
    halves = _half_sides(rows, axis)
    marks = tuple(_mark(row, half, axis) for row, half in zip(rows, halves, strict=True))
    left, right = _sides(comparison)
    ticks, null_x = axis.ticks(), axis.x(null)
    important_xs = tuple((axis.x(low), axis.x(high)) for low, high in important)
    level = shared_level(rows)
    texts = tuple(
        RowTexts(row.label, row.note, numbers(row, level), is_in_doubt=row.is_in_doubt)
        for row in rows
    )
    drawings = arrange(Content(texts, null_x, important_xs, left, right))
    return ForestPlot(comparison, axis, ticks, marks, null_x, important_xs, left, right, drawings)


def numbers(row: Row, level: Decimal | None) -> str:
    """Estimate and interval as written; the level where rows differ in it."""
    value = number(row.value)
    if row.effect.ci is None:
        return gettext("{value} (no interval given)").format(value=value)
    low, high = map(number, row.effect.ci)
    if level:
        return gettext("{value} ({low} to {high})").format(value=value, low=low, high=high)
    return f"{value} ({effect_interval(row.effect)})"


def shared_level(rows: Sequence[Row]) -> Decimal | None:
    """The level of all intervals, where they have one in common."""
    levels = {row.effect.ci_level for row in rows if row.effect.ci}
    return levels.pop() if len(levels) == 1 else None


def _interval(row: Row) -> tuple[Decimal, Decimal]:
    ends = row.effect.ci or (row.value, row.value)
    return min(ends), max(ends)


def _mark(row: Row, half: float, axis: Axis) -> Mark:
    x = axis.x(row.value)
    if row.effect.ci is None:
        return Mark("hollow", x, x, x, _HOLLOW)
    low, high = _interval(row)
    is_cut_low, is_cut_high = axis.is_below(low), axis.is_above(high)
    left = MARGIN / 2 if is_cut_low else axis.x(low)
    right = WIDTH - MARGIN / 2 if is_cut_high else axis.x(high)
    kind = "diamond" if row.is_pooled else "square"
    return Mark(kind, x, left, right, half, is_cut_low, is_cut_high)


def _squares(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.effect.ci and not row.is_pooled]


def _has_all_people(rows: Sequence[Row]) -> bool:
    return bool(rows) and all(row.effect.n and not row.effect.n_counts for row in rows)


def _half_sides(rows: Sequence[Row], axis: Axis) -> list[float]:
    """Areas follow the number of people or, unless every square has one, the inverse variance."""
    squares = _squares(rows)
    if len(squares) < 2:
        return [_LARGEST if row.is_pooled else _ALONE for row in rows]
    if _has_all_people(squares):
        weights = {id(row): float(row.effect.n or 0) for row in squares}
    else:
        weights = {id(row): axis.precision(*_interval(row)) for row in squares}
    most = max(weights.values()) or 1.0
    return [max(_SMALLEST, _LARGEST * (weights.get(id(row), most) / most) ** 0.5) for row in rows]


def _important_ranges(comparison: Comparison) -> list[tuple[Decimal, Decimal]]:
    """Where dotted lines stand: on the better side, on both where that is not known."""
    if comparison.is_ratio:
        return []
    sizes = [(found.low, found.high) for found in comparison.important]
    below = [(-high, -low) for low, high in sizes]
    if comparison.better is None:
        return below + sizes
    return below if comparison.better is Better.LOWER else sizes


def _sides(comparison: Comparison) -> tuple[str, str]:
    if comparison.better is None:
        return gettext("lower"), gettext("higher")
    good, bad = gettext("better"), gettext("worse")
    if comparison.intervention and comparison.comparator:
        favours = gettext("favours {group}")
        good = favours.format(group=comparison.intervention)
        bad = favours.format(group=comparison.comparator)
    return (good, bad) if comparison.better is Better.LOWER else (bad, good)
