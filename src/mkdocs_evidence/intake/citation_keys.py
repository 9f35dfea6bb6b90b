"""Citation keys in the style of the reference list: first author and year, then a letter.

A key that is taken leads to the next letter: `muster2020`, `muster2020b`, `muster2020c`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.model.study import Name

#: Keys that can also name a file, on every system; stricter than what a citation may hold.
_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,79}")
#: Latin letters that do not come apart into a letter and an accent.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "þ": "th",
    }
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def is_usable_key(key: str) -> bool:
    """Whether a key can stand in a citation and name a study record."""
    return bool(_USABLE.fullmatch(key)) and key.lower() != "index" and not key.endswith(".")


def new_key(found: FoundStudy, taken: Collection[str]) -> str:
    """A key that is not taken, whatever the case of its letters."""
    used = {key.lower() for key in taken}
    stem = _stem(found)
    letters = [_ALPHABET.index(key[-1]) for key in used if re.fullmatch(f"{stem}[a-z]", key)]
    if stem not in used and not letters:
        return stem
    following = max([0, *letters]) + 1
    if following < len(_ALPHABET):
        return f"{stem}{_ALPHABET[following]}"
    number = 2
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


def _stem(found: FoundStudy) -> str:
    if found.trials and found.publisher == "ClinicalTrials.gov" and not found.doi:
        return _plain_letters(found.trials[0])
    author = _author(found.authors[0]) if found.authors else ""
    word = next((word for word in found.title.split() if len(word) > 3), "")
    return f"{author or _plain_letters(word) or 'study'}{found.year}"[:60]


def _author(name: Name) -> str:
    if not name.corporate:
        return _plain_letters(name.particle + name.family)
    words = [word for word in re.findall(r"\w+", name.family) if word[:1].isupper()]
    initials = "".join(word[0] for word in words)
    return _plain_letters(initials if len(words) > 2 else name.family)


def _plain_letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]", "", apart)
