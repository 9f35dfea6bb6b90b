"""What each subcommand of scripts/bench.py does."""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from pathlib import Path

from environment import ROOT

from benchmarks.bases import SIZES, make_base
from benchmarks.check_time import time_check
from benchmarks.command_times import time_commands
from benchmarks.machine import load, machine
from benchmarks.ours import write_base
from benchmarks.previews import time_previews
from benchmarks.profiling import profile_build, profile_report
from benchmarks.report import builds_report, replace_block
from benchmarks.rounds import Plan
from benchmarks.searches import time_searches
from benchmarks.tools import TOOLS
from benchmarks.workplace import Workplace

PAGE = ROOT / "docs" / "about" / "benchmarks.md"


def base(options: Namespace) -> None:
    """Write one base."""
    write_base(make_base(SIZES[options.size], options.seed), options.to)


def check(options: Namespace) -> None:
    """Time `evidence check` on this knowledge base."""
    time_check(options.runs)


def builds(options: Namespace) -> None:
    """Build with every tool in turn, and print or write the tables."""
    sizes, rounds = (["S"], 1) if options.quick else (options.sizes, options.rounds)
    before = load()
    workplace = _workplace(options)
    results = Plan(options.only, sizes, rounds, workplace).carry_out()
    raw = workplace.folder / "builds.json"
    raw.write_text(json.dumps(results.as_json(), indent=1), "utf-8")
    said = f"{circumstances(before)} Every tool built {_times(rounds)}, in turn."
    publish("builds", builds_report(results, sizes, said), options)


def preview(options: Namespace) -> None:
    """Time edits in the previews of the tools that have one."""
    before = load()
    workplace = _workplace(options)
    found = time_previews(workplace, options.size, options.only, options.edits)
    said = f"{circumstances(before)} Size {options.size}; each edit {_times(options.edits)}, with another word."
    publish("preview", f"{said}\n\n{found}", options)


def commands(options: Namespace) -> None:
    """Time `evidence check`, `diff` and `export`."""
    before = load()
    found = time_commands(_workplace(options), options.size, options.rounds)
    said = f"{circumstances(before)} Size {options.size}; each {_times(options.rounds)}, in turn."
    publish("commands", f"{said}\n\n{found}", options)


def search(options: Namespace) -> None:
    """Time the search of large sites in a browser."""
    before = load()
    found = time_searches(_workplace(options), options.size, options.only, options.visits)
    said = f"{circumstances(before)} Size {options.size}; visited {_times(options.visits)}."
    publish("search", f"{said}\n\n{found}", options)


def profile(options: Namespace) -> None:
    """Say where the time of our build goes."""
    before = load()
    tool = TOOLS[options.tool]
    stats = profile_build(_workplace(options), options.size, tool)
    said = f"{circumstances(before)} Size {options.size}, {tool.title}."
    publish("profile", f"{said}\n\n{profile_report(stats)}", options)


def _workplace(options: Namespace) -> Workplace:
    return Workplace(options.folder.resolve(), options.seed, options.timeout)


def _times(rounds: int) -> str:
    return "once" if rounds == 1 else f"{rounds} times"


def circumstances(before: str) -> str:
    """When and on what was measured, and how busy the machine was before."""
    day = dt.datetime.now(dt.UTC).date().isoformat()
    return f"{day}, {machine()}; load before the run {before}."


def publish(name: str, block: str, options: Namespace) -> None:
    """Print a table, and put it into the documentation where that is asked for."""
    print(f"\n{block}\n")
    if options.write:
        page = Path(PAGE)
        page.write_text(replace_block(page.read_text("utf-8"), name, block), "utf-8")
        print(f"Written to {page.relative_to(ROOT)}.")
