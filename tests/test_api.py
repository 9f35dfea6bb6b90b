"""The checks as a library call."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge_bases import ROOT, Project
from mkdocs_evidence import api


def test_a_program_sees_what_the_command_prints(project: Project) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    loaded = api.load_site(project.path("mkdocs.yml"))
    printed = project.run("evidence", "check").stdout.splitlines()

    assert [str(problem) for problem in loaded.problems] == printed[:-2]
    assert [problem.code for problem in loaded.errors] == ["CIT001"]
    assert "blue-fever" in loaded.library.by_slug


def test_a_site_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r'There is no ".*nowhere.yml" here'):
        api.load_site(tmp_path / "nowhere.yml")


def test_a_site_without_the_plugin_is_said_so(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Plain\n")

    with pytest.raises(ValueError, match='does not list the plugin "evidence"'):
        api.load_site(project.path("mkdocs.yml"))


def test_the_public_names_are_listed_in_order_and_there() -> None:
    assert api.__all__ == sorted(api.__all__)
    assert all(hasattr(api, name) for name in api.__all__)


def test_the_documented_example_runs(project: Project) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    text = (ROOT / "docs" / "about" / "checks.md").read_text("utf-8")
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1)
    done = project.run("python", "-c", example)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("docs/conditions/blue-fever.yml 40 16 CIT001")


PAGE = (ROOT / "docs" / "about" / "python-api.md").read_text("utf-8")


def test_the_page_of_the_api_has_every_public_name_and_no_other() -> None:
    assert sorted(re.findall(r"^## `(\w+)", PAGE, re.MULTILINE)) == sorted(api.__all__)


def test_every_attribute_on_the_page_is_there(project: Project) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    loaded = api.load_site(project.path("mkdocs.yml"))
    problem = loaded.problems[0]
    things = {
        "Loaded": loaded,
        "Library": loaded.library,
        "Problem": problem,
        "Place": problem.place,
        "ProblemKind": problem.kind,
    }
    for name, thing in things.items():
        section = PAGE.split(f"## `{name}`")[1].split("\n## ")[0]
        attributes = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)

        assert attributes
        assert [attribute for attribute in attributes if not hasattr(thing, attribute)] == []


def test_the_example_on_the_page_of_the_api_runs(project: Project) -> None:
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL).group(1)
    done = project.run("python", "-c", example)

    assert done.returncode == 0, done.stderr
    assert "blue-fever#skyroot-duration: Low (muster2020, novak2021)" in done.stdout
    assert "muster2020 is cited by 3 claims" in done.stdout
