"""Tables, pictures, headings and links that every reader can use.

Source: WCAG 2.2, success criteria 1.1.1, 1.3.1 and 2.4.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.cited_fields import prose_fields
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem, ProblemKind
from mkdocs_evidence.model.problem_kinds import accessibility as kinds
from mkdocs_evidence.sources.text_file import lines_of

_FENCE = re.compile(r"^\s*(```+|~~~+)")
_CODE = re.compile(r"(`+).+?\1")
_HEADING = re.compile(r"^(#{1,6})\s+\S")
_IMAGE = re.compile(r"!\[\s*\](?:\(|\[)")
_IMAGE_TAG = re.compile(r"<img\b(?![^>]*\balt\s*=)[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\([^)\s]+[^)]*\)|\[\[[^\]|]+\|([^\]]+)\]\]")
_SAYS_NOTHING = re.compile(
    r"\W*(?:click )?(?:here|this|this link|link|more|read more|learn more|this page|page|website)\W*",
    re.IGNORECASE,
)
_DELIMITER_ROW = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")

_MENDS = {
    kinds.NO_ALTERNATIVE_TEXT: "Say in the square brackets what the picture shows.",
    kinds.LINK_SAYS_NOTHING: "Let the link say where it leads.",
}


def written_pages_are_accessible(library: Library) -> Iterator[Problem]:
    """Hand-written pages: headings in order, pictures and links that speak, tables with headers."""
    for page in library.pages:
        lines = _lines_without_code(page.text)
        yield from _headings(page.path, lines)
        yield from _empty_headers(page.path, lines)
        for number, line in lines:
            for kind, column, message in _in_a_line(line):
                yield kind.at(Place(page.path, number, column), message, _MENDS[kind])


def texts_of_records_are_accessible(library: Library) -> Iterator[Problem]:
    """Prose fields of records: pictures and links that speak."""
    for record in library.records:
        for location, _, text in prose_fields(record.model):
            for kind, _, message in _in_a_line(_CODE.sub("", text)):
                yield kind.at(record.place(*location), message, _MENDS[kind])


def tables_of_records_are_whole(library: Library) -> Iterator[Problem]:
    """Each row of a table in a record has a cell for each of its columns."""
    for record in library.records:
        for index, table in enumerate(record.model.tables):
            for number, row in enumerate(table.rows):
                if len(row) != len(table.columns):
                    message = f"This row fills {len(row)} of {len(table.columns)} columns."
                    mend = 'Write "" for a cell that is empty.'
                    place = record.place("tables", index, "rows", number)
                    yield kinds.TABLE_WITHOUT_HEADER.at(place, message, mend)


def _lines_without_code(text: str) -> list[tuple[int, str]]:
    """The lines of a page with their numbers; code is left out, in the line by spaces."""
    lines: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(lines_of(text), start=1):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match.group(1)
        elif match and match.group(1).startswith(fence):
            fence = ""
        elif not fence:
            lines.append((number, _CODE.sub(lambda m: " " * len(m.group(0)), line)))
    return lines


def _in_a_line(line: str) -> Iterator[tuple[ProblemKind, int, str]]:
    for match in [*_IMAGE.finditer(line), *_IMAGE_TAG.finditer(line)]:
        message = "This picture has no alternative text."
        yield kinds.NO_ALTERNATIVE_TEXT, match.start() + 1, message
    for match in _LINK.finditer(line):
        words = match.group(1) or match.group(2)
        if _SAYS_NOTHING.fullmatch(words):
            message = f'The link "{words}" does not say where it leads.'
            yield kinds.LINK_SAYS_NOTHING, match.start() + 1, message


def _headings(path: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    above = 0
    for number, line in lines:
        match = _HEADING.match(line)
        if match is None:
            continue
        level = len(match.group(1))
        if above and level > above + 1:
            message = f"A heading of level {level} follows one of level {above}."
            mend = f"Write {'#' * (above + 1)} in its place."
            yield kinds.HEADING_SKIPPED.at(Place(path, number), message, mend)
        above = level


def _empty_headers(path: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    text_of = dict(lines)
    for number, line in lines:
        header = text_of.get(number - 1, "")
        if _DELIMITER_ROW.match(line) and "|" in header and not header.strip(" |\t"):
            message = "The header of this table is empty."
            mend = "Name each column in the first row."
            yield kinds.TABLE_WITHOUT_HEADER.at(Place(path, number - 1), message, mend)
