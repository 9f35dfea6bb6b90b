"""The language in which pages speak: messages in English, and the catalogues that translate them.

A build speaks one language. What writes pages says `gettext("Bottom line")`, and `spoken` says for a
stretch of work whose words these are; outside of it they are English, as data files, commands and
the messages of checks always are.

Catalogues are those of gettext (https://www.gnu.org/software/gettext/manual/): `scripts/translations.py`
writes `evidence.po` for translators and compiles it to the `evidence.mo` that is read here.
"""

from __future__ import annotations

import gettext as catalogues
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Self

#: One folder a language: `de/LC_MESSAGES/evidence.mo`.
CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "evidence"
_ENGLISH = "en"


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    #: As HTML names it (BCP 47): `en`, `de`.
    language: str = _ENGLISH
    #: Names the content of the catalogue; empty for English, which has none.
    edition: str = ""
    catalogue: catalogues.NullTranslations = field(
        default_factory=catalogues.NullTranslations, repr=False, compare=False
    )

    def plural_form(self, count: int) -> int:
        """Which form of a message goes with a number: 0 is the first."""
        rule = getattr(self.catalogue, "plural", None)  # as the header of the catalogue gives it
        return int(rule(count)) if rule else int(count != 1)

    def plural_rule(self, number: str) -> str:
        """The same as an expression of a script, whose syntax for it is that of catalogues."""
        rule = re.search(r"plural=([^;]+)", self.catalogue.info().get("plural-forms", ""))
        expression = re.sub(r"\bn\b", number, rule[1] if rule else "n != 1")
        return f"Number({expression})"


ENGLISH = Words()
_SPOKEN = ContextVar("spoken", default=ENGLISH)


def languages() -> list[str]:
    """Languages in which pages can speak."""
    found = (file.parent.parent.name for file in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return sorted([_ENGLISH, *found])


def language_near(wanted: str) -> str | None:
    """The language for a tag such as `de`, `de-CH` or `de_CH`; None where there is no catalogue.

    >>> language_near("en-GB")
    'en'
    """
    tag = wanted.replace("_", "-").lower()
    known = {language.lower(): language for language in languages()}
    return known.get(tag) or known.get(tag.partition("-")[0])


def words_of(language: str) -> Words:
    """The words of a language that has a catalogue."""
    if language == _ENGLISH:
        return ENGLISH
    file = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with file.open("rb") as opened:
        catalogue = catalogues.GNUTranslations(opened)
    edition = hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()
    return Words(language, edition, catalogue)


@contextmanager
def spoken(words: Words) -> Iterator[None]:
    """What is written meanwhile is in this language; two builds in one process never mix."""
    before = _SPOKEN.set(words)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def language() -> str:
    """The language that is spoken."""
    return _SPOKEN.get().language


def gettext(message: str) -> str:
    """A message in the language that is spoken."""
    words = _SPOKEN.get()
    return message if words is ENGLISH else words.catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A message about a number of things, in the form that goes with the number."""
    return _SPOKEN.get().catalogue.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """A message whose English words mean one thing here and another one elsewhere."""
    words = _SPOKEN.get()
    return message if words is ENGLISH else words.catalogue.pgettext(context, message)


class Sentence(str):
    """A text in English that can be said again in another language.

    Lower rooms make it, whoever shows it says it `again`; to all others it is a text like any other.
    """

    __slots__ = ("context", "how_many", "many", "message", "values")

    #: The message as catalogues have it, with its context; empty where it has none.
    message: str
    context: str
    #: The message about several things, and how many there are; empty where nothing is counted.
    many: str
    how_many: int
    #: What fills the message; some of it may be such texts themselves.
    values: Mapping[str, str]

    @classmethod
    def of(
        cls,
        message: str,
        values: Mapping[str, str],
        context: str = "",
        plural: tuple[str, int] = ("", 0),
    ) -> Self:
        """Fill a message, in English."""
        many, count = plural
        said = cls((many if many and count != 1 else message).format(**values))
        said.message, said.values, said.context = message, values, context
        said.many, said.how_many = many, count
        return said


def sentence(message: str, **values: str) -> Sentence:
    """A message with its values filled in."""
    return Sentence.of(message, values)


def counted_sentence(one: str, many: str, count: int) -> Sentence:
    """A message about a number of things, which stands in it as `{n}`."""
    return Sentence.of(one, {"n": f"{count:,}"}, plural=(many, count))


def again(said: str) -> str:
    """A sentence in the language that is spoken; any other text as it is."""
    if not isinstance(said, Sentence):
        return said
    if said.many:
        message = ngettext(said.message, said.many, said.how_many)
    elif said.context:
        message = pgettext(said.context, said.message)
    else:
        message = gettext(said.message)
    return message.format(**{name: again(value) for name, value in said.values.items()})


#: Parts of a list; the same in every language.
_LIST = "{several}, {last}"


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence with commas between them."""
    return reduce(lambda several, last: sentence(_LIST, several=several, last=last), parts)


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence as a list: `this, that and the other`."""
    *first, last = parts
    if not first:
        return last
    return sentence("{several} and {last}", several=listed(first), last=last)


def marked(message: str) -> str:
    """A message as it is in English: it stands in a table, and is translated where it is shown."""
    return message


def marked_plural(one: str, many: str) -> tuple[str, str]:
    """The same for a message about a number of things."""
    return one, many
