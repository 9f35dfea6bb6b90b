"""Bases for benchmarks: repeatable, right by our own checks, and plainly invented."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from benchmarks.bases import SEED, SIZES, Size, make_base
from benchmarks.bibtex import bibtex
from benchmarks.ours import write_base
from benchmarks.yaml_text import Flow, Number, yaml_text
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import ROOT
from mkdocs_evidence.api import load_site
from mkdocs_evidence.library import Library

SMALL = SIZES["S"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    write_base(make_base(SMALL), folder)
    return folder


@pytest.fixture(scope="module")
def library(written: Path) -> Library:
    return load_site(written / "mkdocs.yml").library


def test_the_command_writes_the_same_bytes_for_the_same_seed(written: Path, tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "scripts" / "bench.py", "base", "S", "--to", tmp_path]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "1"})

    assert _bytes(tmp_path) == _bytes(written)


def test_another_seed_makes_another_base() -> None:
    assert make_base(SMALL, SEED + 1) != make_base(SMALL, SEED)


def test_our_checks_find_nothing_wrong_with_a_base(written: Path) -> None:
    problems = load_site(written / "mkdocs.yml").problems

    assert problems == ()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_seed_makes_errors_or_warnings(tmp_path: Path, seed: int) -> None:
    write_base(make_base(Size("tiny", 7, 60), seed), tmp_path)
    problems = load_site(tmp_path / "mkdocs.yml").problems

    assert [str(p) for p in problems if p.severity.value != "advice"] == []


def test_a_base_has_its_size(library: Library) -> None:
    conditions = [record for record in library.records if record.model.noun == "condition"]

    assert len(conditions) == SMALL.conditions
    assert len(library.studies) == SMALL.references
    assert {len(record.model.claims) for record in conditions} == {12}
    assert {len(claim.claim.evidence) for claim in library.claims} == {1, 2, 3, 4}


def test_a_condition_has_about_three_hundred_words_of_prose(library: Library) -> None:
    counts = []
    for record in library.records:
        if record.model.noun == "condition":
            texts = [record.model.bottom_line, *(part.text for part in record.model.sections)]
            plain = re.sub(r"\[.*?\]|\W-\W", " ", " ".join(texts))
            counts.append(len(plain.split()))

    assert 270 < sum(counts) / len(counts) < 360


def test_accents_read_alike_in_latex_and_in_utf8(library: Library) -> None:
    studies = {study.key: study for study in make_base(SMALL).studies}
    read = {
        key: [(name.family, name.given) for name in study.reference.authors]
        for key, study in library.studies.items()
    }
    text = bibtex(studies.values())

    assert r"{\v{c}}" in text
    assert "č" in text
    for key, study in studies.items():
        people = [(person.family, person.given) for person in study.authors]
        assert read[key] == (people or [(study.corporate, "")])


def test_identifiers_are_those_kept_for_examples(written: Path) -> None:
    text = (written / "references.bib").read_text("utf-8")

    assert set(re.findall(r"doi *= \{(10\.\d+)/", text)) == {"10.5555"}
    assert set(re.findall(r"https?://([^/]+)/", text)) == {"example.org"}
    assert "pmid" not in text


TEXTS = st.text(st.sampled_from([*list("abcXYZ 0189.:,-'\"#{}[]&*!|>%@\\\n"), "ü"])).map(
    lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
)


@given(st.dictionaries(st.sampled_from(["name", "text", "note"]), TEXTS | st.lists(TEXTS)))
def test_yaml_reads_back_as_it_was_written(value: dict[str, str | list[str]]) -> None:
    assert (yaml.safe_load(yaml_text(value)) or {}) == _without_empty_lists(value)


def test_yaml_keeps_the_digits_of_numbers() -> None:
    assert yaml_text({"ci": Flow([Number("0.10"), Number("-2.0")])}) == "ci: [0.10, -2.0]\n"


def _without_empty_lists(value: dict[str, str | list[str]]) -> dict[str, object]:
    return {name: item if item != [] else None for name, item in value.items()}


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
