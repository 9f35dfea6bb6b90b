"""Settings of mkdocs.yml: what is wrong is said like everything else, by command and by build.

`EVIDENCE_REGENERATE=1 pytest tests/site/test_settings.py` writes the problems anew.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml
from mkdocs.config import config_options as c

from knowledge_bases import BASE, ROOT, Project
from mkdocs_evidence.api import load_site
from mkdocs_evidence.model.problem_kinds import settings as kinds
from mkdocs_evidence.site.setting_checks import settings_of
from mkdocs_evidence.site.setting_types import (
    Language,
    PathBelow,
    Policy,
    Titles,
    WholeNumber,
)
from mkdocs_evidence.site.settings import EvidenceSettings, FolderSettings

CASES = sorted((Path(__file__).parent / "setting_cases").glob("*.yml"))
PAGE = ROOT / "docs" / "about" / "configuration.md"
CODES = {kind.code for kind in vars(kinds).values() if hasattr(kind, "code")}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_the_setting_is_answered_with_these_problems(file: Path, project: Project) -> None:
    case = yaml.safe_load(file.read_text("utf-8"))
    project.apply(case)
    found = load_site(project.path("mkdocs.yml")).problems
    said = "".join(f"{problem}\n" for problem in found if problem.code in CODES)
    if os.environ.get("EVIDENCE_REGENERATE"):
        text = file.read_text("utf-8").split("problems: |\n")[0]
        lines = "".join(f"  {line}\n" for line in said.splitlines())
        file.write_text(f"{text}problems: |\n{lines}", "utf-8")
        case["problems"] = said

    assert said == case["problems"]


def test_a_build_says_the_same_and_touches_nothing(project: Project) -> None:
    project.replace("mkdocs.yml", "licence: CC0-1.0", "license: CC0-1.0\n      history: fifty")
    checked = project.run("evidence", "check")
    built = project.build()
    lines = [line for line in checked.stdout.splitlines() if "  SET" in line]

    assert checked.returncode == 1
    assert built.returncode == 1
    assert [line.split()[1] for line in lines] == ["SET001", "SET002"]
    assert all(line in built.stderr for line in lines)
    assert "Unrecognised configuration name" not in built.stderr
    assert not project.site.exists()


def test_the_place_is_in_the_file_where_the_setting_stands(project: Project) -> None:
    """Settings may be inherited, and plugins listed by name."""
    text = project.path("mkdocs.yml").read_text("utf-8")
    named = text.replace("  - search\n  - evidence:", "  search: {}\n  evidence:")
    project.write("mkdocs.yml", named.replace("licence: CC0-1.0", "history: fifty"))
    child = "INHERIT: mkdocs.yml\nplugins:\n  evidence:\n    search_again_after: never\n"
    project.write("other.yml", child)
    found = load_site(project.path("other.yml")).problems

    assert {str(problem.place) for problem in found} == {"other.yml:4:5", "mkdocs.yml:15:7"}


def test_settings_that_are_no_yaml_are_said_by_line(project: Project) -> None:
    project.replace("mkdocs.yml", "nav:", "nav: [")
    done = project.run("evidence", "check")

    assert done.returncode == 2
    assert re.search(r"mkdocs\.yml:\d+:\d+  YML002  ", done.stderr)


def test_nothing_outside_the_project_is_read(tmp_path: Path) -> None:
    inner = Project(tmp_path / "inner")
    shutil.copytree(BASE, inner.root)
    (tmp_path / "outer.bib").write_text("@book{secret, title={Secret}}", encoding="utf-8")
    inner.replace("mkdocs.yml", "licence: CC0-1.0", "bibliography: ../outer.bib")

    assert "secret" not in load_site(inner.path("mkdocs.yml")).library.studies


def documented(option: object) -> tuple[str, str]:  # noqa: PLR0911 (one a type)
    """Form and default of a setting, as the page says them."""
    match option:
        case PathBelow():
            form = "folder" if option.is_folder else "file or folder"
            where = "below `docs_dir`" if option.below == "docs" else "beside `mkdocs.yml`"
            return f"{form} {where}", f"`{option.default}`" if option.default else "none"
        case WholeNumber():
            return f"whole number, {option.least} or more", f"`{option.default}`"
        case Titles():
            return "names with titles", "none"
        case c.ListOfItems():
            is_choice = isinstance(option.option_type, c.Choice)
            return ("list of formats", "all") if is_choice else ("list of records", "none")
        case c.Optional() if isinstance(option.option, Language):
            return "language", "that of the theme"
        case c.Optional():
            return "address", "none"
        case Policy():
            return "true, false or a policy", "`true`"
        case c.Type() if isinstance(option.default, bool):
            return "yes or no", f"`{str(option.default).lower()}`"
    return "text", "none"


def test_every_setting_is_documented_with_its_form_and_default() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| (.+?) \| (.+?) \| .+ \|$", PAGE.read_text(), re.MULTILINE)
    wanted = []
    for name, option in settings_of(EvidenceSettings).items():
        if name == "folders":
            below = settings_of(FolderSettings).items()
            wanted += [(f"folders.{kind}", *documented(folder)) for kind, folder in below]
        else:
            wanted.append((name, *documented(option)))

    assert sorted(rows) == sorted(wanted)


def test_the_documented_settings_are_valid(project: Project) -> None:
    example = re.search(r"```yaml\n(plugins:.*?)```", PAGE.read_text("utf-8"), re.DOTALL).group(1)
    text = project.path("mkdocs.yml").read_text("utf-8")
    before, after = text[: text.index("plugins:")], text[text.index("validation:") :]
    project.write("mkdocs.yml", f"{before}{example}\n{after}")
    found = [p for p in load_site(project.path("mkdocs.yml")).problems if p.code in CODES]

    assert found == []
