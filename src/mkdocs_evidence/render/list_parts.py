"""Long lists in parts, each a page of its own, by the letters that its rows begin with.

A row's part follows from the row and from how many there are about it, never from its running
number: who adds a row changes one part. Parts are eight stretches of the alphabet; a stretch that is
still too long is parted by letter, and a letter again by what follows it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from mkdocs_evidence.words import gettext

_STRETCHES = ("abc", "def", "ghi", "jkl", "mno", "pqr", "stu", "vwxyz")
_DEEPEST = 6
_EN_DASH = "\N{EN DASH}"

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[RowT]):
    """Rows of a list that begin alike, in the order of the list."""

    #: Name in addresses: `a-c`, `b`, `sa-sc`, `other`.
    name: str
    #: Name for readers: `A` to `C` joined by a dash, `B`, `Other`.
    title: str
    rows: tuple[RowT, ...]


def list_parts(
    rows: Iterable[RowT],
    key: Callable[[RowT], str],
    most: int,
    size: Callable[[RowT], int] = lambda _: 1,
) -> list[ListPart[RowT]]:
    """Parts of a list, none of which is much larger than `most`, in alphabetical order."""
    keyed = [(_letters(key(row)), row) for row in rows]
    return [
        ListPart(name, title, tuple(found)) for name, title, found in _parts(keyed, most, size, "")
    ]


@lru_cache(maxsize=50_000)
def _letters(text: str) -> str:
    """The letters and digits of a name, without their marks, in small letters."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(sign for sign in plain if sign.isalnum())


def _parts(
    rows: list[tuple[str, RowT]], most: int, size: Callable[[RowT], int], beginning: str
) -> Iterator[tuple[str, str, list[RowT]]]:
    depth = len(beginning)
    by_letter: dict[str, list[int]] = defaultdict(list)
    for number, (key, _) in enumerate(rows):
        by_letter[key[depth : depth + 1]].append(number)

    def of(letters: Iterable[str]) -> list[tuple[str, RowT]]:
        numbers = chain.from_iterable(by_letter.get(letter, ()) for letter in letters)
        return [rows[number] for number in sorted(numbers)]

    def fits(found: list[tuple[str, RowT]]) -> bool:
        begin_alike = depth >= _DEEPEST or all(key == found[0][0] for key, _ in found)
        return begin_alike or sum(size(row) for _, row in found) <= most

    for stretch in _STRETCHES:
        found = of(stretch)
        if found and fits(found):
            first, last = beginning + stretch[0], beginning + stretch[-1]
            title = f"{first.capitalize()}{_EN_DASH}{last.capitalize()}"
            yield f"{first}-{last}", title, [row for _, row in found]
            continue
        for letter in stretch if found else "":
            some = of(letter)
            start = beginning + letter
            if some and fits(some):
                yield start, start.capitalize(), [row for _, row in some]
            elif some:
                yield from _parts(some, most, size, start)
    if others := [row for _, row in of(by_letter.keys() - set("".join(_STRETCHES)))]:
        title = (
            gettext("{letters}, other").format(letters=beginning.capitalize())
            if beginning
            else gettext("Other")
        )
        yield f"{beginning}-other".strip("-"), title, others
