"""The command `evidence fmt`."""

from __future__ import annotations

import stat

from knowledge_bases import ROOT, Project, run_in

FEVER = "docs/conditions/blue-fever.yml"


def test_it_lays_out_every_file_and_finds_nothing_to_do_the_second_time(project: Project) -> None:
    before = project.library()
    first = project.run("evidence", "fmt")
    second = project.run("evidence", "fmt", "--check")
    after = project.library()

    assert first.returncode == second.returncode == 0
    assert FEVER in first.stdout.splitlines()
    assert second.stdout == "0 would change, 9 in order\n"
    assert [claim.claim for claim in after.claims] == [claim.claim for claim in before.claims]
    assert [record.model for record in after.records] == [r.model for r in before.records]


def test_check_names_the_first_line_that_would_change_and_writes_nothing(project: Project) -> None:
    project.run("evidence", "fmt")
    project.replace(FEVER, "group: fevers\n", "")
    project.replace(FEVER, "summary: [", "group: fevers\nsummary: [")
    text = project.path(FEVER).read_text("utf-8")
    done = project.run("evidence", "fmt", "--check")

    assert done.returncode == 1
    assert done.stdout == f"{FEVER}:3: group: fevers\n1 would change, 8 in order\n"
    assert project.path(FEVER).read_text("utf-8") == text


def test_only_the_files_that_are_named_change(project: Project) -> None:
    bibliography = project.path("references.bib").read_text("utf-8")
    done = project.run("evidence", "fmt", FEVER)

    assert done.stdout == f"{FEVER}\n1 changed, 0 in order\n"
    assert project.path("references.bib").read_text("utf-8") == bibliography


def test_a_file_of_another_kind_is_misuse(project: Project) -> None:
    done = project.run("evidence", "fmt", "mkdocs.yml")

    assert done.returncode == 2
    assert '"mkdocs.yml" is no record' in done.stderr


def test_a_broken_file_stays_as_it_is_and_its_problem_is_named(project: Project) -> None:
    project.run("evidence", "fmt")
    project.write(FEVER, "nmae: Blue fever\n")
    project.write("references.bib", "@article{a2020, title = {A}\n")
    done = project.run("evidence", "fmt")

    assert done.returncode == 1
    assert f'{FEVER}:1:1  SCH001  "nmae" is not a field of the record.' in done.stdout
    assert "references.bib:1:1  BIB001" in done.stdout
    assert done.stdout.endswith("0 changed, 7 in order, 2 left as they are\n")
    assert project.path(FEVER).read_text("utf-8") == "nmae: Blue fever\n"
    assert project.path("references.bib").read_text("utf-8") == "@article{a2020, title = {A}\n"


def test_line_ends_and_permissions_stay(project: Project) -> None:
    file = project.path(FEVER)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o640)
    done = project.run("evidence", "fmt", FEVER)
    content = file.read_bytes()

    assert done.returncode == 0
    assert content.count(b"\n") == content.count(b"\r\n") > 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.glob(".*")] == []
    assert project.run("evidence", "fmt", "--check", FEVER).returncode == 0


def test_the_real_base_is_in_canonical_layout() -> None:
    done = run_in(ROOT, "evidence", "fmt", "--check")

    assert done.stdout.splitlines()[:-1] == []
    assert done.returncode == 0
