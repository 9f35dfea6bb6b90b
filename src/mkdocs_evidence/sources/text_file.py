"""Text files: read as UTF-8 only."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import files as kinds

#: Line breaks as editors count them. Python and YAML 1.1 also know U+0085, U+2028 and U+2029.
_BREAK = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text, whose numbers are those that an editor shows."""
    return _BREAK.split(text)


def find_words(words: str, line: str, first: int = 0, last: int | None = None) -> int | None:
    """Column, from 0, at which a notation stands in a line: `@smith2020` is not `@smith2020b`."""
    last = len(line) if last is None else last
    column = line.find(words, first, last)
    while column >= 0:
        end = column + len(words)
        if end >= last or line[end] in ",;|]" or line[end].isspace():
            return column
        column = line.find(words, column + 1, last)
    return None


def read_text(file: Path, shown_path: str) -> tuple[str | None, list[Problem]]:
    """Read a file as UTF-8, with or without a byte-order mark."""
    content, problems = read_content(file, shown_path)
    return decoded(content, shown_path) if content is not None else (None, problems)


def read_content(file: Path, shown_path: str) -> tuple[bytes | None, list[Problem]]:
    """Read the bytes of a file."""
    try:
        return file.read_bytes(), []
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = f"The file cannot be read: {reason}."
        return None, [kinds.UNREADABLE.at(Place(shown_path), message, "Check that it is there.")]


def decoded(content: bytes, shown_path: str) -> tuple[str | None, list[Problem]]:
    """Bytes as text in UTF-8, with or without a byte-order mark."""
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        content = error.object  # without its byte-order mark, as `start` counts
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"The byte 0x{content[error.start]:02X} is not UTF-8 text."
        mend = "Save the file as UTF-8 (it may be in Latin-1 or Windows-1252)."
        return None, [kinds.UNREADABLE.at(Place(shown_path, line, column), message, mend)]
