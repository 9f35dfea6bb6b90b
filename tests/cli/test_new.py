"""The command `evidence new`."""

from __future__ import annotations

import pytest

from knowledge_bases import Project
from mkdocs_evidence.model.vocabulary import ClaimKind

FEVER = "docs/conditions/blue-fever.yml"


@pytest.mark.parametrize("kind", ["condition", "treatment", "harm", "topic"])
def test_a_new_record_passes_the_checks_and_says_what_it_still_needs(
    project: Project, kind: str
) -> None:
    done = project.run("evidence", "new", kind, "dry-cough")
    checked = project.run("evidence", "check")

    assert done.returncode == checked.returncode == 0
    assert done.stdout.splitlines()[0] == f"docs/{kind}s/dry-cough.yml:1"
    assert f"docs/{kind}s/dry-cough.yml:" in checked.stdout
    assert "DRF001  bottom_line is not filled in." in checked.stdout
    assert checked.stdout.splitlines()[-1].startswith("0 errors, 0 warnings, ")


def test_a_new_record_is_in_canonical_layout(project: Project) -> None:
    project.run("evidence", "fmt")
    project.run("evidence", "new", "condition", "dry-cough")
    project.run("evidence", "new", "claim", "dry-cough", "--id", "tea-cough")

    assert project.run("evidence", "fmt", "--check").returncode == 0


def test_hints_come_from_the_models(project: Project) -> None:
    project.run("evidence", "new", "claim", "blue-fever")
    text = project.path(FEVER).read_text("utf-8").replace("\n    # ", " ")

    assert ", ".join(ClaimKind) in text


def test_a_new_claim_touches_no_other_line(project: Project) -> None:
    before = project.path(FEVER).read_text("utf-8").splitlines()
    done = project.run("evidence", "new", "claim", "blue-fever", "--id", "tea-cough")
    after = project.path(FEVER).read_text("utf-8").splitlines()
    line = int(done.stdout.splitlines()[0].removeprefix(f"{FEVER}:"))
    added = len(after) - len(before)

    assert after[line - 1] == "  - id: tea-cough"
    assert after[: line - 1] + after[line - 1 + added :] == before
    assert "tea-cough" in [claim.claim.id for claim in project.library().claims]
    assert project.run("evidence", "check").returncode == 0


@pytest.mark.parametrize("claims", ["", "claims: []\n", "claims:\n"])
def test_the_first_claim_of_a_record_makes_the_list(project: Project, claims: str) -> None:
    project.write("docs/topics/botany.yml", f"name: Botany\n{claims}bottom_line: So [@muster2020].")
    done = project.run("evidence", "new", "claim", "botany", "--id", "root")

    assert done.returncode == 0
    assert [claim.ref for claim in project.library().claims][-1] == "botany#root"


def test_drafts_are_on_no_page_of_a_build(project: Project) -> None:
    project.run("evidence", "new", "condition", "dry-cough")
    project.run("evidence", "new", "claim", "blue-fever", "--id", "tea-cough")
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert not (project.site / "conditions" / "dry-cough").exists()
    assert "tea-cough" not in (project.site / "conditions/blue-fever/index.html").read_text("utf-8")
    assert "Dry cough" not in (project.site / "conditions/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("conditon", "x"), '"conditon" is no kind of record. Did you mean "condition"?'),
        (("topic", "Dry Cough"), 'Did you mean "dry-cough"?'),
        (("topic", "../x"), '"../x" cannot be a name'),
        (("topic", "index"), '"index" is the name of the list of records.'),
        (("topic", "blue-fever"), '"blue-fever" is there already: docs/conditions/blue-fever.yml.'),
        (("claim", "blue-fevr"), 'There is no record "blue-fevr". Did you mean "blue-fever"?'),
        (("claim", "blue-fever", "--id", "tea-duration"), 'The claim "tea-duration" is in'),
        (("claim", "blue-fever", "--id", "A b"), '"A b" cannot be a name'),
        (("topic", "x", "--id", "y"), "Only a claim has an --id"),
    ],
)
def test_what_cannot_be_written_is_refused(
    project: Project, arguments: tuple[str, ...], answer: str
) -> None:
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    done = project.run("evidence", "new", *arguments)

    assert done.returncode == 2
    assert answer in done.stderr
    assert {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()} == before


def test_a_record_that_cannot_be_read_gets_no_claim(project: Project) -> None:
    project.write(FEVER, "name: [\n")
    done = project.run("evidence", "new", "claim", "blue-fever")

    assert done.returncode == 2
    assert "YML002" in done.stderr


@pytest.mark.parametrize(
    "claims", ["[a, b]", "5", "all of them", "{id: x}", "[{was: 5}, {id: []}]"]
)
def test_a_record_whose_claims_are_none_is_left_alone(project: Project, claims: str) -> None:
    project.write("docs/topics/odd.yml", f"name: Odd\nbottom_line: Odd.\nclaims: {claims}\n")
    before = project.path("docs/topics/odd.yml").read_text()
    done = project.run("evidence", "new", "claim", "odd", "--id", "root")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert project.path("docs/topics/odd.yml").read_text() == before
