"""The files of a new knowledge base on an invented subject, complete and ready to build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

_FILES = Path(__file__).parent / "files"
#: Files that begin with a dot have another name in the package: tools would take them for its own.
_DOT = "dot_"


def example_files(version: str) -> dict[str, str]:
    """Text of each file of the example by its path, with forward slashes.

    Args:
        version: Version of the generator, which the new knowledge base pins.
    """
    return files_of("example", {"VERSION": version})


def files_of(folder: str, words: Mapping[str, str]) -> dict[str, str]:
    """Files that every knowledge base begins with and those of one folder, `@WORD@` filled in."""
    return {
        name: _filled(file.read_text("utf-8"), words)
        for part in ("every", folder)
        for name, file in _named(_FILES / part)
    }


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            parts = file.relative_to(folder).parts
            yield "/".join(part.replace(_DOT, ".", 1) for part in parts), file


def _filled(text: str, words: Mapping[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text
