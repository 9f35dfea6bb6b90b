"""Measure how long sites of evidence take: python3 scripts/bench.py builds --quick (--help)."""

from benchmarks import commands
from benchmarks.arguments import parse


def main() -> None:
    """Read the command line and do what it says."""
    options = parse(__doc__)
    getattr(commands, options.command)(options)


if __name__ == "__main__":
    main()
