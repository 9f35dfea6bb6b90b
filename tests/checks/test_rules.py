"""One golden file for each behaviour of the checks: what is changed, and what is then said.

`EVIDENCE_REGENERATE=1 pytest tests/checks` writes the problems anew; review the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from knowledge_bases import ROOT, TODAY, Project
from mkdocs_evidence.checks.table import check
from mkdocs_evidence.model.problem_kinds.table import ALL

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


class _Literal(str):
    """Text that is written as a block."""


yaml.SafeDumper.add_representer(
    _Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def found_problems(project: Project, case: dict[str, object]) -> str:
    project.apply(case)
    return "\n".join(str(problem) for problem in project.problems())


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_the_change_is_answered_with_these_problems(file: Path, project: Project) -> None:
    case = yaml.safe_load(file.read_text("utf-8"))
    found = found_problems(project, case)
    if os.environ.get("EVIDENCE_REGENERATE"):
        case["problems"] = _Literal(found + "\n")
        file.write_text(
            yaml.safe_dump(case, sort_keys=False, allow_unicode=True, width=99), "utf-8"
        )

    assert found.splitlines() == case["problems"].splitlines()
    assert case["problems"].strip(), "a case that finds nothing tests nothing"


def test_three_processes_find_what_one_finds(project: Project) -> None:
    project.replace("references.bib", "@article{", "@article{again, title = {Again}}\n@article{")
    project.replace("docs/conditions/blue-fever.yml", "[[tremor]]", "[[tremour]]")
    library = project.library()
    alone, together = (check(library, TODAY, processes=count) for count in (1, 3))

    assert together == alone
    assert {"LNK001", "REF015"} <= {problem.code for problem in alone}


def test_the_tiny_base_has_no_problems(project: Project) -> None:
    assert project.problems() == ()


def test_every_kind_of_problem_has_a_case() -> None:
    of_changes = (ROOT / "tests" / "history" / "cases").glob("*.yml")  # these take two editions
    of_settings = (ROOT / "tests" / "site" / "setting_cases").glob("*.yml")  # these take mkdocs.yml
    files = [*CASES, *of_changes, *of_settings]
    text = "\n".join(file.read_text("utf-8") for file in files)

    assert [code for code in ALL if f"  {code}  " not in text] == []


def test_an_allowance_silences_its_problem_and_no_other(project: Project) -> None:
    condition = "docs/conditions/blue-fever.yml"
    project.replace(condition, "Skyroot tea may cause", "Skyroot tea causes")
    before = {problem.code for problem in project.problems()}
    project.replace(
        condition, "    also: [tremor]", "    also: [tremor]\n    allow: {WRD001: said so}"
    )

    assert before == {"WRD001"}
    assert project.problems() == ()


def test_a_comment_silences_its_problem_in_its_place_only(project: Project) -> None:
    condition = "docs/conditions/blue-fever.yml"
    wrong = "effect: {measure: rd, value: 12, events: {intervention: [4, 40], comparator: [0, 40]}"
    project.replace(condition, wrong.replace("12", "10"), wrong)
    before = {problem.code for problem in project.problems()}
    project.replace(condition, wrong, f"# evidence: ignore NUM007 adjusted\n        {wrong}")

    assert before == {"NUM007"}
    assert project.problems() == ()


def test_a_comment_in_the_reference_list_silences_an_entry(project: Project) -> None:
    entry = "@book{lone2020,\n  title = {Alone},\n  year = {2020},\n  isbn = {9783161484100},\n}\n"
    bibliography = project.path("references.bib").read_text("utf-8")
    project.write("references.bib", f"{bibliography}\n{entry}")
    before = {problem.code for problem in project.problems()}
    comment = "% evidence: ignore REF004 kept for the next edition\n"
    project.write("references.bib", f"{bibliography}\n{comment}{entry}")

    assert before == {"REF004"}
    assert project.problems() == ()
