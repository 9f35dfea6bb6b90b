"""What the package says it works with is what was tried, and paths are written alike everywhere."""

from __future__ import annotations

import doctest
import re
import sys
import tomllib
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from knowledge_bases import ROOT
from mkdocs_evidence.sources import written_paths
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.written_paths import leads_outside, way_to

sys.path.append(str(ROOT / "scripts"))

from interpreters import SUPPORTED
from plugin_cases import CASES

PAGE = (ROOT / "docs" / "about" / "compatibility.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def rows_of(table: str) -> list[list[str]]:
    body = PAGE.split(f"<!-- compat:{table} -->")[1].split("\n\n")[1]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines()[2:]]


def test_every_python_that_we_support_was_tried_or_is_said_not_to_be() -> None:
    rows = rows_of("libraries")
    minors = {re.match(r"\d+\.\d+", row[0]).group() for row in rows}

    assert PROJECT["requires-python"] == f">={SUPPORTED[0]}"
    assert minors == set(SUPPORTED)
    assert all(row[-1] == "works" or row[1].startswith("not tried") for row in rows)


def test_the_oldest_libraries_that_were_tried_are_those_of_the_project() -> None:
    least = dict(re.findall(r"([a-z0-9-]+)(?:>=|~=)([\d.]+)", " ".join(PROJECT["dependencies"])))
    oldest = next(row for row in rows_of("libraries") if row[1] == "oldest")
    shown = ("mkdocs", "mkdocs-material", "pydantic", "click", "jinja2", "pyyaml")

    for name, version in zip(shown, oldest[2:8], strict=True):
        assert [int(part) for part in version.split(".")] >= [
            int(part) for part in least[name].split(".")
        ]
        assert version.startswith(least[name])


def test_every_plugin_that_is_tried_stands_in_the_table_with_its_result() -> None:
    assert [(row[0], row[2]) for row in rows_of("plugins")] == [
        (case.name, "works" if case.works else "does not work") for case in CASES
    ]


@pytest.mark.parametrize("path_type", [PurePosixPath, PureWindowsPath])
def test_messages_write_paths_with_slashes_on_every_system(path_type: type) -> None:
    root = path_type("C:/base") if path_type is PureWindowsPath else path_type("/base")
    layout = Layout(docs_dir=root / "docs", bibliography=root / "references.bib", root=root)

    assert layout.shown(root / "docs" / "conditions" / "blue-fever.yml") == (
        "docs/conditions/blue-fever.yml"
    )


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        ("conditions", False),
        ("a\\b", False),
        ("..\\b", True),
        ("C:\\b", True),
        ("C:b", True),
        ("\\\\server\\share", True),
        ("/b", True),
        ("a/../../b", True),
    ],
)
def test_a_path_that_leads_outside_on_one_system_is_refused_on_all(
    path: str, outside: bool
) -> None:
    assert leads_outside(path) is outside


@pytest.mark.parametrize(
    ("path", "folder", "way"),
    [
        (PureWindowsPath("C:/b/docs/x.yml"), PureWindowsPath("C:/b"), "docs/x.yml"),
        (PureWindowsPath("C:/b/mkdocs.yml"), PureWindowsPath("c:/B/docs"), "../mkdocs.yml"),
        (PureWindowsPath("C:/b"), PureWindowsPath("C:/b"), "."),
        (PureWindowsPath("D:/b/x"), PureWindowsPath("C:/b"), "D:/b/x"),
        (PureWindowsPath("//server/share/x"), PureWindowsPath("C:/b"), "//server/share/x"),
        (PurePosixPath("/b/docs/x.yml"), PurePosixPath("/b/other"), "../docs/x.yml"),
        (PurePosixPath("/b/a\\b"), PurePosixPath("/b"), "a\\b"),
    ],
)
def test_the_way_to_a_file_is_written_with_slashes(
    path: PurePath, folder: PurePath, way: str
) -> None:
    assert way_to(path, folder) == way


def test_the_examples_of_paths_in_the_code_are_true() -> None:
    assert doctest.testmod(written_paths).failed == 0


#: What differs between systems.
_OF_ONE_SYSTEM = re.compile(r"os\.sep|os\.path\.(?:relpath|join)|str\((?:path|file)\)\.split")


def test_paths_become_texts_in_one_place() -> None:
    folder = ROOT / "src" / "mkdocs_evidence"
    found = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*.py")
        if _OF_ONE_SYSTEM.search(file.read_text("utf-8"))
    }

    assert found == set()


def test_file_names_of_a_new_knowledge_base_can_be_written_on_every_system() -> None:
    """No reserved name, no sign that Windows refuses, no two names that differ in case alone."""
    files = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src/mkdocs_evidence/starting/files").rglob("*")
    ]
    reserved = re.compile(
        r"(?i)(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$)|[<>:\"\\|?*]|[ .]$"
    )

    assert [name for name in files if reserved.search(name)] == []
    assert len({name.lower() for name in files}) == len(files)
