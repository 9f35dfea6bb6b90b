"""The same sources give the same bytes, wherever and however they are built."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from knowledge_bases import BASE, ROOT, Project
from mkdocs_evidence.render.forest_words import text_width

#: Two machines that agree about nothing but the day of the sources.
ONE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80", "HOME": "/nonexistent"}
OTHER = {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "COLUMNS": "200"}


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def built(folder: Path, machine: dict[str, str]) -> dict[str, str]:
    shutil.copytree(BASE, folder)
    project = Project(folder)
    done = project.run("mkdocs", "build", "--strict", **machine)
    assert done.returncode == 0, done.stderr
    return digests(project.site)


def test_two_builds_of_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    one = built(tmp_path / "one", ONE)
    other = built(tmp_path / "deep" / "an other", OTHER)

    assert {"index.html", "sitemap.xml.gz", "service-worker.js"} <= set(one)
    assert [name for name in one | other if one.get(name) != other.get(name)] == []


def test_two_builds_of_the_wheel_are_the_same_bytes(tmp_path: Path) -> None:
    wheels = []
    for name in ("one", "other"):
        source = tmp_path / name / "source"
        source.mkdir(parents=True)
        for part in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
            shutil.copy(ROOT / part, source)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "src", source / "src", ignore=ignored, copy_function=shutil.copy)
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(source)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        wheels.append(hashlib.sha256(next(source.glob("*.whl")).read_bytes()).hexdigest())

    assert wheels[0] == wheels[1]


def test_a_new_knowledge_base_is_the_same_wherever_it_is_written(tmp_path: Path) -> None:
    for name, machine in (("one", ONE), ("other", OTHER)):
        folder = tmp_path / name
        folder.mkdir()
        done = Project(folder).run("evidence", "init", "mine", **machine)
        assert done.returncode == 0, done.stderr

    assert digests(tmp_path / "one") == digests(tmp_path / "other")


@pytest.mark.parametrize("command", [["check"], ["stats"], ["check", "--format", "sarif"]])
def test_what_a_command_prints_does_not_depend_on_the_machine(
    project: Project, command: list[str]
) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")

    assert (
        project.run("evidence", *command, **ONE).stdout
        == project.run("evidence", *command, **OTHER).stdout
    )


@pytest.mark.parametrize(
    "text", ["favours electroconvulsive therapy", "Mean difference", "mmilm" * 9]
)
def test_widths_of_words_are_the_same_in_every_python(text: str) -> None:
    """The plain sum of fractions rounds at each step before Python 3.12, and not since."""
    exactly = sum(Fraction(text_width(letter, 1)) for letter in text)

    assert text_width(text, 1) == float(exactly)
