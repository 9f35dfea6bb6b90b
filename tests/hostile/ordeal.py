"""Puts cases through everything that reads content: python3 ordeal.py [--all | --few | --huge NAME [SIZE]].

Bounded in time and memory by the system. Prints what was found, by kind, as JSON: how many cases
there were, how many were refused with a message, and every failure.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from click.testing import CliRunner
from corpus import BASE, Case, all_cases, few_cases, huge
from full_records import full_files
from looks import Looks

from mkdocs_evidence.cli.formats.table import FORMATS
from mkdocs_evidence.cli.main import cli
from mkdocs_evidence.editing.formatting import format_knowledge_base
from mkdocs_evidence.export.change_comment import as_markdown
from mkdocs_evidence.export.change_report import ChangeReport, PageLinks, as_json, as_text
from mkdocs_evidence.export.table import EXPORTERS, export
from mkdocs_evidence.history.compare import compare
from mkdocs_evidence.history.touched import pages_touched
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.site.project import SiteProject, open_project

#: Seconds for one case, for one huge case, and bytes for the process.
SECONDS, SECONDS_OF_HUGE, MEMORY = 20, 60, 3 * 2**30


@dataclass
class Kind:
    """What became of the cases of one kind."""

    cases: int = 0
    refused: int = 0
    failures: list[str] = field(default_factory=list)


class Ordeal:
    """One folder in which each case lies over the tiny base for a moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "base"
        shutil.copytree(BASE, self.root)
        self.site = open_project(self.root / "mkdocs.yml")
        self.plain = self.site.load().library
        self.kinds: dict[str, Kind] = {}

    @cached_property
    def looks(self) -> Looks:
        """What pages look like whose every field is filled with plain words."""
        looks = Looks()
        files = full_files(lambda _: "Plain words [@muster2020].")
        with self._laid_out({name: text.encode() for name, text in files.items()}):
            library = self.site.load().library
            for page in Renderer(library, Addresses(self.site.layout)).pages():
                looks.learn(page)
        return looks

    def put_through(self, case: Case) -> None:
        """Try a case; whatever it raises is a failure."""
        kind = self.kinds.setdefault(case.kind, Kind())
        kind.cases += 1
        with self._laid_out(case.files), _alarm(SECONDS):
            try:
                errors = self._read(case) if not case.taken_in else self._take_in(case)
                kind.refused += bool(errors)
                kind.failures += [f"{case.name}: {said}" for said in self._odd(case, errors)]
            except BaseException:  # noqa: BLE001 (nothing may be raised)
                kind.failures.append(f"{case.name}: {traceback.format_exc(limit=-4)}")

    @contextlib.contextmanager
    def _laid_out(self, files: dict[str, bytes]) -> Iterator[None]:
        before = {name: _content(self.root / name) for name in files}
        for name, content in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)
        yield
        for name, content in before.items():
            if content is None:
                (self.root / name).unlink(missing_ok=True)
            else:
                (self.root / name).write_bytes(content)

    def _read(self, case: Case) -> list[Problem]:
        """Check, lay out, compare, and, where there are no errors, render and export."""
        site, loaded = self.site, self.site.load()
        self._show(loaded.problems)
        changed = frozenset((self.root / name).resolve() for name in case.files)
        for result in format_knowledge_base(site.layout, changed):
            assert not result.refused, f"{result.path} cannot be laid out"
        self._compare(site, loaded.library)
        if not loaded.errors:
            addresses = Addresses(site.layout)
            pages = list(Renderer(loaded.library, addresses).pages())
            for page in pages:
                self.looks.check(page)
            for file in export(list(EXPORTERS), loaded.library, addresses, site.facts()):
                assert file.content is not None
        return loaded.errors

    def _show(self, problems: tuple[Problem, ...]) -> None:
        for printed in (show(list(problems)) for show in FORMATS.values()):
            assert "\x1b]" not in printed
            assert "\0" not in printed
        for problem in problems:
            lines = (_content(self.root / problem.place.path) or b"").count(b"\n") + 2
            lines += (_content(self.root / problem.place.path) or b"").count(b"\r")
            assert 1 <= problem.place.line <= lines, f"{problem.place} is not in the file"
            assert str(problem).isprintable(), f"{problem!r} does not print"
            assert len(str(problem)) < 2_000, f"{problem.code} is too long a message"

    def _compare(self, site: SiteProject, library: Library) -> None:
        for old, new in ((self.plain, library), (library, self.plain)):
            changes = compare(old, new)
            links = PageLinks(new, Addresses(site.layout), site.url)
            pages = pages_touched(changes, old, new)
            report = ChangeReport("a", "b", changes, pages, (), 0, 0, links)
            for told in (as_text(report), as_markdown(report), as_json(report)):
                assert "\x1b]" not in told

    def _take_in(self, case: Case) -> list[str]:
        """Run the command that reads a file from elsewhere; its files are put back afterwards."""
        csv = case.taken_in.endswith(".csv")
        words = ["retractions", case.taken_in] if csv else ["add", "--from", case.taken_in, "--yes"]
        before = _tree(self.root)
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(cli, words)
        after = _tree(self.root)
        for name in before.keys() | after.keys():
            if before.get(name) != after.get(name):
                assert name.startswith(("docs/", "references.bib", ".cache/")), f"wrote {name}"
                target = self.root / name
                target.write_bytes(before[name]) if name in before else target.unlink()
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in {0, 1, 2}, f"exit code {done.exit_code}"
        assert "Traceback" not in done.output
        return [done.output] if done.exit_code else []

    def _odd(self, case: Case, errors: list[object]) -> Iterator[str]:
        if case.refused is not None and case.refused is not bool(errors):
            said = "; ".join(str(error)[:150] for error in errors[:2])
            yield f"refused: {bool(errors)} ({said})"
        if [entry.name for entry in self.folder.iterdir()] != ["base"]:
            yield "wrote outside of the knowledge base"
        if (self.root / "hit").exists():
            yield "ran a command"


