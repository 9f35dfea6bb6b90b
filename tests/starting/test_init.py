"""The command `evidence init`: a knowledge base that anyone can begin with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawl import Site
from knowledge_bases import BASE, ROOT, Project, run_in
from mkdocs_evidence.api import load_site
from mkdocs_evidence.model.vocabulary import Certainty, Direction, Verdict
from mkdocs_evidence.starting.new_folder import new_folder


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("new")
    done = run_in(folder, "evidence", "init", "my-base")
    assert done.returncode == 0, done.stderr
    return Project(folder / "my-base")


def test_the_example_passes_every_check(example: Project) -> None:
    checked = example.run("evidence", "check")

    assert checked.stdout == "0 errors, 0 warnings, 0 pieces of advice\n"
    assert example.run("evidence", "fmt", "--check").returncode == 0
    assert example.run("evidence", "schema", "--check").returncode == 0


def test_the_example_builds_strictly_without_a_dead_link(example: Project) -> None:
    done = example.build()

    assert done.returncode == 0, done.stderr
    assert Site(example.site).broken_links() == []


def test_the_example_shows_most_of_what_a_site_can_say(example: Project) -> None:
    library = load_site(example.path("mkdocs.yml")).library
    claims = [claim.claim for claim in library.claims]

    assert {claim.direction for claim in claims} == set(Direction)
    assert {claim.certainty for claim in claims} == set(Certainty)
    assert {heard.statement.verdict for heard in library.statements} >= set(Verdict) - {
        Verdict.OUTDATED
    }
    assert all(library.of_kind(kind) for kind in library.layout.folders)
    assert library.abbreviations


def test_the_example_cannot_be_taken_for_evidence(example: Project) -> None:
    """DOIs have the prefix that no publisher has, addresses the domain that nobody has."""
    references = load_site(example.path("mkdocs.yml")).library.studies.values()
    dois = [study.reference.doi for study in references if study.reference.doi]
    addresses = [study.reference.url for study in references if study.reference.url]
    text = "\n".join(file.read_text("utf-8") for file in example.root.rglob("docs/**/*.*"))

    assert len(dois) + len(addresses) >= len(references)
    assert all(doi.startswith("10.5555/") for doi in dois)
    assert all(address.startswith("https://example.org/") for address in addresses)
    assert "invented" in text
    assert not re.search(r"ketamin", text, re.IGNORECASE)


def test_editor_settings_are_those_of_this_repository(example: Project) -> None:
    ours = {file.name: file.read_text("utf-8") for file in (ROOT / ".vscode").iterdir()}

    assert {f.name: f.read_text("utf-8") for f in (example.root / ".vscode").iterdir()} == ours


def test_a_new_knowledge_base_pins_the_generator_that_wrote_it(example: Project) -> None:
    version = example.run("evidence", "--version").stdout.split()[-1]

    assert example.path("requirements.txt").read_text("utf-8").endswith(f"=={version}\n")
    assert f"=={version}]" in example.path(".pre-commit-config.yaml").read_text("utf-8")


@pytest.mark.parametrize("there", ["notes.txt", ".git", ""])
def test_only_an_empty_folder_or_an_empty_repository_is_taken(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    if there:
        (folder / there).mkdir()
    done = run_in(tmp_path, "evidence", "init", "mine")
    written = sorted(path.name for path in folder.iterdir())

    if there == "notes.txt":
        assert done.returncode == 2
        assert '"mine" is not empty: it holds "notes.txt". Choose another folder' in done.stderr
        assert written == ["notes.txt"]
    else:
        assert done.returncode == 0, done.stderr
        assert "mkdocs.yml" in written
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_folder_in_which_we_stand_is_filled(tmp_path: Path) -> None:
    done = run_in(tmp_path, "evidence", "init", ".")

    assert done.returncode == 0, done.stderr
    assert "cd ." not in done.stdout
    assert (tmp_path / "docs" / "index.md").is_file()


def test_a_file_in_the_way_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    done = run_in(tmp_path, "evidence", "init", "mine")

    assert done.returncode == 2
    assert '"mine" is a file. Choose another name.' in done.stderr


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with new_folder(tmp_path / "mine") as draft:
            (draft / "one.txt").write_text("one", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_filled_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def race() -> None:
        with new_folder(tmp_path / "mine") as draft:
            (draft / "one.txt").write_text("one", encoding="utf-8")
            (tmp_path / "mine").mkdir()
            (tmp_path / "mine" / "theirs.txt").write_text("theirs", encoding="utf-8")

    with pytest.raises(ValueError, match="not empty"):
        race()

    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["theirs.txt"]


def test_a_reference_list_becomes_a_page_for_each_study(tmp_path: Path) -> None:
    done = run_in(tmp_path, "evidence", "init", "--from", "bibtex", BASE / "references.bib", "tea")
    new = Project(tmp_path / "tea")
    built = new.build()

    assert done.returncode == 0, done.stderr
    assert "tea: 4 studies, listed in docs/reading-list.md." in done.stdout
    assert new.run("evidence", "check").stdout == "0 errors, 0 warnings, 0 pieces of advice\n"
    assert built.returncode == 0, built.stderr
    assert new.path("references.bib").read_bytes() == (BASE / "references.bib").read_bytes()
    site = Site(new.site)
    assert site.broken_links() == []
    assert {f"studies/{key}/index.html" for key in ("muster2020", "novak2021")} <= set(site.pages)


def test_what_is_wrong_in_a_reference_list_is_said_by_line_and_kept(tmp_path: Path) -> None:
    sound = (BASE / "references.bib").read_text("utf-8")
    bad = f"{sound}\n@article{{lost2020,\n  title = {{A title without an end,\n"
    (tmp_path / "mine.bib").write_text(bad, encoding="utf-8")
    done = run_in(tmp_path, "evidence", "init", "--from", "bibtex", "mine.bib", "tea")
    line = sound.count("\n") + 2

    assert done.returncode == 1
    assert f"references.bib:{line}:1  BIB001" in done.stdout
    assert (tmp_path / "tea" / "references.bib").read_text("utf-8") == bad


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"nothing of the kind", '"list.bib" holds no BibTeX entry.'),
        (b"@article{a,\n title={Caf\xe9}}", "list.bib:2:12  YML001  The byte 0xE9"),
    ],
)
def test_a_file_that_is_no_reference_list_writes_nothing(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "list.bib").write_bytes(content)
    done = run_in(tmp_path, "evidence", "init", "--from", "bibtex", "list.bib", "tea")

    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "tea").exists()
