"""Where projects, environments of the other tools and logs stand while something is measured."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bases import SIZES, make_base
from benchmarks.content import Base
from benchmarks.tools import Tool


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder, the seed of its bases, and the seconds that one run may take."""

    folder: Path
    seed: int
    timeout: float

    def commands(self, tool: Tool) -> Path:
        """The folder of a tool's commands, which are installed where they are not."""
        return tool.environment.make(self.folder / "environments")

    def base(self, size: str) -> Base:
        """The base of a size."""
        return make_base(SIZES[size], self.seed)

    def project(self, size: str, name: str) -> Path:
        """The folder of one project."""
        return self.folder / f"{size}-{self.seed}" / name

    def new_project(self, size: str, name: str) -> Path:
        """The same, made anew: nothing of an earlier base stays in it."""
        folder = self.project(size, name)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder
