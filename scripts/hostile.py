"""Try hostile input and faults, and write the table: python3 scripts/hostile.py [PART …] [options].

The parts are `cases`, `huge`, `kills` and `edits`; all where none is named, which takes an hour. Writes
their rows of the table in docs/about/robustness.md and ends with 1 where anything failed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
PAGE = ROOT / "docs" / "about" / "robustness.md"
BEFORE, AFTER = "<!-- cases -->\n", "<!-- end of cases -->"
HEAD = "| Kind | Cases | Refused with a message | Failures |\n|---|---|---|---|\n"
#: How the rows of a part begin; all others are of the cases.
BEGINNINGS = {"huge": ("Huge ",), "kills": ("Builds ", "Sites "), "edits": ("Edits ",)}
Row = tuple[str, int, int | str, int]


def main() -> None:
    """Run each part as programs of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--kills", type=int, default=300, help="builds that are killed")
    parser.add_argument("--size", default="1", help="fraction of their size of huge files")
    parser.add_argument("--edits", type=int, default=500, help="edits of a previewed site")
    options = parser.parse_args()
    known = {"cases": cases, "huge": huge, "kills": kills, "edits": edits}
    if unknown := set(options.parts) - set(known):
        parser.error(f"no part: {', '.join(sorted(unknown))}")
    failed = False
    for part in options.parts or known:
        rows = list(known[part](options))
        write(part, rows)
        failed |= any(row[3] for row in rows)
    print(PAGE.read_text("utf-8").partition(BEFORE)[2].partition(AFTER)[0])
    sys.exit(failed)


def cases(_: argparse.Namespace) -> Iterator[Row]:
    """Every case of the corpora, by kind."""
    for name, kind in run(TESTS / "hostile" / "ordeal.py", "--all").items():
        yield name, kind["cases"], kind["refused"], told(kind["failures"])


def huge(options: argparse.Namespace) -> Iterator[Row]:
    """Files of ten megabytes and fifty thousand entries."""
    (kind,) = run(TESTS / "hostile" / "ordeal.py", "--huge", "all", options.size).values()
    name = (
        "Huge input" if float(options.size) == 1 else f"Huge input, at {options.size} of its size"
    )
    yield name, kind["cases"], kind["refused"], told(kind["failures"])


def kills(options: argparse.Namespace) -> Iterator[Row]:
    """Builds that are killed, at changes of the disk and at any moment, and the exchange of sites."""
    with TemporaryDirectory() as folder:
        shutil.copytree(TESTS / "base", Path(folder, "base"))
        base = Path(folder, "base")
        builds = run(TESTS / "faults" / "killed_builds.py", base, options.kills, 10)
        swaps = run(TESTS / "faults" / "killed_swaps.py", Path(folder, "swaps"), 60)
    torn = builds["torn_sites"] + builds["missing_pages"] + builds["failed_builds_after_kills"]
    yield "Builds that were killed", builds["kills"], "", torn + builds["left_behind"]
    broken = sum(way["torn"] + way["torn_after_the_next_build"] for way in swaps.values())
    killed = sum(way["kills"] for way in swaps.values())
    yield "Sites that were killed while taking their place", killed, "", broken


def edits(options: argparse.Namespace) -> Iterator[Row]:
    """Random edits while `mkdocs serve` runs."""
    with TemporaryDirectory() as folder:
        base = shutil.copytree(TESTS / "base", Path(folder, "base"))
        found = run(TESTS / "faults" / "served_previews.py", base, options.edits, 4)
    print(f"Memory of the preview on the way, in MB: {found['memory']}")
    yield "Edits of a previewed site", found["edits"], found["broken"], told(found["wrong"])


def told(failures: list[str]) -> int:
    """How many failures there are; each is printed."""
    sys.stdout.writelines(f"{failure}\n" for failure in failures)
    return len(failures)


def write(part: str, rows: list[Row]) -> None:
    """Put the rows of one part in the place of its old ones."""
    head, _, rest = PAGE.read_text("utf-8").partition(BEFORE)
    table, _, foot = rest.partition(AFTER)
    kept: dict[str, list[str]] = {name: [] for name in ("cases", *BEGINNINGS)}
    for line in table.removeprefix(HEAD).splitlines():
        of = [
            name
            for name, begins in BEGINNINGS.items()
            if line.removeprefix("| ").startswith(begins)
        ]
        kept[of[0] if of else "cases"].append(f"{line}\n")
    kept[part] = [f"| {name} | {tried:,} | {said} | {odd} |\n" for name, tried, said, odd in rows]
    table = HEAD + "".join(line for lines in kept.values() for line in lines)
    PAGE.write_text(f"{head}{BEFORE}{table}{AFTER}{foot}", "utf-8")


def run(program: Path, *arguments: object) -> dict[str, Any]:
    """What a program prints, as JSON."""
    path = os.pathsep.join([str(ROOT / "src"), str(TESTS)])
    done = subprocess.run(
        [sys.executable, str(program), *map(str, arguments)],
        env=os.environ
        | {"PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
