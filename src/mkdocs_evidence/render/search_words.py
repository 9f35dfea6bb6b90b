"""The words that the search knows, as its worker reads them in the browser.

`site/files/search.worker.js` reads what is typed by the same rules; tests/search_words.json holds
both to them.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

#: A code this long (a DOI as one word) is found whole, or by its parts.
_LONG_CODE = re.compile(r"\d.{11}")
_RUN = re.compile(r"[^\W_]+(?:(?:[-\u2010-\u2013./_'\u2019:]|,(?=\d))[^\W_]+)*")
_JOINT = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&(?:#\d+|[a-z]+);")
_Z = re.compile(r"[iy]s(?=(?:e|ed|es|ing|ation|ations)$)")
_E = re.compile(r"[ao]e")
_KNOWN_ENTITIES = frozenset({"&amp;", "&lt;", "&gt;", "&quot;"})
#: Names of more words than this are found by their words alone.
NAME_WORDS = 7
LITTLE = frozenset(
    (
        "a an and any are as at be by can could did do does for from get give given had has have how "
        "i if in into is it its may me much my of on or our patient patients people should than that "
        "the their them there these this to us use used using versus vs was we were what when where "
        "which who why will with would you your"
    ).split()
)


class _Folding(dict[int, str]):
    """Letters without their marks, each looked up once."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(sign for sign in letters if unicodedata.category(sign)[0] != "M")
        return self.setdefault(code, bare)


class _Runs(dict[str, tuple[str, ...]]):
    """The words of each run of letters: each of them and, where they are joined, all as one."""

    def __missing__(self, run: str) -> tuple[str, ...]:
        if run.isalnum():
            return self.setdefault(run, (_spelled(run),))
        parts = _JOINT.split(run)
        words = [_spelled(part) for part in parts]
        joined = _spelled("".join(parts))
        if not _LONG_CODE.match(joined):
            words.append(joined)
        return self.setdefault(run, tuple(words))


class WordReader:
    """Reads texts into words; each run of letters is looked at once."""

    def __init__(self) -> None:
        self._folding = _Folding()
        self._known = _Runs()

    def words(self, text: str) -> list[str]:
        """Each word and, where words are joined, all of them as one."""
        known = self._known
        return [word for run in self._runs(text) for word in known[run]]

    def name(self, text: str) -> tuple[list[str], str]:
        """Words of a name, and all of it as one word: however it is spaced, it is the same name.

        A name of many words has no such word.
        """
        known = self._known
        if text.isascii() and text.isalnum():
            # Most names are one plain word: a key, a number, a year.
            (word,) = known[text.lower()]
            return [word], word
        runs = self._runs(text)
        words = [word for run in runs for word in known[run]]
        if len(words) > NAME_WORDS:
            return words, ""
        single = _JOINT.split(" ".join(runs)) if runs else []
        telling = [word for word in single if word not in LITTLE]
        return words, _spelled("".join(telling or single))

    def _runs(self, text: str) -> list[str]:
        """Words joined by hyphens, dots and so on, as they stand in the text, in small letters."""
        plain = text if text.isascii() else text.translate(self._folding)
        return _RUN.findall(plain.lower())


def _spelled(word: str) -> str:
    """British and American spellings become one."""
    if "e" in word:
        word = _E.sub("e", word)
    word = word.replace("our", "or")
    return _Z.sub("iz", word) if "ys" in word or "is" in word else word


def as_text(html: str) -> str:
    """What a reader sees of a title or a text."""
    if "<" in html:
        html = _TAG.sub(" ", html)
    return _ENTITY.sub(_entity, html) if "&" in html else html


def _entity(found: re.Match[str]) -> str:
    entity = found[0]
    return unescape(entity) if entity[1] == "#" or entity in _KNOWN_ENTITIES else " "
