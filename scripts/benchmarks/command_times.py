"""What the commands that editors and programs run take on a large base: check, diff, export."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import Base
from benchmarks.goals import Goal, Value, verdict
from benchmarks.measuring import FailedError, Measurement, TimeOverError, measure
from benchmarks.ours import write_base
from benchmarks.report import table
from benchmarks.tools import TOOLS
from benchmarks.workplace import Workplace

_MEGABYTE = 1_000_000
#: Author and settings of the commits, so that no setting of this machine is asked.
_GIT = ("git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")
#: The words that are changed, and what they become.
_CHANGE = ("name: ", "name: New ")


@dataclass(frozen=True, slots=True)
class Timed:
    """One command with its goal in seconds at L."""

    title: str
    arguments: tuple[str, ...]
    limit: float
    #: The folder that it writes.
    makes: str = ""
    #: Whether it finds what an earlier command kept.
    is_warm: bool = False


_EXPORT = ("export", "all", "--to", "exported")
COMMANDS = (
    Timed("`evidence check`", ("check",), 5),
    Timed("`evidence check`, a later one", ("check",), 5, is_warm=True),
    Timed("`evidence diff HEAD`, one record changed", ("diff", "HEAD"), 10),
    Timed("`evidence diff HEAD`, a later one", ("diff", "HEAD"), 10, is_warm=True),
    Timed("`evidence export all`", _EXPORT, 10, makes="exported"),
    Timed("`evidence export all`, a later one", _EXPORT, 10, makes="exported", is_warm=True),
)


def time_commands(workplace: Workplace, size: str, rounds: int) -> str:
    """Run every command some times, in turn; the table of medians."""
    place, project = workplace.commands(TOOLS["ours"]), workplace.new_project(size, "commands")
    _make_repository(project, workplace.base(size))
    found: dict[str, list[Measurement]] = {command.title: [] for command in COMMANDS}
    missing: dict[str, str] = {}
    for number in range(rounds):
        for command in COMMANDS:
            if command.title in missing:
                continue
            if not command.is_warm:
                shutil.rmtree(project / ".cache", ignore_errors=True)
            shutil.rmtree(project / "exported", ignore_errors=True)
            output = project / command.makes if command.makes else None
            program: list[str | Path] = [place / "evidence", *command.arguments]
            try:
                run = measure(program, project, timeout=workplace.timeout, output=output)
            except (FailedError, TimeOverError) as error:
                missing[command.title] = str(error).partition("\n")[0]
                print(error)
                continue
            found[command.title].append(run)
            print(
                f"round {number + 1} · {command.title}: {run.wall:.2f} s, {run.cpu:.2f} s",
                flush=True,
            )
    return _table(found, missing, size)


def _make_repository(project: Path, base: Base) -> None:
    """The base as a git repository, with one record changed since its commit."""
    write_base(base, project)
    (project / ".gitignore").write_text(".cache/\nexported/\n", "utf-8")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Invented base")):
        subprocess.run([*_GIT, *arguments], cwd=project, check=True)
    changed = min((project / "docs" / "treatments").iterdir())
    text = changed.read_text("utf-8")
    changed.write_text(text.replace(*_CHANGE), "utf-8")


def _table(found: dict[str, list[Measurement]], missing: dict[str, str], size: str) -> str:
    rows = []
    for command in COMMANDS:
        runs = sorted(found[command.title], key=lambda run: run.wall)
        if not runs:
            rows.append([command.title, missing.get(command.title, ""), "", "", "", "", ""])
            continue
        run = runs[len(runs) // 2]
        goal = Goal(command.title, command.limit, False, lambda *_: None)
        judged = verdict(goal, Value(run.wall), Value(run.cpu)) if size == "L" else "for L only"
        written = f"{run.size / _MEGABYTE:.0f} MB in {run.files:,} files" if run.files else ""
        rows.append(
            [
                command.title,
                f"{run.wall:.2f}",
                f"{run.cpu:.2f}",
                f"{run.memory / _MEGABYTE:.0f}",
                written,
                goal.wanted,
                judged,
            ]
        )
    head = ["Command", "s", "processor s", "peak MB", "wrote", "wanted, s", "Verdict"]
    return table(head, rows)
