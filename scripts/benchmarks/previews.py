"""From one saved file to the page that shows it, in the previews that editors work with."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.content import Base
from benchmarks.goals import Goal, Value, verdict
from benchmarks.measuring import TimeOverError, clean_environment
from benchmarks.report import NOTHING, table
from benchmarks.tools import TOOLS, Tool
from benchmarks.workplace import Workplace

#: Seconds between two looks at the page, and for what watches the files to come to rest.
_LOOK, REST = 0.01, 1.5
#: Stands for the port in a command.
_PORT = "{port}"
#: Seconds within which the served page must show an edit (goal).
GOAL = 1.0
#: What MkDocs says of a rebuild, and what our plugin says of one without MkDocs.
_BUILT = re.compile(r"(?:Documentation built|Sources read and checked) in ([\d.]+) seconds")


@dataclass(frozen=True, slots=True)
class Edit:
    """A file whose text is changed, and the page that must show the new word."""

    what: str
    file: str
    page: str
    #: A word that stands in both; where it stands first in the file, a new one comes behind it.
    word: str


def time_previews(workplace: Workplace, size: str, tools: list[str], edits: int) -> str:
    """Start each preview, edit some times, and say how long it took until the page showed it."""
    base = workplace.base(size)
    rows = []
    for tool in (TOOLS[name] for name in tools):
        if not edits_of(tool.name, base):
            continue
        project = workplace.new_project(size, f"{tool.name}-preview")
        tool.write(base, project)
        tool.clean(project)
        command = _command(tool, workplace.commands(tool))
        try:
            with served(command, project, workplace.timeout) as running:
                rows += list(_rows(tool, edits_of(tool.name, base), running, edits))
        except TimeOverError as error:
            rows.append([tool.title, str(error), *[NOTHING] * 4])
    head = ["Preview", "Edit", "start, s", "until served, s", "of that building, s", "Verdict"]
    return table(head, rows)


def edits_of(tool: str, base: Base) -> list[Edit]:
    """What is edited in the preview of a tool; nothing where it has none."""
    condition, study = base.conditions[0], base.studies[0]
    page, word = f"conditions/{condition.slug}/", "tongue"
    if TOOLS[tool].is_ours:
        title = study.title.split()[0]
        return [
            Edit("a record", f"docs/conditions/{condition.slug}.yml", page, word),
            Edit("a BibTeX entry", "references.bib", f"studies/{study.key}/", title),
        ]
    folder = {"hugo": "content", "material": "docs", "mkdocs-bibtex": "docs"}.get(tool)
    return (
        [Edit("a page", f"{folder}/conditions/{condition.slug}.md", page, word)] if folder else []
    )


@dataclass(frozen=True, slots=True)
class Served:
    """A running preview."""

    project: Path
    port: int
    log: Path
    timeout: float

    def wait_for(self, page: str, words: str) -> float:
        """Ask for a page until it shows some words; the seconds that this took."""
        started = time.perf_counter()
        while time.perf_counter() - started < self.timeout:
            if words in self._page(page):  # which a preview holds back while it builds
                return time.perf_counter() - started
            time.sleep(_LOOK)
        raise TimeOverError(f"{words!r} not shown in {self.timeout:g} s")

    def edit(self, edit: Edit, number: int) -> tuple[float, float | None]:
        """Seconds until an edit is served, and those of them that the tool says it built.

        Raises:
            ValueError: the word that is to be changed is not in the file.
        """
        path, word = self.project / edit.file, f"Edited{number}"
        former = path.read_text("utf-8")
        changed = re.sub(rf"\b{edit.word}( Edited\d+)?", f"{edit.word} {word}", former, count=1)
        if changed == former:
            raise ValueError(f"{edit.word!r} is not in {edit.file}")
        before = len(self._builds())
        time.sleep(REST)
        path.write_text(changed, "utf-8")
        taken = self.wait_for(edit.page, word)
        builds = self._builds()[before:]
        return taken, builds[-1] if builds else None

    def _page(self, page: str) -> str:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request("GET", f"/invented/{page}")
            return connection.getresponse().read().decode("utf-8")
        except (ConnectionError, TimeoutError):
            return ""
        finally:
            connection.close()

    def _builds(self) -> list[float]:
        return [float(found) for found in _BUILT.findall(self.log.read_text("utf-8", "replace"))]


def _rows(tool: Tool, edits: list[Edit], running: Served, times: int) -> Iterator[list[str]]:
    start = running.wait_for(edits[0].page, edits[0].word)
    for edit in edits:
        found = [running.edit(edit, number) for number in range(times)]
        taken = [seconds for seconds, _ in found]
        builds = [built for _, built in found if built is not None]
        shown = f"{median(taken):.2f} ({min(taken):.2f} to {max(taken):.2f})"
        building = f"{median(builds):.2f}" if builds else NOTHING
        goal = Goal(edit.what, GOAL, False, lambda *_: None)
        judged = verdict(goal, Value(median(taken)), None) if tool.is_ours else NOTHING
        print(f"{tool.name} · {edit.what}: {shown} s, building {building} s", flush=True)
        yield [tool.title, edit.what, f"{start:.1f}", shown, building, judged]


@contextmanager
def served(command: list[str | Path], project: Path, timeout: float) -> Iterator[Served]:
    """Run a preview on a free port, and end it with everything that it started."""
    log, port = project.with_name(f"{project.name}.log"), _free_port()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [str(part).replace(_PORT, str(port)) for part in command],
            cwd=project,
            env=clean_environment(),
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Served(project, port, log, timeout)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _command(tool: Tool, commands: Path) -> list[str | Path]:
    if tool.name == "hugo":
        program = [tool.command(commands)[0], "server", "--disableLiveReload"]
        base = f"http://127.0.0.1:{_PORT}/invented/"
        return [*program, "--port", _PORT, "--baseURL", base, "--appendPort=false"]
    return [commands / "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{_PORT}"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
