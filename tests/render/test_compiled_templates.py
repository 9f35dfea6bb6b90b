"""Our templates are compiled once for all builds, and never from anything but their own text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mkdocs_evidence.render.compiled_templates import OurTemplates
from mkdocs_evidence.words import ENGLISH, Words


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "greeting.html").write_text("Hello {{ name }}", "utf-8")
    return tmp_path


def _greeting(folder: Path, words: Words = ENGLISH) -> tuple[str, bool]:
    """What a fresh process writes, and whether it had to compile for that."""
    compiled: list[str] = []

    class Watched(Environment):
        def compile(self, source: str, *args: object, **options: object) -> object:  # type: ignore[override]
            compiled.append(source)
            return super().compile(source, *args, **options)  # type: ignore[call-overload]

    environment = Watched(loader=FileSystemLoader(folder), bytecode_cache=OurTemplates(words))
    written = environment.get_template("greeting.html").render(name="you")
    return written, bool(compiled)


def test_a_later_build_compiles_nothing(folder: Path) -> None:
    assert _greeting(folder) == ("Hello you", True)
    assert _greeting(folder) == ("Hello you", False)


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    _greeting(folder)
    (folder / "greeting.html").write_text("Good day {{ name }}", "utf-8")

    assert _greeting(folder) == ("Good day you", True)


def test_other_words_are_compiled_apart(folder: Path) -> None:
    _greeting(folder)

    assert _greeting(folder, Words("de", "first"))[1]
    assert _greeting(folder, Words("de", "second"))[1]
    assert not _greeting(folder, Words("de", "second"))[1]
    assert not _greeting(folder)[1]


@pytest.mark.parametrize("broken", ["empty", "cut", "other"])
def test_what_is_broken_is_compiled_anew(folder: Path, broken: str) -> None:
    _greeting(folder)
    (kept,) = (folder / "__pycache__").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes({"empty": b"", "cut": whole[:-9], "other": b"0" * len(whole)}[broken])

    assert _greeting(folder) == ("Hello you", True)
    assert kept.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert _greeting(folder) == _greeting(folder) == ("Hello you", True)
    assert not (folder / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_does_no_harm(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file where a folder should be", "utf-8")

    assert _greeting(folder) == ("Hello you", True)
    assert sorted(file.name for file in folder.iterdir()) == ["__pycache__", "greeting.html"]
