"""Look for what changed outside: python3 scripts/weekly.py REPORT.md.

Retractions (Crossref's copy of the Retraction Watch data), dead links and overdue reviews; an empty
report means that there is nothing to tell.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import BIN, ROOT, make_environment

#: Crossref, "Retraction Watch" (documentation): the whole list, renewed each working day.
RETRACTIONS = "https://gitlab.com/crossref/retraction-watch-data"


def main() -> None:
    """Write the report; what cannot be looked at is named in it."""
    make_environment("test")
    parts = {
        "Retractions, corrections and concerns": retractions(),
        "Dead links": ask("links"),
        "Overdue reviews": overdue(),
    }
    told = [f"## {title}\n\n```\n{text}\n```\n" for title, text in parts.items() if text]
    Path(sys.argv[1]).write_text("\n".join(told), "utf-8")
    print("\n".join(told) or "Nothing to tell.")


def retractions() -> str:
    """What the list says of our references and the studies do not say yet."""
    with tempfile.TemporaryDirectory() as folder:
        clone = ["git", "clone", "-q", "--depth=1", RETRACTIONS, folder]
        if subprocess.run(clone, check=False).returncode:
            return "The list could not be fetched."
        return ask("retractions", str(Path(folder, "retraction_watch.csv")), "--dry-run")


def overdue() -> str:
    """Records whose review is due."""
    problems = json.loads(evidence("check", "--format", "json").stdout)["problems"]
    due = [problem for problem in problems if problem["code"] == "DAT005"]
    return "\n".join(f"{problem['path']}: {problem['message']}" for problem in due)


def ask(*arguments: str) -> str:
    """What a command has to tell: its output where its exit code is not 0."""
    done = evidence(*arguments)
    return (done.stdout + done.stderr).strip() if done.returncode else ""


def evidence(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours."""
    command = [str(BIN / "evidence"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    main()
