"""Releases: content and code have versions of their own, and papers can cite them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from knowledge_bases import ROOT, run_in

FILES = ("CHANGELOG.md", "CITATION.cff", ".zenodo.json", "pyproject.toml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/release.py", tmp_path / "scripts")
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## Unreleased\n\n### Generator\n\n- Reads.\n\n### Content\n\n- Teas.\n"
    )
    return tmp_path


def release(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/release.py", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in FILES}


def test_a_dry_run_shows_the_release_and_writes_nothing(copy: Path) -> None:
    before = texts(copy)
    done = release(copy, "content", "2027.01.31")

    assert done.returncode == 0, done.stderr
    assert '+version: "2027.01.31"' in done.stdout
    assert texts(copy) == before


def test_a_release_of_content_leaves_the_version_of_the_code(copy: Path) -> None:
    before = texts(copy)
    done = release(copy, "content", "2027.01.31", "--write")
    after = texts(copy)

    assert "git tag content-2027.01.31" in done.stdout
    assert yaml.safe_load(after["CITATION.cff"])["version"] == "2027.01.31"
    assert json.loads(after[".zenodo.json"])["version"] == "2027.01.31"
    assert after["pyproject.toml"] == before["pyproject.toml"]
    assert "## Content 2027.01.31" in after["CHANGELOG.md"]
    assert "### Generator\n\n- Reads." in after["CHANGELOG.md"]


def test_a_release_of_code_leaves_the_version_of_the_content(copy: Path) -> None:
    before = texts(copy)
    done = release(copy, "code", "9.8.7", "--write")
    after = texts(copy)

    assert "git tag v9.8.7" in done.stdout
    assert 'version = "9.8.7"' in after["pyproject.toml"]
    assert after["CITATION.cff"] == before["CITATION.cff"]
    assert after["CHANGELOG.md"].index("### Content\n\n- Teas.") < after["CHANGELOG.md"].index(
        "## Generator 9.8.7"
    )


@pytest.mark.parametrize("words", [[], ["content", "1.0.0"], ["code", "2027.1"], ["x", "1.0.0"]])
def test_a_version_in_the_wrong_form_is_refused(copy: Path, words: list[str]) -> None:
    assert release(copy, *words).returncode != 0


def test_the_citation_file_keeps_to_its_schema() -> None:
    schema = "vendor.citation-file-format"
    done = run_in(ROOT, "check-jsonschema", "--builtin-schema", schema, "CITATION.cff")

    assert done.returncode == 0, done.stdout


def test_both_files_of_citation_say_the_same() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    deposited = json.loads((ROOT / ".zenodo.json").read_text("utf-8"))

    assert cited["title"] == deposited["title"]
    assert str(cited["version"]) == deposited["version"]
    assert str(cited["date-released"]) == deposited["publication_date"]
    assert cited["license"].lower() == deposited["license"]
