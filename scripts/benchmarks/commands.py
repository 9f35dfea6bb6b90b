"""What each subcommand of scripts/bench.py does."""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from pathlib import Path

from environment import ROOT

from benchmarks.bases import SIZES, make_base
from benchmarks.check_time import time_check
from benchmarks.machine import load, machine
from benchmarks.ours import write_base
from benchmarks.report import builds_report, replace_block
from benchmarks.rounds import Plan

PAGE = ROOT / "docs" / "about" / "benchmarks.md"


def base(options: Namespace) -> None:
    """Write one base."""
    write_base(make_base(SIZES[options.size], options.seed), options.to)


def check(options: Namespace) -> None:
    """Time `evidence check` on this knowledge base."""
    time_check(options.runs)


def builds(options: Namespace) -> None:
    """Build with every tool in turn, and print or write the table."""
    sizes, rounds = (["S"], 1) if options.quick else (options.sizes, options.rounds)
    folder = options.folder.resolve()
    before = load()
    plan = Plan(options.only, sizes, rounds, options.timeout, options.seed, folder)
    results = plan.carry_out()
    raw = folder / "builds.json"
    raw.write_text(json.dumps(results.as_json(), indent=1), "utf-8")
    times = "once" if rounds == 1 else f"{rounds} times"
    said = f"{circumstances(before)} Every tool built {times}, in turn."
    publish("builds", builds_report(results, sizes, said), options)


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
