"""The command line of scripts/bench.py."""

from __future__ import annotations

import argparse
from pathlib import Path

from environment import ROOT

from benchmarks.bases import SEED, SIZES
from benchmarks.tools import TOOLS

#: Projects, environments of the other tools and raw results, where no folder is named.
WORKPLACE = ROOT / ".cache" / "bench"


def parse(description: str | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=description)
    commands = parser.add_subparsers(dest="command", required=True)

    base = commands.add_parser("base", help="write an invented knowledge base as a project of ours")
    base.add_argument("size", choices=SIZES)
    base.add_argument("--to", type=Path, required=True, metavar="DIR")
    base.add_argument("--seed", type=int, default=SEED)

    builds = commands.add_parser("builds", help="build with ours and with other tools, in turn")
    builds.add_argument("--quick", action="store_true", help="size S only, one round")
    builds.add_argument("--sizes", type=_sizes, default=list(SIZES), metavar="S,M,L")
    builds.add_argument("--rounds", type=int, default=3)
    _choose_tools(builds)
    _measures(builds)

    preview = commands.add_parser("preview", help="from a saved file to the page that shows it")
    preview.add_argument("--size", choices=SIZES, default="M")
    preview.add_argument("--edits", type=int, default=5)
    _choose_tools(preview)
    _measures(preview)

    times = commands.add_parser("commands", help="time evidence check, diff and export")
    times.add_argument("--size", choices=SIZES, default="L")
    times.add_argument("--rounds", type=int, default=3)
    _measures(times)

    search = commands.add_parser("search", help="time the search of a site in a browser")
    search.add_argument("--size", choices=SIZES, default="L")
    search.add_argument("--visits", type=int, default=3)
    _choose_tools(search)
    _measures(search)

    profile = commands.add_parser("profile", help="say where the time of our build goes")
    profile.add_argument("--size", choices=SIZES, default="M")
    ours = [tool.name for tool in TOOLS.values() if tool.is_ours]
    profile.add_argument("--tool", choices=ours, default=ours[0])
    _measures(profile)

    check = commands.add_parser("check", help="time `evidence check` on this knowledge base")
    check.add_argument("runs", type=int, nargs="?", default=5)
    return parser.parse_args()


def _choose_tools(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", type=_tools, default=list(TOOLS), metavar=",".join(TOOLS))


def _measures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=SEED, help="of the invented base")
    parser.add_argument(
        "--timeout", type=float, default=900, metavar="SECONDS", help="that one run may take"
    )
    parser.add_argument(
        "--folder", type=Path, default=WORKPLACE, help="where projects and environments stand"
    )
    parser.add_argument(
        "--write", action="store_true", help="put the tables into docs/about/benchmarks.md"
    )


def _sizes(text: str) -> list[str]:
    return _chosen(text, list(SIZES))


def _tools(text: str) -> list[str]:
    return _chosen(text, list(TOOLS))


def _chosen(text: str, known: list[str]) -> list[str]:
    chosen = text.split(",")
    if unknown := set(chosen) - set(known):
        message = f"{', '.join(sorted(unknown))} is none of {', '.join(known)}"
        raise argparse.ArgumentTypeError(message)
    return [name for name in known if name in chosen]
