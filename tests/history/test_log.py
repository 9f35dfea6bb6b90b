"""The history of a knowledge base in git, as far as it can be known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import Project
from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.change_data import as_data, from_data
from mkdocs_evidence.history.log import ChangeLog, read_log
from mkdocs_evidence.history.revisions import Repository
from mkdocs_evidence.model.problem import Place
from repositories import commit, git

CONDITION = "docs/conditions/blue-fever.yml"
LOW = "certainty: low\n    grade:\n      start: high\n      inconsistency: serious\n"
SURER = "certainty: moderate\n    changed_because: A third trial.\n    grade:\n      start: high\n"


@pytest.fixture
def repository(project: Project) -> Project:
    """Four commits: the first edition, a reason, a new id, and one that leaves the content alone."""
    commit(project, "The first edition", "2026-03-01")
    project.replace(CONDITION, LOW, SURER)
    commit(project, "A third trial", "2026-05-02")
    project.replace(
        CONDITION, "- id: skyroot-duration\n    was: [", "- id: days\n    was: [skyroot-duration, "
    )
    project.replace(CONDITION, "summary: [skyroot-duration,", "summary: [days,")
    project.replace("docs/heard/pamphlet.yml", "blue-fever#skyroot-duration", "blue-fever#days")
    project.replace("docs/topics/botany.yml", "blue-fever#skyroot-duration", "blue-fever#days")
    commit(project, "A shorter id", "2026-05-03")
    project.write("notes.txt", "nothing to do with the content")
    project.write("docs/about.md", "# About\n\nNor has this, though it stands among the records.\n")
    commit(project, "Elsewhere", "2026-05-04")
    return project


def log_of(project: Project, commits: int = 50) -> ChangeLog:
    return read_log(project.load().library.layout, commits=commits, cache_folder=project.path(".c"))


def test_each_commit_that_touches_the_content_is_told_newest_first(repository: Project) -> None:
    log = log_of(repository)

    assert log.note == ""
    assert [(str(entry.day), entry.subject) for entry in log.entries] == [
        ("2026-05-03", "A shorter id"),
        ("2026-05-02", "A third trial"),
        ("2026-03-01", "The first edition"),
    ]
    assert [[change.kind for change in entry.changes] for entry in log.entries] == [
        [ChangeKind.CLAIM_RENAMED],
        [ChangeKind.CERTAINTY_UP],
        [],
    ]
    assert log.entries[-1].first_claims == (
        "blue-fever#skyroot-duration",
        "blue-fever#skyroot-tremor",
        "tremor#tremor-lasting",
    )


def test_a_claim_has_its_timeline_under_every_name_it_had(repository: Project) -> None:
    events = log_of(repository).timeline("blue-fever#days")

    assert [(str(event.day), event.sentence) for event in events] == [
        ("2026-03-01", "In the first edition."),
        ("2026-05-02", "Certainty rose from low to moderate. Reason: A third trial."),
    ]
    assert log_of(repository).timeline("blue-fever#skyroot-duration") == ()


def test_the_history_goes_back_as_far_as_it_is_asked_to(repository: Project) -> None:
    log = log_of(repository, commits=1)

    assert [entry.subject for entry in log.entries] == ["A shorter id"]
    assert log.note == "Only the latest 1 changes of the content are shown."


def test_what_is_cached_is_what_is_worked_out(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = log_of(repository)
    monkeypatch.setattr(Repository, "write_files", None)  # nothing is read from git again

    assert log_of(repository) == fresh


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"changes": [{}], "claims": [], "broken": false}']
)
def test_a_spoilt_cache_is_worked_out_anew(repository: Project, content: str) -> None:
    fresh = log_of(repository)
    files = list(repository.path(".c").iterdir())
    for file in files:
        file.write_text(content, "utf-8")

    assert files
    assert log_of(repository) == fresh
    assert all(json.loads(file.read_text("utf-8")) for file in files)


def test_a_cache_that_cannot_be_written_is_none(repository: Project) -> None:
    repository.write(".c", "a file where the folder should be")

    assert len(log_of(repository).entries) == 3


def test_an_edition_that_cannot_be_read_is_skipped_and_the_next_one_compared_with_the_last(
    repository: Project,
) -> None:
    repository.replace(CONDITION, "name: Blue fever", "nom: Blue fever")
    commit(repository, "Broken", "2026-06-01")
    repository.replace(CONDITION, "nom: Blue fever", "name: Blue fever")
    repository.replace(CONDITION, "status: licensed", "status: off-label")
    commit(repository, "Mended", "2026-06-02")
    mended, broken, *_ = log_of(repository).entries

    assert broken.is_skipped
    assert [change.kind for change in mended.changes] == [ChangeKind.LICENCE]


def test_a_shallow_clone_says_that_it_is_one(
    repository: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clone = Project(tmp_path_factory.mktemp("clone") / "shallow")
    git(repository, "clone", "--quiet", "--depth=3", f"file://{repository.root}", str(clone.root))
    log = log_of(clone)

    assert [entry.subject for entry in log.entries] == ["A shorter id"]
    assert log.note.startswith("This copy was built from the latest part of the history")


def test_without_git_there_is_a_note(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.root.parent))
    outside = log_of(project)
    monkeypatch.setenv("PATH", "")
    without = log_of(project)

    assert (outside.entries, without.entries) == ((), ())
    assert outside.note.startswith("No history is known here: not a git repository")
    assert without.note == "No history is known here: git cannot be run here."


def test_a_repository_without_commits_has_no_history(project: Project) -> None:
    git(project, "init", "--quiet")

    assert log_of(project).entries == ()


def test_a_knowledge_base_in_a_folder_of_the_repository_has_its_history(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = Project(tmp_path_factory.mktemp("top"))
    project.root.rename(top.path("base"))
    commit(top, "The first edition")
    inside = Project(top.path("base"))

    assert [entry.subject for entry in log_of(inside).entries] == ["The first edition"]


TEXT = st.text(max_size=20)


@given(
    st.builds(
        Change,
        st.sampled_from(ChangeKind),
        TEXT,
        TEXT,
        record=TEXT,
        claim=TEXT,
        before=TEXT,
        is_safety=st.booleans(),
        in_summary=st.booleans(),
        places=st.lists(st.builds(Place, TEXT, st.integers(1), st.integers(1)), max_size=2).map(
            tuple
        ),
    )
)
def test_a_change_survives_its_data(change: Change) -> None:
    assert from_data(json.loads(json.dumps(as_data(change)))) == change


def test_nothing_is_left_behind_but_the_cache(repository: Project) -> None:
    before = {path for path in repository.root.rglob("*") if ".git" not in path.parts}
    log_of(repository)
    after = {path for path in repository.root.rglob("*") if ".git" not in path.parts}

    assert {path.relative_to(repository.root).parts[0] for path in after - before} == {".c"}
    assert all(path.suffix == ".json" for path in Path(repository.path(".c")).iterdir())
