"""Takes the steps of docs/about/first-ten-minutes.md, as somebody does who begins.

A page marks what happens, each mark followed by a fenced block:

    <!-- newcomer:install -->     commands that make the environment; they print nothing
    <!-- newcomer:run -->         a console block: every `$ command` prints what stands below it
    <!-- newcomer:change FILE -->  a diff block: its lines stand in the file, and are changed
    <!-- newcomer:save FILE -->   a block that is the whole file
    <!-- newcomer:serve -->       the site is served and looked at
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from documented_steps import change
from knowledge_bases import BIN, ROOT, Project
from warm_commands import can_be_warm, run_warm

PAGE = ROOT / "docs" / "about" / "first-ten-minutes.md"
_STEP = re.compile(
    r"<!-- newcomer:(?P<verb>install|run|change|save|serve)(?: (?P<file>\S+))? -->\n"
    r"(?:\n```\w*\n(?P<block>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)


@dataclass
class Newcomer:
    """Somebody in a folder, with commands at hand."""

    folder: Path
    #: Where the commands are.
    bin: Path
    #: What stands for `pip install mkdocs-evidence`, and whether to install at all.
    install: Callable[[str], None] | None = None
    serve: Callable[[Path], None] | None = None
    inside: str = field(default="", init=False)

    @property
    def here(self) -> Path:
        """The folder in which the next command runs."""
        return self.folder / self.inside

    def run(self, command: str) -> str:
        """What a command prints, and its exit code where it is not 0."""
        if command.startswith("cd "):
            self.inside = command.removeprefix("cd ")
            return ""
        env = os.environ | {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "NO_COLOR": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        name, *words = command.split()
        if self.bin == BIN and can_be_warm(name, env):
            done = run_warm(self.here, name, words, env, together=True)
        else:
            done = self._run_anew(command, env)
        code = f"[exit code {done.returncode}]\n" if done.returncode else ""
        return (done.stdout + code).replace(f"{self.here}{os.sep}", "")

    def _run_anew(self, command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command.split(),
            cwd=self.here,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def take(text: str, newcomer: Newcomer) -> str:
    """Take every step of a page; the page as it should read."""
    pieces, last = [], 0
    for match in _STEP.finditer(text):
        verb, file, block = match["verb"], match["file"], match["block"]
        if verb == "run":
            pieces += [text[last : match.start("block")], *_session(block, newcomer)]
            last = match.end("block")
        elif verb == "change":
            change(Project(newcomer.here), file, block)
        elif verb == "save":
            Project(newcomer.here).write(file, block)
        elif verb == "serve" and newcomer.serve:
            newcomer.serve(newcomer.here)
        elif verb == "install" and newcomer.install:
            for line in block.splitlines():
                newcomer.install(line.removeprefix("$ "))
    assert last, "the page marks no step"
    return "".join([*pieces, text[last:]])


def _session(block: str, newcomer: Newcomer) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{newcomer.run(line[2:])}"
