"""Try all hostile input and faults, and write the table: python3 scripts/hostile.py [--kills 60] [--size 1] [--edits 500].

Takes many minutes. `--size` is the fraction of their size at which huge files are tried. Writes the
table in docs/about/robustness.md and ends with 1 where anything failed.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
PAGE = ROOT / "docs" / "about" / "robustness.md"
TABLE = re.compile(r"(<!-- cases -->\n).*?(<!-- end of cases -->)", re.DOTALL)


def main() -> None:
    """Run every part as a program of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--size", default="1")
    parser.add_argument("--edits", type=int, default=500)
    options = parser.parse_args()
    kinds = run(TESTS / "hostile" / "ordeal.py", "--all")
    (huge,) = run(TESTS / "hostile" / "ordeal.py", "--huge", "all", options.size).values()
    kinds[f"Huge input, at {options.size} of its size"] = huge
    with tempfile.TemporaryDirectory() as folder:
        swaps = run(TESTS / "faults" / "killed_swaps.py", Path(folder) / "swaps")
        for name in ("base", "served"):
            shutil.copytree(TESTS / "base", Path(folder) / name)
        builds = run(
            TESTS / "faults" / "killed_builds.py", Path(folder) / "base", options.kills, 10
        )
        served = run(
            TESTS / "faults" / "served_previews.py", Path(folder) / "served", options.edits, 3
        )
    rows = [
        (name, kind["cases"], kind["refused"], len(kind["failures"]))
        for name, kind in kinds.items()
    ]
    torn = builds["torn_sites"] + builds["missing_pages"] + builds["failed_builds_after_kills"]
    rows.append(("Builds that were killed", builds["kills"], "", torn + builds["left_behind"]))
    broken = sum(way["torn"] + way["torn_after_the_next_build"] for way in swaps.values())
    kills = sum(way["kills"] for way in swaps.values())
    rows.append(("Sites that were killed while taking their place", kills, "", broken))
    rows.append(
        ("Edits of a previewed site", served["edits"], served["broken"], len(served["wrong"]))
    )
    lines = [
        f"| {name} | {cases:,} | {refused} | {failed} |\n" for name, cases, refused, failed in rows
    ]
    head = "| Kind | Cases | Refused with a message | Failures |\n|---|---|---|---|\n"
    table = head + "".join(lines)
    text = PAGE.read_text("utf-8")
    PAGE.write_text(TABLE.sub(lambda match: match[1] + table + match[2], text), "utf-8")
    print(table)
    print(f"Memory of the preview in MB: {served['memory']}")
    sys.stdout.writelines(f"{wrong}\n" for wrong in served["wrong"])
    for kind in kinds.values():
        sys.stdout.writelines(f"{failure}\n" for failure in kind["failures"])
    sys.exit(any(failed for *_, failed in rows))


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