def put_huge_through(wanted: str, size: float) -> Kind:
    """Check and lay out one huge case or all of them, at their size or a fraction of it."""
    kind = Kind()
    for name, files in huge(size):
        if wanted in {name, "all"}:
            _put_huge_through(name, files(), kind)
    return kind


def _put_huge_through(name: str, files: dict[str, bytes], kind: Kind) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ordeal = Ordeal(Path(folder))
        kind.cases += 1
        with ordeal._laid_out(files), _alarm(SECONDS_OF_HUGE):
            try:
                site = open_project(ordeal.root / "mkdocs.yml")
                loaded = site.load()
                with contextlib.redirect_stdout(io.StringIO()):
                    print(FORMATS["text"](list(loaded.problems)))
                kind.refused += bool(loaded.errors)
                for result in format_knowledge_base(site.layout):
                    if result.refused:
                        kind.failures.append(f"{name}: {result.path} cannot be laid out")
            except BaseException:  # noqa: BLE001 (nothing may be raised)
                kind.failures.append(f"{name}: {traceback.format_exc(limit=-4)}")


@contextlib.contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"took more than {seconds} seconds of the processor")

    signal.signal(signal.SIGPROF, ring)  # a busy machine is no fault of the code
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _tree(root: Path) -> dict[str, bytes]:
    files = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def main() -> None:
    """Put one huge case, or all others, through."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
    if sys.argv[1:2] == ["--huge"]:
        size = float(sys.argv[3]) if len(sys.argv) > 3 else 1
        print(json.dumps({"Huge input": asdict(put_huge_through(sys.argv[2], size))}))
        return
    with tempfile.TemporaryDirectory() as folder:
        ordeal = Ordeal(Path(folder))
        for case in few_cases() if sys.argv[1:2] == ["--few"] else all_cases():
            ordeal.put_through(case)
    print(json.dumps({name: asdict(kind) for name, kind in ordeal.kinds.items()}))


if __name__ == "__main__":
    main()
