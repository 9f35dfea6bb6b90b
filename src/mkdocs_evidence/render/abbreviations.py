"""Marks the first use of each abbreviation on a page, and tells which ones the page uses.

A marked abbreviation says what it stands for on hover and to screen readers (WCAG 2.2, technique
H28); the list at the foot of the page says it on paper and on a phone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup

from mkdocs_evidence.wording import OUR_ABBREVIATIONS

_MARK = Markup('<abbr title="{}">{}</abbr>')
_LIST = Markup('<p class="ev-abbreviations"><strong>Abbreviations.</strong> {}.</p>')
#: Elements whose text stays as it is: links and buttons have a name, pictures and code are exact.
_LEFT_ALONE = frozenset(
    "a abbr button code h1 h2 h3 h4 h5 h6 label option pre script style svg template".split()
)
_TAG = re.compile(rf"<(/?)(?:{'|'.join(sorted(_LEFT_ALONE))})(?=[\s/>])[^>]*>")
#: Behind the end of any page.
_NOWHERE = (sys.maxsize, sys.maxsize)


def with_abbreviations(html: str, glossary: Mapping[str, str]) -> str:
    """A page with its abbreviations marked, and listed at its end."""
    marked, found = mark_abbreviations(html, {**OUR_ABBREVIATIONS, **glossary})
    spelled = [Markup("<b>{}</b> {}").format(short, found[short]) for short in sorted(found)]
    return marked + str(_LIST.format(Markup("; ").join(spelled)) if spelled else "")


def mark_abbreviations(html: str, known: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Wrap the first use of each known abbreviation in `<abbr>`; returns those that were found.

    The page is one that we made ourselves: well formed, with every `>` of its text escaped.
    """
    found: dict[str, str] = {}
    pieces: list[str] = []
    position = 0
    prose = _Prose(html)
    for match in _pattern(tuple(known)).finditer(html):
        short = match.group(1)
        if short in found or not prose.holds(match.start()):
            continue
        found[short] = known[short]
        pieces += (html[position : match.start()], _MARK.format(known[short], short))
        position = match.end()
    return "".join([*pieces, html[position:]]), found


class _Prose:
    """Tells where a page has text that may be marked, asked from its beginning to its end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._left_alone = _left_alone(html)
        self._start, self._end = next(self._left_alone, _NOWHERE)

    def holds(self, position: int) -> bool:
        """True where a position is neither inside a tag nor in an element that is left alone."""
        while self._end <= position:
            self._start, self._end = next(self._left_alone, _NOWHERE)
        is_in_tag = self._html.rfind("<", 0, position) > self._html.rfind(">", 0, position)
        return position < self._start and not is_in_tag


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


@lru_cache(maxsize=8)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(known, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<![\w&-])({words})(?=s?(?!-?\w))")
