"""One golden file for each meaning of a change: what an editor changes, and what is then said.

`EVIDENCE_REGENERATE=1 pytest tests/history` writes them anew; review the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import BASE, Project
from mkdocs_evidence.history.change import Change, ChangeImportance, ChangeKind
from mkdocs_evidence.history.compare import compare
from mkdocs_evidence.history.editions import read_edition
from mkdocs_evidence.history.headline import headline
from mkdocs_evidence.history.reasons import missing_reasons
from mkdocs_evidence.history.texts import says_something_else, says_the_same
from mkdocs_evidence.history.touched import pages_touched
from mkdocs_evidence.library import Library
from mkdocs_evidence.sources.read_cache import ReadCache

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


class _Literal(str):
    """Text that is written as a block."""


yaml.SafeDumper.add_representer(
    _Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def line(change: Change) -> str:
    marks = "!" * change.is_safety + "*" * change.in_summary
    places = " ".join(f"{place.path}:{place.line}" for place in change.places)
    return f"{change.importance}{marks} {change.kind} {change.ref} ({places}): {change.sentence}"


def checked(project: Project) -> Library:
    return project.library()


def what_is_said(
    project: Project, case: dict[str, object], read: Callable[[Project], Library] = checked
) -> str:
    project.apply(case.get("before", {}))
    base = read(project)
    project.apply(case)
    head = read(project)
    changes = compare(base, head)
    touched = pages_touched(changes, base, head)
    pages = ", ".join(page.title for page in touched)
    return "\n".join(
        [
            headline(changes, len(touched)),
            *([f"pages: {pages}"] if pages else []),
            *map(line, changes),
            *map(str, missing_reasons(base, head)),
        ]
    )


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_the_change_is_said_in_these_words(file: Path, project: Project) -> None:
    case = yaml.safe_load(file.read_text("utf-8"))
    said = what_is_said(project, case)
    if os.environ.get("EVIDENCE_REGENERATE"):
        case["said"] = _Literal(said + "\n")
        file.write_text(
            yaml.safe_dump(case, sort_keys=False, allow_unicode=True, width=99), "utf-8"
        )

    assert said.splitlines() == case["said"].splitlines()


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_the_same_is_said_where_editions_share_what_they_read(file: Path, project: Project) -> None:
    """As `evidence diff` and the page of changes read them: what is the same object is passed over."""
    case, shared = yaml.safe_load(file.read_text("utf-8")), ReadCache()
    layout = project.library().layout
    said = what_is_said(project, case, lambda _: read_edition(layout, shared)[0])

    assert said.splitlines() == case["said"].splitlines()


def test_what_stays_as_it_is_may_mean_another_thing_where_names_changed(project: Project) -> None:
    """Claims that still name a study as it was called before do not cite it any more."""
    layout, shared = project.library().layout, ReadCache()
    renamed = {"replace": {"references.bib": {"{muster2020,": "{muster2020b,"}}}
    project.apply({})
    alone = [project.library()]
    together = [read_edition(layout, shared)[0]]
    project.apply(renamed)
    alone.append(project.library())
    together.append(read_edition(layout, shared)[0])

    assert ChangeKind.LINK_REMOVED in {change.kind for change in compare(*alone)}
    assert compare(*together) == compare(*alone)


def test_every_kind_of_change_has_a_case() -> None:
    text = "\n".join(file.read_text("utf-8") for file in CASES)

    assert [kind.value for kind in ChangeKind if f" {kind} " not in text] == []


def test_an_edition_compared_with_itself_has_no_changes() -> None:
    library = Project(BASE).library()

    assert compare(library, library) == ()
    assert missing_reasons(library, library) == []


def test_a_change_back_says_the_opposite(project: Project) -> None:
    base = project.library()
    project.replace("docs/conditions/blue-fever.yml", "certainty: low", "certainty: moderate")
    head = project.library()

    assert [change.kind for change in compare(base, head)] == [ChangeKind.CERTAINTY_UP]
    assert [change.kind for change in compare(head, base)] == [ChangeKind.CERTAINTY_DOWN]


def test_what_may_change_a_decision_comes_before_everything_else() -> None:
    importances = [kind.importance for kind in ChangeKind]

    assert importances == sorted(importances, key=list(ChangeImportance).index)


@given(st.text(), st.text(alphabet=" \n\t", max_size=3))
def test_spaces_and_line_breaks_never_matter(text: str, space: str) -> None:
    assert says_the_same(f"{text} end", f"{text} {space}end")


@given(st.text(alphabet="abc .,", max_size=20), st.integers(0, 9999), st.integers(0, 9999))
def test_another_number_always_matters(text: str, old: int, new: int) -> None:
    before, after = f"{text} {old} people", f"{text} {new} people"

    assert says_something_else(before, after) is (old != new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It may help.", "It helps."),
        ("It helps adults.", "It does not help adults."),
        ("Give 5 mg.", "Give 5 g."),
        ("It is -2 points.", "It is 2 points."),
        ("More people recovered.", "Fewer people recovered."),
    ],
)
def test_words_that_turn_the_sense_matter(old: str, new: str) -> None:
    assert not says_the_same(old, new)
    assert says_something_else(old, new)
