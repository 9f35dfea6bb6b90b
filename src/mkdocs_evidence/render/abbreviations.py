"""Marks the first use of each abbreviation on a page, and tells which ones the page uses.

A marked abbreviation says what it stands for on hover and to screen readers (WCAG 2.2, technique
H28); the list at the foot of the page says it on paper and on a phone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from markupsafe import escape

from mkdocs_evidence.wording import our_abbreviations
from mkdocs_evidence.words import gettext

#: Elements whose text stays as it is: links and buttons have a name, pictures and code are exact.
_LEFT_ALONE = frozenset(
    "a abbr button code h1 h2 h3 h4 h5 h6 label option pre script style svg template".split()
)
_TAG = re.compile(rf"<(/?)(?:{'|'.join(sorted(_LEFT_ALONE))})(?=[\s/>])[^>]*>")
_WORD_ENDS = re.compile(r"s?(?!-?\w)")


def with_abbreviations(html: str, glossary: Mapping[str, str]) -> str:
    """A page with its abbreviations marked, and listed at its end."""
    marked, found = mark_abbreviations(html, {**our_abbreviations(), **glossary})
    if not found:
        return marked
    title = escape(gettext("Abbreviations."))
    spelled = "; ".join(f"<b>{escape(short)}</b> {escape(found[short])}" for short in sorted(found))
    return f'{marked}<p class="ev-abbreviations"><strong>{title}</strong> {spelled}.</p>'


def mark_abbreviations(html: str, known: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Wrap the first use of each known abbreviation in `<abbr>`; returns those that were found.

    The page is one that we made ourselves: well formed, with every `>` of its text escaped.
    """
    prose = _Prose(html)
    marks: list[tuple[int, int, str]] = []
    # Longest first: AEs is no plural of AE where both are known.
    for short in sorted((short for short in known if short in html), key=len, reverse=True):
        for start in _places(short, html):
            end = start + len(short)
            is_taken = any(start < last and first < end for first, last, _ in marks)
            if not is_taken and prose.holds(start):
                marks.append((start, end, short))
                break
    pieces: list[str] = []
    position = 0
    for start, end, short in sorted(marks):
        mark = f'<abbr title="{escape(known[short])}">{escape(short)}</abbr>'
        pieces += (html[position:start], mark)
        position = end
    return "".join([*pieces, html[position:]]), {short: known[short] for _, _, short in marks}


def _places(short: str, html: str) -> Iterator[int]:
    """Where an abbreviation stands as a word of its own, or with the s of its plural."""
    start = html.find(short)
    while start >= 0:
        before = html[start - 1] if start else " "
        is_begun = not (before.isalnum() or before in "_&-")
        if is_begun and _WORD_ENDS.match(html, start + len(short)):
            yield start
        start = html.find(short, start + 1)


class _Prose:
    """Tells where a page has text that may be marked."""

    def __init__(self, html: str) -> None:
        self._html = html
        #: Found as far as somebody has asked: most abbreviations stand near the top of a page.
        self._left_alone = _left_alone(html)
        self._starts: list[int] = []
        self._ends: list[int] = []

    def holds(self, position: int) -> bool:
        """True where a position is neither inside a tag nor in an element that is left alone."""
        while not self._ends or self._ends[-1] <= position:
            start, end = next(self._left_alone, (len(self._html), len(self._html)))
            self._starts.append(start)
            self._ends.append(end)
        before = bisect_right(self._starts, position) - 1
        is_left_alone = before >= 0 and position < self._ends[before]
        is_in_tag = self._html.rfind("<", 0, position) > self._html.rfind(">", 0, position)
        return not is_left_alone and not is_in_tag


def _left_alone(html: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each element whose text stays as it is, in order; they may be nested."""
    depth, start = 0, 0
    for tag in _TAG.finditer(html):
        if tag.group(0).endswith("/>"):
            continue
        if not tag.group(1):
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, tag.end()
