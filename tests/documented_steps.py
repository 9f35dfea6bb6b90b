"""Steps shown in the documentation, taken as an editor takes them.

A page marks what happens, each mark followed by a fenced block:

    <!-- run -->          a console block: every `$ command` prints what stands below it
    <!-- change FILE -->  a diff block: its lines stand in the file, and are changed
    <!-- save FILE -->    a block of any kind that is the whole file
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from knowledge_bases import Project
from mkdocs_evidence.cli.main import cli

_STEP = re.compile(
    r"<!-- (?P<verb>run|change|save)(?: (?P<file>\S+))? -->\n+```\w*\n(?P<block>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Step:
    """One marked block of a page, and where it begins in the page's text."""

    verb: str
    file: str
    block: str
    start: int


def steps_of(text: str) -> Iterator[Step]:
    """The marked blocks of a page, in order."""
    for match in _STEP.finditer(text):
        yield Step(match["verb"], match["file"] or "", match["block"], match.start("block"))


def take(text: str, project: Project) -> str:
    """Take every step of a page in a knowledge base; the page as it should read."""
    for step in reversed(taken := list(_take_all(text, project))):
        start, old, new = step
        text = text[:start] + new + text[start + len(old) :]
    assert taken, "the page marks no step"
    return text


def _take_all(text: str, project: Project) -> Iterator[tuple[int, str, str]]:
    for step in steps_of(text):
        if step.verb == "save":
            project.write(step.file, step.block)
        elif step.verb == "change":
            change(project, step.file, step.block)
        else:
            yield step.start, step.block, "\n".join(_session(step.block, project))


def change(project: Project, file: str, diff: str) -> None:
    """Change a file as a diff without line numbers says; the file must hold its old lines once."""
    lines = diff.splitlines()
    old, new = (
        "".join(f"{line[1:]}\n" for line in lines if line[:1] != other) for other in ("+", "-")
    )
    assert project.path(file).read_text("utf-8").count(old) == 1, f"not once in {file}:\n{old}"
    project.replace(file, old, new)


def _session(block: str, project: Project) -> Iterator[str]:
    """The block with what its commands print; nothing is left of what it said they print."""
    for line in block.splitlines():
        if line.startswith("$ "):
            yield line
            yield from printed(line[2:], project).splitlines()
    yield ""


def printed(command: str, project: Project) -> str:
    """What `evidence …` prints, with `| grep WORD` and the exit code where it is not 0."""
    name, *arguments = shlex.split(command.partition(" | ")[0])
    assert name == "evidence", command
    here = Path.cwd()
    os.chdir(project.root)
    try:
        done = CliRunner().invoke(cli, arguments)
    finally:
        os.chdir(here)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    lines = done.output.rstrip("\n").split("\n")
    if wanted := command.partition(" | grep ")[2]:
        lines = [line for line in lines if shlex.split(wanted)[0] in line]
    code = [f"[exit code {done.exit_code}]"] if done.exit_code else []
    return "\n".join([*lines, *code])
