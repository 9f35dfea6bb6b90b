"""Builds in turn: every tool once, then every tool again, so that a slow minute hits all alike."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measuring import FailedError, Measurement, TimeOverError, measure
from benchmarks.tools import TOOLS, Tool
from benchmarks.workplace import Workplace


@dataclass
class Results:
    """What was measured, by tool and size, and why the rest was not."""

    runs: dict[tuple[str, str], list[Measurement]] = field(default_factory=dict)
    #: Why there is no number for a tool and size.
    missing: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Seconds after which a tool was stopped.
    stopped: dict[tuple[str, str], float] = field(default_factory=dict)
    versions: dict[str, dict[str, str]] = field(default_factory=dict)

    def middle(self, tool: str, size: str) -> Measurement | None:
        """Medians of each figure, or None where there is no run."""
        runs = [asdict(run) for run in self.runs.get((tool, size), ())]
        if not runs:
            return None
        return Measurement(**{name: median(run[name] for run in runs) for name in runs[0]})

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values."""
        runs = [
            {"tool": tool, "size": size, "runs": [asdict(run) for run in found]}
            for (tool, size), found in self.runs.items()
        ]
        missing = [
            {"tool": tool, "size": size, "why": why, "stopped": self.stopped.get((tool, size))}
            for (tool, size), why in self.missing.items()
        ]
        return {"versions": self.versions, "runs": runs, "missing": missing}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Results:
        """The same from plain values."""
        return cls(
            runs={
                (entry["tool"], entry["size"]): [Measurement(**run) for run in entry["runs"]]
                for entry in value["runs"]
            },
            missing={(entry["tool"], entry["size"]): entry["why"] for entry in value["missing"]},
            stopped={
                (entry["tool"], entry["size"]): entry["stopped"]
                for entry in value["missing"]
                if entry["stopped"] is not None
            },
            versions=value["versions"],
        )


@dataclass(frozen=True)
class Plan:
    """What is built, how often, and where."""

    tools: Sequence[str]
    sizes: Sequence[str]
    rounds: int
    workplace: Workplace

    def carry_out(self) -> Results:
        """Write every project, then build them in turn."""
        results = Results()
        commands = self._install(results)
        for size in self.sizes:
            base = self.workplace.base(size)
            for name in commands:
                TOOLS[name].write(base, self.workplace.new_project(size, name))
        for number in range(self.rounds):
            for size in self.sizes:
                for name, command in commands.items():
                    if (name, size) not in results.missing:
                        print(f"round {number + 1} · {size} · {name} … ", end="", flush=True)
                        print(self._build(results, TOOLS[name], size, command), flush=True)
        return results

    def _install(self, results: Results) -> dict[str, list[str | Path]]:
        """The command of every tool that can be had; for the others, that they cannot."""
        commands = {}
        for name in self.tools:
            tool = TOOLS[name]
            try:
                place = self.workplace.commands(tool)
                commands[name] = tool.command(place)
                results.versions[name] = tool.environment.versions(place)
            except (OSError, subprocess.SubprocessError) as error:
                print(f"{name}: {error}", flush=True)
                for size in self.sizes:
                    results.missing[name, size] = "could not be installed"
        return commands

    def _build(self, results: Results, tool: Tool, size: str, command: list[str | Path]) -> str:
        """Build once, and say how long it took or why not."""
        project, place = self.workplace.project(size, tool.name), (tool.name, size)
        try:
            if tool.keeps and not (project / tool.keeps).exists():
                measure(command, project, timeout=self.workplace.timeout)
                if not (project / tool.keeps).exists():
                    results.missing[place] = "keeps nothing"
                    return results.missing[place]
            tool.clean(project)
            output = project / tool.output
            run = measure(command, project, timeout=self.workplace.timeout, output=output)
        except TimeOverError as error:
            results.missing[place] = str(error)
            results.stopped[place] = self.workplace.timeout
            return str(error)
        except FailedError as error:
            # The rest is what the tool printed, which is for whoever runs this.
            results.missing[place] = str(error).partition("\n")[0].rstrip(":")
            return str(error)
        results.runs.setdefault(place, []).append(run)
        return f"{run.wall:.2f} s, {run.cpu:.2f} s of processor"
