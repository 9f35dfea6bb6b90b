"""Goals for builds side by side, and whether a run met them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.bases import SIZES
from benchmarks.measuring import Measurement
from benchmarks.rounds import Results

#: The build of ours that does what the others do.
OURS = "same-scope"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, or what it is at least, because the other tool did not end in time."""

    number: float
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: what is compared, what is wanted, and how it follows from the runs."""

    text: str
    limit: float
    #: Whether more is better.
    at_least: bool
    #: The figure, by wall or by processor time; None where something was not measured.
    value: Callable[[Results, str], Value | None]

    @property
    def wanted(self) -> str:
        """The limit in words."""
        return f"at {'least' if self.at_least else 'most'} {self.limit:g}"

    def is_met(self, value: Value) -> bool:
        """Whether a figure is good enough."""
        return value.number >= self.limit if self.at_least else value.number <= self.limit


def verdict(goal: Goal, wall: Value | None, cpu: Value | None) -> str:
    """Whether a goal is met, in words."""
    if wall is None and cpu is None:
        return "not measured"
    if wall is not None and goal.is_met(wall):
        return "met"
    if cpu is not None and goal.is_met(cpu):
        return "met by processor time"
    # A bound that is too low says nothing.
    return "not known" if wall is not None and wall.is_bound else "**not met**"


def faster_than(tool: str, size: str) -> Callable[[Results, str], Value | None]:
    """How many times as long another tool takes as we do."""

    def value(results: Results, metric: str) -> Value | None:
        mine, theirs = results.middle(OURS, size), results.middle(tool, size)
        if mine is None:
            return None
        if theirs is not None:
            return Value(seconds(theirs, metric) / seconds(mine, metric))
        stopped = results.stopped.get((tool, size))
        # A tool that was stopped has used at least its time on the wall; of the other nothing is known.
        if stopped is None or metric != "wall":
            return None
        return Value(stopped / seconds(mine, metric), is_bound=True)

    return value


def share_of(tool: str, size: str) -> Callable[[Results, str], Value | None]:
    """How long we take, as a share of another tool's time."""
    faster = faster_than(tool, size)

    def value(results: Results, metric: str) -> Value | None:
        found = faster(results, metric)
        return None if found is None or found.is_bound else Value(1 / found.number)

    return value


def exponent(results: Results, metric: str, tool: str = OURS) -> Value | None:
    """Growth from M to L: 1 where five times the references take five times as long."""
    medium, large = results.middle(tool, "M"), results.middle(tool, "L")
    if medium is None or large is None:
        return None
    grown = SIZES["L"].references / SIZES["M"].references
    return Value(math.log(seconds(large, metric) / seconds(medium, metric)) / math.log(grown))


def seconds(run: Measurement, metric: str) -> float:
    """Wall or processor time of a run."""
    return run.wall if metric == "wall" else run.cpu


def _memory(results: Results, _: str) -> Value | None:
    large = results.middle(OURS, "L")
    return Value(large.memory / _MEGABYTE) if large else None


def _bytes(results: Results, _: str) -> Value | None:
    medium, large = results.middle(OURS, "M"), results.middle(OURS, "L")
    return Value(large.size / medium.size) if medium and large else None


def _faster(size: str, tool: str, name: str, limit: float) -> Goal:
    return Goal(f"{size}: times as fast as {name}", limit, True, faster_than(tool, size))


BUILD_GOALS = (
    _faster("S", "mkdocs-bibtex", "mkdocs-bibtex", 4),
    _faster("M", "mkdocs-bibtex", "mkdocs-bibtex", 12),
    _faster("M", "material", "Material with links ready-made", 8),
    _faster("M", "sphinx", "Sphinx", 25),
    Goal("M: our time, as a share of Hugo's", 1.2, False, share_of("hugo", "M")),
    _faster("L", "mkdocs-bibtex", "mkdocs-bibtex", 20),
    _faster("L", "material", "Material with links ready-made", 12),
    Goal("L: our time, as a share of Hugo's", 0.7, False, share_of("hugo", "L")),
    Goal("Growth from M to L (exponent)", 1.0, False, exponent),
    Goal("Peak memory at L, in MB", 350, False, _memory),
    Goal("Bytes of the site at L, times those at M", 5.1, False, _bytes),
)
