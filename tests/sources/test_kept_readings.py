"""What is kept of files between runs saves the reading, and can never change what they say."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import Project
from mkdocs_evidence.site.loading import Loaded
from mkdocs_evidence.sources import kept_readings, readings
from mkdocs_evidence.sources.kept_readings import default_folder
from mkdocs_evidence.sources.readings import Collects, Readings, bibtex_key, yaml_key

CASES = sorted((Path(__file__).parents[1] / "checks" / "cases").glob("*.yml"))
CONDITION = "docs/conditions/blue-fever.yml"


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where readings are kept in this test."""
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv(kept_readings.FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets parsers fail from now on."""

    def refuse(_text: str, path: str) -> None:
        raise AssertionError(f"{path} was read again")

    def begin() -> None:
        monkeypatch.setattr(readings, "parse_yaml", refuse)
        monkeypatch.setattr(readings, "parse_references", refuse)

    return begin


def file_in(folder: Path) -> Path:
    (file,) = folder.glob("readings-*.sqlite")
    return file


def same(one: Loaded, other: Loaded) -> bool:
    a, b = one.library, other.library
    return (
        [(record.slug, record.kind, record.model) for record in a.records]
        == [(record.slug, record.kind, record.model) for record in b.records]
        and {key: (study.reference, study.appraisal) for key, study in a.studies.items()}
        == {key: (study.reference, study.appraisal) for key, study in b.studies.items()}
        and [statement.statement for statement in a.statements]
        == [statement.statement for statement in b.statements]
        and a.broken == b.broken
        and a.ignore_comments == b.ignore_comments
        and one.problems == other.problems
    )


@pytest.mark.usefixtures("folder")
def test_a_later_run_parses_nothing_and_says_the_same(
    project: Project, nothing_is_parsed: Callable[[], None]
) -> None:
    first = project.load()
    nothing_is_parsed()

    assert same(project.load(), first)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_kind_of_problem_is_told_by_a_later_run(file: Path, project: Project) -> None:
    project.apply(yaml.safe_load(file.read_text("utf-8")))
    first, later = project.load(), project.load()

    assert [str(problem) for problem in later.problems] == [str(p) for p in first.problems]
    assert same(later, first)


@pytest.mark.usefixtures("folder")
def test_a_changed_file_is_read_again(project: Project) -> None:
    project.load()
    project.replace(CONDITION, "Skyroot tea may cause", "Skyroot tea causes")

    assert [problem.code for problem in project.problems()] == ["WRD001"]


@pytest.mark.usefixtures("folder")
def test_a_problem_stands_in_the_file_that_has_it_now(project: Project) -> None:
    project.replace(CONDITION, "Skyroot tea may cause", "Skyroot tea causes")
    project.load()
    moved = project.path(CONDITION).with_name("green-fever.yml")
    moved.write_bytes(project.path(CONDITION).read_bytes())

    paths = {problem.place.path for problem in project.problems() if problem.code == "WRD001"}
    assert paths == {CONDITION, "docs/conditions/green-fever.yml"}


@pytest.mark.usefixtures("folder")
def test_nothing_in_the_folder_of_a_knowledge_base_is_taken_for_a_reading(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(kept_readings.FOLDER_VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.root.parent / "user"))
    place = default_folder()

    assert place is not None
    assert not place.is_relative_to(project.root)


def damage_everywhere(file: Path) -> None:
    file.write_bytes(b"no database at all" * 100)


def cut_off(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def change_a_value(file: Path) -> None:
    content = file.read_bytes()
    assert b"Skyroot" in content
    file.write_bytes(content.replace(b"Skyroot", b"Dogroot"))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def zero_the_middle(file: Path) -> None:
    content = file.read_bytes()
    middle = len(content) // 2
    file.write_bytes(content[:middle] + bytes(9000) + content[middle + 9000 :])


@pytest.mark.parametrize(
    "damage", [damage_everywhere, cut_off, change_a_value, empty, zero_the_middle]
)
def test_a_damaged_file_changes_nothing(
    damage: Callable[[Path], None], project: Project, folder: Path
) -> None:
    first = project.load()
    damage(file_in(folder))

    assert same(project.load(), first)
    assert same(project.load(), first)


def rewrite(file: Path, change: Callable[[object], object]) -> None:
    """Change every value, with the check sum that belongs to it."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT key, value FROM reading").fetchall()
        for key, value in rows:
            text = json.dumps(change(json.loads(value[8:]))).encode()
            summed = kept_readings._check_sum(key, text) + text
            connection.execute("UPDATE reading SET value = ? WHERE key = ?", (summed, key))


