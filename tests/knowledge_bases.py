"""A tiny knowledge base on an invented subject, which each test copies and changes."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.site.loading import Loaded, load
from mkdocs_evidence.sources.layout import Layout
from warm_commands import can_be_warm, run_warm

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "base"
BIN = Path(sys.executable).parent
TODAY = dt.date(2026, 11, 22)
#: Whether tests that try many cases try more of them: `scripts/test.py --thorough` does.
THOROUGH = os.environ.get("EVIDENCE_TRIES") == "thorough"


@dataclass(frozen=True)
class Project:
    """A knowledge base in a folder of its own."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def apply(self, case: Mapping[str, Any]) -> None:
        """Change files as a golden case says: write, link, replace, delete."""
        for name, text in case.get("write", {}).items():
            self.write(name, text)
        for name, text in case.get("write_latin1", {}).items():
            self.path(name).write_bytes(text.encode("latin-1"))
        for name, target in case.get("link", {}).items():
            self.path(name).symlink_to(target)
        for name, changes in case.get("replace", {}).items():
            for old, new in changes.items():
                self.replace(name, old, new)
        for name in case.get("delete", []):
            self.path(name).unlink()

    def load(self) -> Loaded:
        return load(
            Layout(
                docs_dir=self.root / "docs",
                bibliography=self.root / "references.bib",
                root=self.root,
                legend="symbols.md",
                groups={"fevers": "Fevers"},
                outcome_groups={"symptoms": "Symptoms", "harms": "Harms"},
            ),
            extensions=["fenced_code"],
        )

    def problems(self) -> tuple[Problem, ...]:
        return self.load().problems

    def library(self) -> Library:
        return self.load().library

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        return run_in(self.root, *command, **env)

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run("mkdocs", "build", "--strict", *options)


def run_in(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's commands in a folder."""
    whole = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"} | env
    if can_be_warm(command[0], whole):
        return run_warm(folder, command[0], command[1:], whole)
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=folder,
        env=whole,
        capture_output=True,
        text=True,
        check=False,
    )
