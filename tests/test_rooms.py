"""The house of the code: imports point down, and fenced libraries stay in their rooms."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from knowledge_bases import ROOT

SOURCE = ROOT / "src" / "mkdocs_evidence"
#: Rooms from the lowest up; a room imports from itself and from rooms below it.
ROOMS = [
    *(
        "processes",
        "words",
        "model",
        "wording",
        "prose",
        "sources",
        "cited_fields",
        "library",
        "former_names",
        "integrity",
        "statistics",
        "checks",
    ),
    *("history", "editing", "intake", "starting", "render", "export", "site", "api", "cli"),
]
#: Libraries that may be imported in some rooms only.
FENCES = {
    "pydantic": {"model", "sources", "editing", "export"},
    "pydantic_core": {"model", "sources"},
    "yaml": {"sources", "editing", "intake"},
    "bibtexparser": {"sources", "editing"},
    "pylatexenc": {"sources"},
    "markdown": {"prose", "render", "site"},
    "jinja2": {"render", "site"},
    "markupsafe": {"render", "site"},
    "nh3": {"render"},
    "mkdocs": {"site"},
    "click": {"cli", "site"},  # the preview asks how it was started
    "defusedxml": {"intake"},
    "httpx": {"intake"},
    "platformdirs": {"sources"},
    "pyarrow": {"export"},
    "watchdog": {"site"},
}
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    below = ROOMS[: ROOMS.index(room_of(path)) + 1]
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("mkdocs_evidence.")}

    assert ours <= set(below)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_fenced_libraries_stay_in_their_rooms(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports_of(path)} - {"mkdocs_evidence"}
    unknown = outside - set(FENCES) - set(sys.stdlib_module_names)
    strayed = {name for name in outside & set(FENCES) if room_of(path) not in FENCES[name]}

    assert not unknown
    assert not strayed


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("__init__.py")))
def test_packages_hold_no_code(path: Path) -> None:
    body = ast.parse(path.read_text("utf-8")).body

    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)


def test_the_generator_knows_no_drug_and_no_condition() -> None:
    text = "\n".join(
        path.read_text("utf-8").lower()
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js"}
    )

    assert [word for word in ("ketamine", "depression", "madrs") if word in text] == []


def test_no_room_is_a_lumber_room() -> None:
    names = {path.stem for path in SOURCE.rglob("*.py")}

    assert names.isdisjoint({"utils", "helpers", "core", "common", "misc"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_stay_readable_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
