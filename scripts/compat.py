"""Try what the package works with: python3 scripts/compat.py [libraries] [builders] [plugins].

Makes environments with each Python that is found, with the oldest and the newest libraries that
pyproject.toml allows, and in each of them takes a new knowledge base through check, layout, build and
export; then tries builders, themes and other plugins in real builds. Writes what came of it into
docs/about/compatibility.md, and ends with 1 where something is not as that page should say.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from environment import BIN, ROOT, make_environment
from interpreters import SUPPORTED, interpreter, version_of
from newcomer import build_wheel
from plugin_cases import CASES, PluginCase

sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from crawl import Site  # noqa: E402  # the folder of tests is no package

PAGE = ROOT / "docs" / "about" / "compatibility.md"
SHOWN = ("mkdocs", "mkdocs-material", "pydantic", "click", "jinja2", "pyyaml")
THEMES = ("mkdocs", "readthedocs")
#: Of these the oldest is the oldest that is there in compiled form for a Python.
_COMPILED = [f"--only-binary={name}" for name in ("nh3", "pydantic-core", "pyyaml")]
_STRICT = ("build", "--strict", "--quiet")
WORKS = "works"


@dataclass
class Environment:
    """A Python with the package in it."""

    folder: Path

    def run(self, folder: Path, *command: str) -> str:
        """What went wrong with a command of this environment; empty where nothing did."""
        env = os.environ | {
            "PATH": f"{self.folder / BIN.name}{os.pathsep}{os.environ['PATH']}",
            "NO_COLOR": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        for name in ("PYTHONPATH", "VIRTUAL_ENV"):
            env.pop(name, None)
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        return (
            f"{' '.join(command)}: {said[-1] if said else 'it failed'}" if done.returncode else ""
        )

    def versions(self) -> dict[str, str]:
        """Version of each package, as pip lists them."""
        command = [str(BIN / "uv"), "pip", "freeze", "-q", "--python", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return dict(re.findall(r"(?m)^([\w.-]+)==(\S+)$", done.stdout))

    def take_through(self, folder: Path, builder: str = "mkdocs") -> str:
        """A new knowledge base from beginning to export: what went wrong, or that it works."""
        base = folder / "base"
        steps = (
            (folder, ("evidence", "init", "base")),
            (base, ("evidence", "check")),
            (base, ("evidence", "fmt", "--check")),
            (base, (builder, *_STRICT)),
            (base, ("evidence", "export", "markdown", "--to", "exported")),
        )
        for where, command in steps:
            if wrong := self.run(where, *command):
                return wrong
        return dead_links(base / "site") or WORKS


def main() -> None:
    """Try everything, write the page, and say what is not as it should be."""
    make_environment("test")
    with TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder / "dist")
        tables = dict(_tables(folder, wheel, set(sys.argv[1:])))
    text = PAGE.read_text("utf-8")
    for table, rows in tables.items():
        body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        before, rest = re.split(rf"(?<=<!-- compat:{table} -->\n)", text)
        head, after = re.split(r"(?<=---\|\n)(?:\|.*\n)*", rest, maxsplit=1)
        text = f"{before}{head}{body}{after}"
    PAGE.write_text(text, "utf-8")
    results = [row for rows in tables.values() for row in rows]
    expected = {case.name for case in CASES if not case.works}
    wrong = [row for row in results if not _is_as_expected(row, expected)]
    for row in results:
        print(" | ".join(row))
    if wrong:
        sys.exit("Not as it should be: " + "; ".join(row[0] for row in wrong))


def _tables(folder: Path, wheel: Path, wanted: set[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """The rows of each table that is wanted; of all where none is named."""
    if not wanted or "libraries" in wanted:
        yield "libraries", list(_libraries(folder, wheel))
    if wanted == {"libraries"}:
        return
    environment = _made(folder / "plugins", interpreter("3.13") or sys.executable)
    packages = [case.package for case in CASES if case.package]
    _install(environment.folder, str(wheel), *packages, "properdocs")
    if not wanted or "builders" in wanted:
        yield "builders", list(_builders(environment, folder))
    if not wanted or "plugins" in wanted:
        yield "plugins", list(_plugins(environment, folder))


def _is_as_expected(row: list[str], not_working: set[str]) -> bool:
    if "not tried" in row[1]:
        return True
    return (WORKS in row) != (row[0] in not_working)


def _libraries(folder: Path, wheel: Path) -> Iterator[list[str]]:
    """A row for each Python, with the newest and with the oldest libraries."""
    for wanted in SUPPORTED:
        python = interpreter(wanted)
        if not python:
            yield [wanted, "not tried: not on this machine", *[""] * len(SHOWN), ""]
            continue
        for which, resolution in (("newest", "highest"), ("oldest", "lowest-direct")):
            place = folder / f"{wanted}-{which}"
            made = _made(place, python)
            settings = [*_COMPILED, "--resolution", resolution]
            _install(place, *settings, "-r", str(ROOT / "pyproject.toml"))
            _install(place, "--no-deps", str(wheel))
            work = place / "work"
            work.mkdir()
            versions = made.versions()
            shown = [versions.get(name, "") for name in SHOWN]
            yield [version_of(python), which, *shown, made.take_through(work)]


def _builders(environment: Environment, folder: Path) -> Iterator[list[str]]:
    """A row for each builder and each theme."""
    versions = environment.versions()
    for builder in ("mkdocs", "properdocs"):
        work = folder / f"with-{builder}"
        work.mkdir()
        result = environment.take_through(work, builder)
        yield [f"builder {builder}", versions[builder], result]
    for theme in THEMES:
        base = folder / "with-mkdocs" / "base"
        config = base / f"{theme}.yml"
        text = (base / "mkdocs.yml").read_text("utf-8")
        themed = re.sub(r"(?ms)^theme:.*?(?=^nav:)", f"theme: {theme}\n\n", text)
        config.write_text(themed, "utf-8")
        wrong = environment.run(base, "mkdocs", *_STRICT, "-f", config.name)
        yield [f"theme {theme}", versions["mkdocs"], wrong or dead_links(base / "site") or WORKS]


def _plugins(environment: Environment, folder: Path) -> Iterator[list[str]]:
    """A row for each of the other plugins."""
    versions = environment.versions()
    for case in CASES:
        source = "mkdocs-material" if "Material" in case.name else case.package or "mkdocs"
        place = folder / f"plugin-{case.name.split()[0]}"
        place.mkdir()
        result = _tried(case, environment, place)
        works = WORKS if result == WORKS else "does not work"
        if result != WORKS:
            print(f"{case.name}: {result}")
        yield [case.name, versions[source], works, case.note]


def _tried(case: PluginCase, environment: Environment, place: Path) -> str:
    """What came of a build with a plugin."""
    if wrong := environment.run(place, "evidence", "init", "base"):
        return wrong
    base = place / "base"
    settings = base / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - search\n", f"  - search\n{case.before}")
    text = text.replace("\nmarkdown_extensions:", f"{case.after}\nmarkdown_extensions:")
    settings.write_text(text, "utf-8")
    for name, page in case.pages.items():
        (base / name).write_text(page, "utf-8")
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "A beginning"]):
        subprocess.run(["git", *command], cwd=base, check=True)
    if wrong := environment.run(base, *case.command):
        return wrong
    site = base / "site"
    if not case.looks_right(site):
        return "it built, and did not do its work"
    return dead_links(site) if (site / "index.html").is_file() and dead_links(site) else WORKS


def dead_links(site: Path) -> str:
    """The first link of a site that leads nowhere; empty where all lead somewhere."""
    broken = Site(site).broken_links()
    return f"a link leads nowhere: {broken[0]}" if broken else ""


def _made(folder: Path, python: str) -> Environment:
    """A new environment."""
    subprocess.run([BIN / "uv", "venv", "-q", "--python", python, folder], check=True)
    return Environment(folder)


def _install(folder: Path, *what: str) -> None:
    subprocess.run([BIN / "uv", "pip", "install", "-q", "--python", folder, *what], check=True)


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    main()
