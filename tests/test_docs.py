"""The documentation says what the code does."""

from __future__ import annotations

import re

import pytest
import yaml

from knowledge_bases import ROOT
from mkdocs_evidence import wording
from mkdocs_evidence.model.problem_kinds.table import ALL
from mkdocs_evidence.model.record import Condition
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    Direction,
    IntegrityStatus,
    Support,
    Verdict,
)
from mkdocs_evidence.prose import LIST_NAMES
from mkdocs_evidence.render.listings import LISTINGS

CHECKS = (ROOT / "docs" / "about" / "checks.md").read_text("utf-8")
READING = (ROOT / "docs" / "about" / "how-to-read.md").read_text("utf-8")
#: The page of every new knowledge base explains the same terms.
NEW_READING = (
    ROOT / "src/mkdocs_evidence/starting/files/every/docs/about/how-to-read.md"
).read_text("utf-8")
EDITING = (ROOT / "docs" / "about" / "editing.md").read_text("utf-8")


def test_every_code_is_documented_with_its_severity_and_reason() -> None:
    documented = re.findall(
        r"^\| ([A-Z]{3}\d{3}) \| (\w+) \| (.+?) \| (.+?) \|$", CHECKS, re.MULTILINE
    )
    kinds = [(kind.code, kind.severity.label, kind.title, kind.why) for kind in ALL.values()]

    assert documented == kinds


@pytest.mark.parametrize("term", Direction)
def test_every_direction_is_explained_as_pages_show_it(term: Direction) -> None:
    row = f"| {wording.DIRECTION_SYMBOLS[term]} | {term.label} | {term.meaning} |"

    assert row in READING
    assert row in NEW_READING


@pytest.mark.parametrize("term", [term for term in Certainty if term.filled])
def test_every_certainty_is_explained_as_pages_show_it(term: Certainty) -> None:
    row = f"| {wording.certainty_symbols(term)} | {term.label} |"

    assert row in READING
    assert row in NEW_READING


@pytest.mark.parametrize("term", Support)
def test_every_kind_of_support_is_explained_as_pages_show_it(term: Support) -> None:
    row = f"| {wording.SUPPORT_SYMBOLS[term]} | {term.label} | {term.meaning} |"

    assert row in READING
    assert row in NEW_READING


@pytest.mark.parametrize("term", [term for term in IntegrityStatus if term.meaning])
def test_every_notice_is_explained_as_pages_show_it(term: IntegrityStatus) -> None:
    row = f"| {wording.INTEGRITY_SYMBOLS[term]} | {term.label} | {term.meaning} |"

    assert row in READING
    assert row in NEW_READING


@pytest.mark.parametrize("term", Verdict)
def test_every_verdict_is_explained_as_pages_show_it(term: Verdict) -> None:
    row = f"| {wording.VERDICT_SYMBOLS[term]} | {term.label} | {term.meaning} |"

    assert row in READING
    assert row in NEW_READING


def test_the_example_of_a_claim_is_a_claim() -> None:
    example = yaml.safe_load(re.search(r"```yaml\n(claims:.*?)```", EDITING, re.DOTALL).group(1))
    record = {"name": "Example", "bottom_line": "Example [@daly2019].", **example}

    assert Condition.model_validate(record).claims[0].evidence[0].effect.value is not None


def test_every_list_is_documented_and_exists() -> None:
    assert set(LISTINGS) == set(LIST_NAMES)
    assert all(f"`{name}`" in EDITING or f"list:{name}" in EDITING for name in LIST_NAMES)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "HACKING.md"])
def test_paths_named_in_documents_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    paths = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)

    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
