"""Marks the first use of each abbreviation on a page, and tells which ones the page uses.

A marked abbreviation says what it stands for on hover and to screen readers (WCAG 2.2, technique
H28); the list at the foot of the page says it on paper and on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup

from mkdocs_evidence.wording import OUR_ABBREVIATIONS

_MARK = Markup('<abbr title="{}">{}</abbr>')
_LIST = Markup('<p class="ev-abbreviations"><strong>Abbreviations.</strong> {}.</p>')
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^>]*>")
#: Elements whose text stays as it is: links and buttons have a name, pictures and code are exact.
_LEFT_ALONE = frozenset(
    "a abbr button code h1 h2 h3 h4 h5 h6 label option pre script style svg template".split()
)


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
    pattern = _pattern(tuple(known))

    def mark(match: re.Match[str]) -> str:
        short = match.group(1)
        if short in found:
            return match.group(0)
        found[short] = known[short]
        return str(_MARK.format(known[short], short))

    pieces = [pattern.sub(mark, text) if is_prose else text for text, is_prose in _pieces(html)]
    return "".join(pieces), found


@lru_cache(maxsize=8)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(known, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<![\w&-])({words})(?=s?(?!-?\w))")


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Pieces of a page in order: tags and what is left alone, and text that may be marked."""
    position, inside = 0, 0
    for tag in _TAG.finditer(html):
        yield html[position : tag.start()], inside == 0
        yield tag.group(0), False
        position = tag.end()
        if tag.group(2) in _LEFT_ALONE and not tag.group(0).endswith("/>"):
            inside += -1 if tag.group(1) else 1
    yield html[position:], inside == 0
