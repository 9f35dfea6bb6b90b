"""A mistake stops the build with its place and its mend, and the last good site stays whole."""

from __future__ import annotations

import shutil

import pytest

from knowledge_bases import Project

CONDITION = "docs/conditions/blue-fever.yml"
REFERENCES = "references.bib"
#: What is changed where, and where which problem is then found.
MISTAKES = {
    "a deleted entry": (REFERENCES, "@article{novak2021,", "@article{n21,", CONDITION, "CIT001"),
    "a misspelt key": (CONDITION, "study: novak2021", "study: novk2021", CONDITION, "CIT001"),
    "a broken link": (CONDITION, "[[tremor]]", "[[tremors]]", CONDITION, "LNK001"),
    "a syntax error": (CONDITION, "name: Blue", "name: Blue: x", CONDITION, "YML002"),
    "a duplicate key": (
        REFERENCES,
        "@article{novak2021,",
        "@misc{muster2020,",
        REFERENCES,
        "BIB002",
    ),
    "an unknown field": (CONDITION, "comparator:", "comparison:", CONDITION, "SCH001"),
}


def stop(project: Project, built: Project) -> str:
    shutil.copytree(built.site, project.site)
    before = {file: file.read_bytes() for file in project.site.rglob("*") if file.is_file()}
    done = project.build()
    after = {file: file.read_bytes() for file in project.site.rglob("*") if file.is_file()}

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert before == after
    return done.stderr


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_stops_the_build(mistake: str, project: Project, built_base: Project) -> None:
    changed, old, new, file, code = MISTAKES[mistake]
    project.replace(changed, old, new)
    said = stop(project, built_base)
    line = next(line for line in said.splitlines() if code in line)

    assert line.strip().startswith(f"{file}:")
    assert line.strip().endswith((".", "?"))


def test_a_claim_without_evidence_stops_the_build(project: Project, built_base: Project) -> None:
    text = project.path(CONDITION).read_text("utf-8")
    start = text.index(
        "    evidence:\n      - study: muster2020\n        supports: supports\n        finding: Tremor"
    )
    end = text.index("    also: [tremor]")
    project.write(CONDITION, text[:start] + text[end:])

    assert 'CIT002  The claim "skyroot-tremor" has no evidence.' in stop(project, built_base)


def test_all_mistakes_are_named_at_once(project: Project, built_base: Project) -> None:
    project.replace(CONDITION, "study: novak2021", "study: novk2021")
    project.replace("docs/harms/tremor.yml", "[[skyroot-tea]]", "[[skyroot]]")
    project.replace("references.bib", "{No effect of skyroot tea on blue fever}", "{}")
    said = stop(project, built_base)

    assert "3 errors" in said
    assert all(code in said for code in ("CIT001", "LNK001", "BIB005"))


def test_a_missing_reference_list_is_named(project: Project, built_base: Project) -> None:
    project.path("references.bib").unlink()

    assert "references.bib:1:1  YML001  The file cannot be read" in stop(project, built_base)


def test_a_warning_stops_a_strict_build_only(project: Project) -> None:
    project.replace("references.bib", "{Journal of Invented Medicine}", "jim")

    assert project.build().returncode == 1
    assert project.run("mkdocs", "build").returncode == 0