@pytest.mark.parametrize(
    "value", [None, [], {}, 7, {"data": {}, "problems": [["XXX999", 1, 1, "", ""]]}]
)
def test_a_value_of_another_form_is_read_again(
    value: object, project: Project, folder: Path
) -> None:
    first = project.load()
    rewrite(file_in(folder), lambda _: value)

    assert same(project.load(), first)


def test_a_value_that_is_no_record_is_refused_like_a_file(project: Project, folder: Path) -> None:
    """Values are validated whether they were kept or not: nobody has to trust the file."""
    project.load()

    def forged(value: object) -> object:
        if isinstance(value, dict) and isinstance(value.get("data"), dict):
            value["data"]["run"] = "something"
        return value

    rewrite(file_in(folder), forged)

    assert "SCH001" in {problem.code for problem in project.problems()}


def test_a_file_that_another_build_holds_is_done_without(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_readings, "_PATIENCE", 0.0)
    first = project.load()
    with sqlite3.connect(file_in(folder)) as other:
        other.execute("BEGIN EXCLUSIVE")
        project.replace(CONDITION, "Skyroot tea may cause", "Skyroot tea causes")
        found = project.problems()

    assert [problem.code for problem in found] == ["WRD001"]
    assert first.problems == ()


def test_a_folder_that_cannot_be_is_done_without(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(kept_readings.FOLDER_VARIABLE, str(tmp_path / "file" / "below"))

    assert project.problems() == ()


def test_a_link_in_its_place_is_not_followed(
    project: Project, folder: Path, tmp_path: Path
) -> None:
    project.load()
    file, target = file_in(folder), tmp_path / "target"
    target.write_bytes(b"precious")
    file.unlink()
    file.symlink_to(target)
    project.load()

    assert target.read_bytes() == b"precious"


def test_what_nobody_asks_for_is_forgotten_after_a_month(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> int:
        with sqlite3.connect(file_in(folder)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM reading").fetchone()
            return int(count)

    project.load()
    whole, now = rows(), time.time()
    project.path("docs/conditions").joinpath("blue-fever.yml").unlink()
    monkeypatch.setattr(time, "time", lambda: now + 31 * 86_400)
    project.load()

    assert 0 < rows() < whole


def test_what_other_versions_kept_is_deleted_after_a_month(project: Project, folder: Path) -> None:
    old, young = folder / "readings-0123.sqlite", folder / "readings-4567.sqlite"
    for file, days in ((old, 31), (young, 29)):
        file.write_bytes(b"")
        then = time.time() - days * 86_400
        os.utime(file, (then, then))
    project.load()

    assert not old.exists()
    assert young.exists()


@given(st.text() | st.from_regex(r"(?s)([a-z]+: ?[^\x00]{0,9}\n){1,4}", fullmatch=True))
def test_any_text_says_the_same_when_it_was_kept(text: str) -> None:
    content = text.encode("utf-8", "replace")

    class Kept(Collects):
        def get(self, key: bytes) -> bytes | None:
            return dict(self.made).get(key)

    keeper = Kept()
    first, problems = Readings(keeper).yaml(yaml_key(content), content, "a.yml")
    later, problems_later = Readings(keeper).yaml(yaml_key(content), content, "a.yml")
    references = Readings(keeper).bibtex(bibtex_key(content), content, "a.bib")

    assert (first and first.data) == (later and later.data)
    assert problems_later == problems
    assert Readings(keeper).bibtex(bibtex_key(content), content, "a.bib") == references


@pytest.fixture(autouse=True)
def _program_is_known() -> Iterator[None]:
    yield
    kept_readings._program.cache_clear()


def test_another_program_reads_anew(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.load()
    kept_readings._program.cache_clear()
    monkeypatch.setattr(kept_readings, "_LIBRARIES", ("bibtexparser",))
    project.load()

    assert len(list(folder.glob("readings-*.sqlite"))) == 2
