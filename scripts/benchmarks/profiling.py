"""Where the time of our build goes: by library, by module of ours, and by function."""

from __future__ import annotations

import pstats
import re
import sysconfig
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import measure
from benchmarks.report import table
from benchmarks.tools import Tool
from benchmarks.workplace import Workplace

_LONGEST = 15
#: File, line and name of a function, as pstats has them.
Function = tuple[str, int, str]
#: Calls that are no recursion, calls, own seconds, seconds with all that it called, and its callers.
Entry = tuple[int, int, float, float, Mapping[Function, tuple[int, int, float, float]]]


@dataclass
class Times:
    """Seconds of a part of the program: its own, and with everything that it called."""

    own: float = 0.0
    whole: float = 0.0


def profile_build(workplace: Workplace, size: str, tool: Tool) -> pstats.Stats:
    """Build once under the profiler of Python's library."""
    commands, project = workplace.commands(tool), workplace.new_project(size, tool.name)
    tool.write(workplace.base(size), project)
    tool.clean(project)
    written = project.with_name(f"{project.name}.profile")
    profiler: list[str | Path] = [commands / "python", "-m", "cProfile", "-o", written]
    measure([*profiler, *tool.command(commands)], project, timeout=workplace.timeout)
    return pstats.Stats(str(written))


def profile_report(stats: pstats.Stats) -> str:
    """The tables of a profile, as Markdown."""
    found: dict[Function, Entry] = stats.stats  # type: ignore[attr-defined]
    total = sum(own for _, _, own, _, _ in found.values())
    libraries = times_of(found, library_of)
    modules = times_of(found, module_of)
    modules.pop("", None)
    parts = [f"{total:.1f} s under the profiler, which makes small functions look dearer."]
    parts += [
        "**Libraries** (by their own time):",
        _table("Library", libraries, total, by_own=True),
    ]
    parts += ["**Our modules, own time:**", _table("Module", modules, total, by_own=True)]
    parts += [
        "**Our modules with what they call:**",
        _table("Module", modules, total, by_own=False),
    ]
    parts += ["**Our functions with what they call:**", _functions(found, total)]
    return "\n\n".join(parts)


def times_of(
    found: Mapping[Function, Entry], part_of: Callable[[Function], str]
) -> dict[str, Times]:
    """Times by part of the program; a part's whole time is that of the calls from outside it."""
    times: dict[str, Times] = defaultdict(Times)
    for function, (_, _, own, whole, callers) in found.items():
        part = part_of(function)
        outside = [call[3] for caller, call in callers.items() if part_of(caller) != part]
        times[part].own += own
        times[part].whole += sum(outside) if callers else whole
    return times


def library_of(function: Function) -> str:
    """The library that a function belongs to."""
    file = function[0]
    if match := re.search(r"site-packages/([\w.-]+)", file):
        return match.group(1).removesuffix(".py")
    if room := module_of(function):
        return f"mkdocs_evidence {room.partition('/')[0]}"
    if "mkdocs_evidence/" in file:
        return "our templates"
    if file == "~":
        return _built_in(function[2])
    if file.startswith("<frozen importlib"):
        return "imports"
    return "Python's library" if file.startswith(sysconfig.get_path("stdlib")) else "other"


def module_of(function: Function) -> str:
    """The module of ours that a function belongs to, or nothing."""
    match = re.search(r"src/mkdocs_evidence/(.+)\.py$", function[0])
    return match.group(1) if match else ""


def _built_in(name: str) -> str:
    """What a function that is written in C belongs to."""
    match = re.search(r"built-in method (posix|io|yaml|_pydantic_core|nh3)\b", name)
    return f"{match.group(1)} (C)" if match else "built-in (C)"


def _table(what: str, times: Mapping[str, Times], total: float, *, by_own: bool) -> str:
    def key(item: tuple[str, Times]) -> float:
        return item[1].own if by_own else item[1].whole

    longest = sorted(times.items(), key=key, reverse=True)[:_LONGEST]
    rows = [
        [name, f"{part.own:.2f}", f"{part.own / total:.0%}", f"{part.whole:.2f}"]
        for name, part in longest
    ]
    return table([what, "own s", "share", "with what it calls, s"], rows)


def _functions(found: Mapping[Function, Entry], total: float) -> str:
    ours = [(function, entry) for function, entry in found.items() if module_of(function)]
    ours.sort(key=lambda item: item[1][3], reverse=True)
    rows = [
        [
            f"`{module_of(function)}` {function[2].strip('<>')}",
            f"{calls:,}",
            f"{own:.2f}",
            f"{whole:.2f}",
            f"{whole / total:.0%}",
        ]
        for function, (_, calls, own, whole, _) in ours[: 2 * _LONGEST]
    ]
    return table(["Function", "calls", "own s", "with what it calls, s", "share"], rows)
