"""Tells a text that says something else from one that says the same in other words.

No program understands prose. What can be seen is whether its numbers, its negations, its hedges,
its comparatives or its doses changed; where none of them did, the change counts as wording. A
reviewer still sees both texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from mkdocs_evidence.prose import CITATION, parse_citation, without_notations

_NUMBER = re.compile(r"(?:(?<![\w.])-)?\d+(?:[.,]\d+)*\s?%?")
_WORD = re.compile(r"[^\W\d_]+")
#: Words that turn the sense of a sentence. The hedges are those of GRADE's informative statements
#: (Santesso et al. 2020, GRADE guidelines 26), the units those in which medicines are given.
_TURNING = frozenset(
    """
    no not never none without neither nor cannot unlikely
    may might probably likely uncertain unclear unknown
    only all every any both most few many always rarely often
    more less fewer higher lower better worse longer shorter greater smaller
    increase increases increased reduce reduces reduced raise raises raised lowers lowered
    shorten shortens prolong prolongs prevent prevents cause causes worsen worsens improve improves
    avoid contraindicated must should licensed approved recommended recommends
    half twice double two three four five six seven eight nine ten
    mg mcg µg g kg ml l units hour hours day days week weeks month months year years
    """.split()
)
_SPELLINGS = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MINUS SIGN}": "-",
    }
)
_PUNCTUATION = re.compile(r"[^\w%<>=≤≥+/.-]+|[.-](?=\s|$)")


def says_the_same(old: str, new: str) -> bool:
    """True where only spaces, line breaks, quotation marks or punctuation differ."""
    return old == new or _words(old) == _words(new)


def says_something_else(old: str, new: str) -> bool:
    """True where numbers or words that turn the sense of a sentence differ."""
    return _signals(old) != _signals(new)


def cited_keys(text: str, renamed: Mapping[str, str] | None = None) -> frozenset[str]:
    """The citation keys of a prose field, by their newer names where those are given."""
    keys = {one.key for match in CITATION.finditer(text) for one in parse_citation(match.group(1))}
    return frozenset((renamed or {}).get(key, key) for key in keys)


def without_notation(text: str) -> str:
    """A prose field as a reader hears it: no citations, links as their words, one line."""
    spoken = without_notations(text, lambda link: link.label or link.slug.replace("-", " "))
    return " ".join(spoken.replace("**", "").replace("*", "").split())


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).translate(_SPELLINGS).casefold()
    return _PUNCTUATION.sub(" ", folded).split()


def _signals(text: str) -> Counter[str]:
    folded = unicodedata.normalize("NFKC", without_notation(text)).translate(_SPELLINGS).casefold()
    numbers = (found.replace(" ", "") for found in _NUMBER.findall(folded))
    turning = (word for word in _WORD.findall(folded) if word in _TURNING)
    return Counter([*numbers, *turning])
