"""Steps shown in the documentation, taken as an editor takes them.

A page marks what happens, each mark followed by a fenced block:

    <!-- run -->          a console block: every `$ command` prints what stands below it
    <!-- change FILE -->  a diff block: its lines stand in the file, and are changed
    <!-- save FILE -->    a block of any kind that is the whole file
    <!-- read PAGE WORDS -->  a text block: the lines of a page that hold these words
"""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from click.testing import CliRunner

from knowledge_bases import Project
from mkdocs_evidence.api import load_site
from mkdocs_evidence.cli.main import cli
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.site_pages import Renderer
from repositories import git

_STEP = re.compile(
    r"<!-- (?P<verb>run|change|save|read)(?: (?P<file>\S+))?(?: (?P<words>[^\n]+?))? -->\n+```\w*\n(?P<block>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Step:
    """One marked block of a page, and where it begins in the page's text."""

    verb: str
    file: str
    words: str
    block: str
    start: int


def steps_of(text: str) -> Iterator[Step]:
    """The marked blocks of a page, in order."""
    for match in _STEP.finditer(text):
        yield Step(
            match["verb"],
            match["file"] or "",
            match["words"] or "",
            match["block"],
            match.start("block"),
        )


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
        elif step.verb == "read":
            yield step.start, step.block, f"{said(step.words, step.file, project)}\n"
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
    """What `evidence …` or `git …` prints, with `| grep -e WORD` and the exit code if it is not 0."""
    asked, _, wanted = command.partition(" | grep ")
    name, *arguments = shlex.split(asked)
    if name == "git":
        return git(project, *arguments)
    assert name == "evidence", command
    with contextlib.chdir(project.root):
        done = CliRunner().invoke(cli, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    lines = done.output.rstrip("\n").split("\n")
    words = [word for word in shlex.split(wanted) if word != "-e"]
    if words:
        lines = [line for line in lines if any(word in line for word in words)]
    code = [f"[exit code {done.exit_code}]"] if done.exit_code and not words else []
    return "\n".join([*lines, *code])


def said(words: str, name: str, project: Project) -> str:
    """The lines of a page, as a reader sees them, that hold these words."""
    library = load_site(project.path("mkdocs.yml")).library
    renderer = Renderer(library, Addresses(library.layout))
    html = next(page.write().html for page in renderer.pages() if page.name == name)
    lines = (" ".join(unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in html.split("\n"))
    return "\n".join(dict.fromkeys(line for line in lines if words.lower() in line.lower()))
