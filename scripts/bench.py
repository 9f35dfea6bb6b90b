"""Measure how long sites of evidence take: python3 scripts/bench.py base|check … (--help)."""

import argparse
from pathlib import Path

from benchmarks.bases import SEED, SIZES, make_base
from benchmarks.check_time import time_check
from benchmarks.ours import write_base


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    base = commands.add_parser("base", help="write an invented knowledge base as a project of ours")
    base.add_argument("size", choices=SIZES)
    base.add_argument("--to", type=Path, required=True, metavar="DIR")
    base.add_argument("--seed", type=int, default=SEED)
    check = commands.add_parser("check", help="time `evidence check` on this knowledge base")
    check.add_argument("runs", type=int, nargs="?", default=5)
    options = parser.parse_args()
    if options.command == "base":
        write_base(make_base(SIZES[options.size], options.seed), options.to)
    else:
        time_check(options.runs)


if __name__ == "__main__":
    main()
