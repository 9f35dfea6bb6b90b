"""`evidence retractions`: a list of notices becomes records, and what rests on them is named."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from knowledge_bases import Project
from mkdocs_evidence.cli.main import cli

COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
).split(",")
MUSTER, NOVAK = "docs/studies/muster2020.yml", "docs/studies/novak2021.yml"


def row(**fields: str) -> dict[str, str]:
    usual = {
        "Record ID": "1",
        "Title": "A paper, with a comma",
        "RetractionDate": "3/9/2026 0:00",
        "RetractionDOI": "10.5555/notice",
        "RetractionPubMedID": "0",
        "OriginalPaperDOI": "10.5555/MUSTER.2020",
        "OriginalPaperPubMedID": "0",
        "RetractionNature": "Retraction",
        "Reason": "+Unreliable Results;+Investigation by Journal/Publisher;",
        "Paywalled": "No",
    }
    return dict.fromkeys(COLUMNS, "") | usual | fields


def listed(project: Project, *rows: dict[str, str], encoding: str = "utf-8") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    (project.root / "list.csv").write_bytes(text.getvalue().encode(encoding))
    return "list.csv"


def compared(project: Project, *arguments: str) -> Result:
    """Call the command as a terminal does, without the cost of a new process."""
    with contextlib.chdir(project.root):
        done = CliRunner().invoke(cli, ["retractions", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def integrity(project: Project, name: str = MUSTER) -> dict[str, object]:
    return yaml.safe_load(project.path(name).read_text("utf-8")).get("integrity", {})


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_a_retraction_is_written_and_every_claim_that_rests_on_it_is_named(
    project: Project,
) -> None:
    before = project.path(MUSTER).read_text("utf-8")
    done = compared(project, listed(project, row()))

    assert done.exit_code == 0, done.stderr
    assert project.path(MUSTER).read_text("utf-8") == before + (
        "integrity:\n"
        "  status: retracted\n"
        "  date: 2026-03-09\n"
        "  notice: 10.5555/notice\n"
        "  reasons:\n"
        "    - Unreliable Results\n"
        "    - Investigation by Journal/Publisher\n"
    )
    assert done.stdout.splitlines() == [
        "docs/studies/muster2020.yml  Retracted (2026-03-09)",
        "  Until now: No notice known.",
        "  Reasons: Unreliable Results; Investigation by Journal/Publisher.",
        "  Notice: 10.5555/notice",
        "  blue-fever#skyroot-duration rests on 1 retracted of 2 studies "
        "and is left without sound support",
        "  blue-fever#skyroot-tremor rests on 1 retracted study and is left without sound support",
        "  tremor#tremor-lasting rests on 2 retracted studies and is left without sound support",
        "3 references compared with 1 notice, the latest of 2026-03-09: "
        "1 record changed, 0 created, 0 already marked.",
    ]
    assert "INT001" in {problem.code for problem in project.problems()}


def test_a_second_run_changes_nothing(project: Project) -> None:
    file = listed(project, row())
    compared(project, file)
    before = contents(project.root)
    again = compared(project, file)

    assert again.exit_code == 0
    assert "0 records changed, 0 created, 1 already marked" in again.stdout
    assert contents(project.root) == before


def test_a_dry_run_says_the_same_and_touches_nothing(project: Project) -> None:
    file = listed(project, row())
    before = contents(project.root)
    done = compared(project, file, "--dry-run")

    assert "is left without sound support" in done.stdout
    assert "1 record would be changed" in done.stdout
    assert contents(project.root) == before


def test_the_comparison_is_recorded_with_its_day(project: Project) -> None:
    compared(project, listed(project, row(OriginalPaperDOI="10.1/none")))
    written = yaml.safe_load(project.path("docs/retractions.yml").read_text("utf-8"))

    assert {name: str(value) for name, value in written.items()} == {
        "source": "Retraction Watch",
        "compared": "2026-11-22",
        "notices": "1",
        "latest_notice": "2026-03-09",
        "references": "3",
    }
    assert project.problems() == ()


def test_a_study_without_a_record_gets_one(project: Project) -> None:
    project.path(NOVAK).unlink()
    done = compared(
        project,
        listed(project, row(OriginalPaperDOI="unavailable", OriginalPaperPubMedID="11111111")),
    )

    assert "0 records changed, 1 created" in done.stdout
    assert project.path(NOVAK).read_text("utf-8").startswith("integrity:\n  status: retracted\n")


@pytest.mark.parametrize(
    ("natures", "status"),
    [
        (["Retraction"], "retracted"),
        (["Expression of concern"], "concern"),
        (["Correction"], "corrected"),
        (["Retraction", "Reinstatement"], "ok"),
        (["Retraction", "Reinstatement", "Correction"], "corrected"),
        (["Reinstatement", "Retraction"], "retracted"),
        (["Retraction", "Correction"], "retracted"),
        (["Expression of concern", "Correction"], "concern"),
        (["Expression of concern", "Retraction"], "retracted"),
    ],
)
def test_the_gravest_notice_since_a_reinstatement_gives_the_standing(
    project: Project, natures: list[str], status: str
) -> None:
    rows = [
        row(RetractionNature=n, RetractionDate=f"{i}/1/2025 0:00") for i, n in enumerate(natures, 1)
    ]
    compared(project, listed(project, *reversed(rows)))

    assert integrity(project)["status"] == status


def test_what_an_editor_wrote_stays_and_what_was_missing_is_added(project: Project) -> None:
    project.write(
        NOVAK,
        "# weighed in May\ndesign: rct\nintegrity: {status: corrected, notice: 10.5555/own}\n"
        "allow: {INT004: an author's name}  # ok\n",
    )
    compared(
        project,
        listed(
            project,
            row(
                OriginalPaperDOI="10.5555/novak.2021",
                RetractionNature="Correction",
                Reason="+Error in Text;",
            ),
        ),
    )
    text = project.path(NOVAK).read_text("utf-8")

    assert integrity(project, NOVAK)["notice"] == "10.5555/own"
    assert integrity(project, NOVAK)["reasons"] == ["Error in Text"]
    assert text.startswith("# weighed in May\ndesign: rct\nintegrity:\n")
    assert text.endswith("allow: {INT004: an author's name}  # ok\n")


def test_a_graver_standing_in_the_record_is_kept_and_said(project: Project) -> None:
    done = compared(
        project,
        listed(project, row(OriginalPaperDOI="10.5555/faux.2018", RetractionNature="Correction")),
    )

    assert (
        'list.csv:2  The record of faux2018 says "Retracted", the list only "Corrected"'
        in done.stdout
    )
    assert integrity(project, "docs/studies/faux2018.yml")["status"] == "retracted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_in_the_encodings_in_which_it_comes(project: Project, encoding: str) -> None:
    done = compared(
        project,
        listed(project, row(Title="Über Tee", Reason="+Fälschung;"), encoding=encoding),
    )

    assert done.exit_code == 0, done.stderr
    assert integrity(project)["reasons"] == ["Fälschung"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"RetractionDate": "31/12/2025 0:00"},
            '2  The date "31/12/2025 0:00" is not month/day/year',
        ),
        ({"RetractionNature": "Withdrawal"}, '2  "Withdrawal" is no kind of notice that is known'),
        (
            {"OriginalPaperPubMedID": "11111111"},
            "2  Left out: its DOI is muster2020, its PMID novak2021.",
        ),
    ],
)
def test_an_odd_row_is_named_by_its_line(
    project: Project, fields: dict[str, str], said: str
) -> None:
    done = compared(project, listed(project, row(**fields)))

    assert done.exit_code == 0
    assert f"list.csv:{said}" in done.stdout


def test_a_row_with_too_few_columns_is_left_out_and_the_others_are_read(project: Project) -> None:
    file = project.path(listed(project, row()))
    head, body = file.read_text("utf-8").split("\n", 1)
    file.write_text(f"{head}\nhalf,a row\n{body}", "utf-8")
    done = compared(project, "list.csv")

    assert "list.csv:2  Left out: 2 columns instead of 20." in done.stdout
    assert integrity(project)["status"] == "retracted"


def test_columns_in_another_order_and_an_empty_one_at_the_end_do_no_harm(project: Project) -> None:
    file = project.path("list.csv")
    turned = [*reversed(COLUMNS), ""]
    values = row() | {"": ""}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([turned, [values[name] for name in turned]])
    compared(project, "list.csv")

    assert integrity(project)["status"] == "retracted"


@pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b"\x00\x01\x02", b"<html></html>"])
def test_another_file_is_refused_in_words(project: Project, content: bytes) -> None:
    project.path("list.csv").write_bytes(content)
    done = compared(project, "list.csv")

    assert done.exit_code == 2
    assert '"list.csv" is not a list of Retraction Watch' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_record_that_cannot_be_changed_safely_is_left_alone(project: Project) -> None:
    project.write(MUSTER, "design: rct\nintegrity: &x {status: ok}\n")
    project.write(NOVAK, "design: rct\nnote: *y\n")
    rows = [row(), row(OriginalPaperDOI="10.5555/novak.2021")]
    done = compared(project, listed(project, *rows))

    assert done.exit_code == 1
    assert "docs/studies/novak2021.yml" in done.stdout
    assert "Not changed: its YAML cannot be changed safely" in done.stdout
    assert project.path(NOVAK).read_text("utf-8") == "design: rct\nnote: *y\n"
    assert integrity(project)["status"] == "retracted"


def test_hostile_rows_write_text_and_nothing_else(project: Project) -> None:
    hostile = "x\n\x1b[31m: {a: b}\n---\n!!python/object:os.system [id]"
    done = compared(
        project,
        listed(project, row(Reason=f"+{hostile};", RetractionDOI="10.5555/a\"'{}[]")),
    )
    problems = {problem.code for problem in project.problems()}

    assert "\x1b" not in done.stdout
    assert integrity(project)["reasons"] == ["x [31m: {a: b} --- !!python/object:os.system [id]"]
    assert problems <= {"INT001", "INT002", "ALW002"}


def test_a_base_with_errors_is_compared_as_far_as_it_can_be_read(project: Project) -> None:
    project.replace("references.bib", "@article{novak2021,", "@article{novak2021")
    done = compared(project, listed(project, row()))

    assert done.exit_code == 1
    assert "Some files cannot be read, and were not compared" in done.stdout
    assert integrity(project)["status"] == "retracted"


def test_a_key_that_climbs_out_of_the_folder_writes_no_file(project: Project) -> None:
    project.write(
        "references.bib",
        project.path("references.bib").read_text("utf-8")
        + "\n@article{../../climber,\n  title = {Up},\n  year = {2020},\n  doi = {10.5555/up},\n}\n",
    )
    done = compared(project, listed(project, row(OriginalPaperDOI="10.5555/up")))

    assert done.exit_code == 1
    assert "the citation key cannot be the name of a file" in done.stdout
    assert list(project.root.rglob("climber*")) == []


def test_a_big_list_is_read_through(project: Project) -> None:
    others = [row(OriginalPaperDOI=f"10.1234/{n}") for n in range(20_000)]
    done = compared(project, listed(project, *others, row()))

    assert "20,001 notice" in done.stdout
    assert integrity(project)["status"] == "retracted"
