"""Tables of what was measured, as Markdown, and their places in the documentation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.goals import BUILD_GOALS, OURS, Goal, Value, exponent, faster_than, seconds, verdict
from benchmarks.rounds import Results
from benchmarks.tools import TOOLS

_MEGABYTE = 1_000_000
#: A cell without a number.
NOTHING = "\N{EN DASH}"
_METRICS = {"wall": "Seconds until it ends", "cpu": "Seconds of processor time"}


def replace_block(text: str, name: str, block: str) -> str:
    """A page with what stands between two marks of a name replaced.

    Raises:
        ValueError: the page has no such marks.
    """
    begin, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the page has no place for {name}: {begin} … {end}")
    return pattern.sub(lambda _: f"{begin}\n{block.strip()}\n{end}", text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of which all columns but the first hold numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def builds_report(results: Results, sizes: Sequence[str], circumstances: str) -> str:
    """Times, memory, what was written, ratios and goals of builds."""
    tools = [name for name in TOOLS if name in results.versions or _is_missing(results, name)]
    parts = [circumstances, _versions(results)]
    for metric, title in _METRICS.items():
        parts += [f"**{title}** (medians; in brackets the time of ours is taken for 1):"]
        parts += [_times(results, tools, sizes, metric)]
    parts += ["**Memory and output:**", _output(results, tools, sizes)]
    parts += ["**Goals:**", goals_table(results, BUILD_GOALS)]
    return "\n\n".join(part for part in parts if part)


def goals_table(results: Results, goals: Sequence[Goal]) -> str:
    """Each goal with what was measured; a goal is met by wall time, or by processor time alone."""
    rows = []
    for goal in goals:
        wall, cpu = (goal.value(results, metric) for metric in _METRICS)
        rows.append([goal.text, goal.wanted, _shown(wall), _shown(cpu), verdict(goal, wall, cpu)])
    return table(["Goal", "Wanted", "Measured", "By processor time", "Verdict"], rows)


def _is_missing(results: Results, tool: str) -> bool:
    return any(name == tool for name, _ in results.missing)


def _versions(results: Results) -> str:
    told = {name: number for found in results.versions.values() for name, number in found.items()}
    return ", ".join(f"{name} {number}" for name, number in sorted(told.items())) + "."


def _times(results: Results, tools: Sequence[str], sizes: Sequence[str], metric: str) -> str:
    rows = []
    for tool in tools:
        cells = [_time(results, tool, size, metric) for size in sizes]
        rows.append([TOOLS[tool].title, *cells, _shown(exponent(results, metric, tool))])
    return table(["Tool", *sizes, "Growth M to L"], rows)


def _time(results: Results, tool: str, size: str, metric: str) -> str:
    run = results.middle(tool, size)
    if run is None:
        return results.missing.get((tool, size), NOTHING)
    ratio = faster_than(tool, size)(results, metric)
    compared = f" ({_digits(ratio.number)})" if ratio and tool != OURS else ""
    return f"{_digits(seconds(run, metric))}{compared}"


def _output(results: Results, tools: Sequence[str], sizes: Sequence[str]) -> str:
    rows = []
    for tool in tools:
        found = [results.middle(tool, size) for size in sizes]
        memory = [f"{run.memory / _MEGABYTE:.0f}" if run else NOTHING for run in found]
        size = [f"{run.size / _MEGABYTE:.1f}" if run else NOTHING for run in found]
        files = [f"{run.files:,.0f}" if run else NOTHING for run in found]
        rows.append([TOOLS[tool].title, *memory, *size, *files])
    heads = [f"{name}, {size}" for name in ("peak MB", "site MB", "files") for size in sizes]
    return table(["Tool", *heads], rows)


def _shown(value: Value | None) -> str:
    if value is None:
        return NOTHING
    return f"more than {_digits(value.number)}" if value.is_bound else _digits(value.number)


def _digits(number: float) -> str:
    """Two decimals for small numbers, none for large ones."""
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:,.0f}"
