"""The index of a large knowledge base in parts, of which a browser loads the few that it needs.

Four kinds of files, which `site/files/search-parts.worker.js` reads: a *table* of all pages; *lists*
of words that begin alike; *parts* with the entries that hold each word; and *texts* of entries, as
the list of results shows them. What goes into which file depends on how words begin and where a
page stands, not on running numbers: an edit changes the files of its words, and no others.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby
from operator import sub

from mkdocs_evidence.render.search_entries import SearchEntry
from mkdocs_evidence.render.search_words import LITTLE, WordReader, as_text

#: Bytes of a file, before the host packs it to a third: few enough to wait for, and not too many
#: files. A word whose entries take more than `_ALONE` has a file of its own.
_LIST, _PART, _ALONE, _TEXTS = 40_000, 32_000, 12_000, 24_000
#: Words that begin alike beyond this many letters stay together.
_LONGEST_BEGINNING = 24
#: How much a word counts by where it stands; the worker has the weights.
_IN_TEXT, _IN_CONTEXT, _IN_TITLE, _IN_NAME = range(4)
#: Steps in which the share of a word in a name is kept.
SHARES = 63
_FILE_NAME = re.compile(r"[a-z0-9]{1,40}")

#: For each word, places in growing order: each a page's number times a step, and what is known there.
Places = defaultdict[str, "array[int]"]


def _places() -> Places:
    return defaultdict(lambda: array("Q"))


@dataclass
class _Read:
    """What the entries of all pages say, word by word, in the order of pages."""

    #: Room for the parts of a page with their weights, and for its names with a word's share.
    step: int
    name_step: int
    #: Part and weight of each entry that holds the word.
    entries: Places = field(default_factory=_places)
    #: Number of each name that is, written as one word, this.
    wholes: Places = field(default_factory=_places)
    #: Page, number and words of each name.
    names: list[tuple[int, int, list[str]]] = field(default_factory=list)


def search_parts(entries: Iterable[SearchEntry]) -> dict[str, str]:
    """All files of the index, name to JSON; a page's own entry comes before those of its parts."""
    pages = _by_page(entries)
    read = _read(pages)
    size = sum(map(len, pages))
    shares = _shares(read, size)
    sizes = {word: 5 * len(found) for word, found in read.entries.items()}
    for word, names in shares.items():
        sizes[word] += 4 * len(names)
    for whole in read.wholes:
        sizes.setdefault(whole, 8)
    files: dict[str, str] = {}
    lists = {}
    for beginning, words in _by_beginning(sorted(sizes), lambda word: len(word) + 1, _LIST):
        lists[beginning] = f"list-{_file_name(beginning)}"
        listed = {}
        for name, found in _in_parts(words, sizes, beginning):
            spoken = [word for word in found if word in read.entries]
            wholes = [word for word in found if word in read.wholes]
            listed[name] = [" ".join(spoken), " ".join(wholes)]
            files[name] = _part(spoken, wholes, read, shares)
        files[lists[beginning]] = _json(listed)
    texts = list(_texts(pages))
    files.update({f"texts-{first}": content for first, content in texts})
    files["table"] = _table(pages, size, read, lists, [first for first, _ in texts])
    return files


def _by_page(entries: Iterable[SearchEntry]) -> list[list[SearchEntry]]:
    """Entries of each page; pages in the order in which they first appear."""
    pages: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in entries:
        pages[entry.location.partition("#")[0]].append(entry)
    return list(pages.values())


def _read(pages: list[list[SearchEntry]]) -> _Read:
    most_parts = max(map(len, pages), default=0)
    most_names = max((len(page[0].names) for page in pages), default=0) + 1
    read = _Read(4 << most_parts.bit_length(), (SHARES + 1) << most_names.bit_length())
    reader = WordReader()
    words_of = reader.words
    found_in = cache(lambda text: dict.fromkeys(words_of(text), _IN_CONTEXT))
    noted = cache(lambda note: words_of(as_text(note)))
    places = read.entries
    for page, entries in enumerate(pages):
        for part, entry in enumerate(entries):
            title, small, note = str(entry.title).partition("<small")
            found = dict.fromkeys(words_of(as_text(entry.text)), _IN_TEXT)
            if small:
                found.update(dict.fromkeys(noted(small + note.replace(small, "")), _IN_TEXT))
            if part:
                for name in entry.names:
                    found.update(found_in(name))
                found.update(dict.fromkeys(words_of(as_text(title)), _IN_TITLE))
            else:
                for number, name in enumerate([as_text(title), *entry.names]):
                    words, whole = reader.name(name)
                    named = dict.fromkeys(words, _IN_NAME)
                    found.update(named)
                    read.names.append((page, number, list(named)))
                    if whole:
                        read.wholes[whole].append(page * read.name_step + number)
            place = page * read.step + 4 * part
            for word, weight in found.items():
                places[word].append(place + weight)
    return read


def _shares(read: _Read, size: int) -> Places:
    """How much of each name its words are, by how rare they are."""

    @cache
    def rarity(word: str) -> float:
        return 0.0 if word in LITTLE else math.log(1 + size / (1 + len(read.entries[word])))

    shares = _places()
    for page, number, words in read.names:
        rarities = [rarity(word) for word in words]
        whole = math.fsum(rarities)
        place = page * read.name_step + number * (SHARES + 1)
        for word, value in zip(words, rarities, strict=True):
            share = math.floor(SHARES * value / whole + 0.5) if whole else 0
            shares[word].append(place + share)
    return shares


def _by_beginning(
    words: Sequence[str], size: Callable[[str], int], most: int, beginning: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Sorted words in groups that begin alike, each as large as a file may be.

    A word that is itself the beginning of the groups beside it stands alone, with a space after it.
    """
    depth = len(beginning)
    total = sum(map(size, words))
    if (depth and total <= most) or len(words) == 1 or depth >= _LONGEST_BEGINNING:
        yield beginning, list(words)
        return
    for letters, found in groupby(words, key=lambda word: word[: depth + 1]):
        if letters == beginning:
            yield f"{beginning} ", list(found)
        else:
            yield from _by_beginning(list(found), size, most, letters)


def _in_parts(
    words: list[str], sizes: Mapping[str, int], beginning: str
) -> Iterator[tuple[str, list[str]]]:
    """Name and words of each part of a list."""
    together = []
    for word in words:
        if sizes[word] > _ALONE:
            yield f"word-{_file_name(word)}", [word]
        else:
            together.append(word)
    if not together:
        return
    if beginning.endswith(" "):
        yield f"part-{_file_name(beginning)}", together
        return
    for start, found in _by_beginning(together, sizes.__getitem__, _PART, beginning):
        yield f"part-{_file_name(start)}", found


def _file_name(word: str) -> str:
    """The word, where every file system takes it as a name; else a short sign of its own."""
    if _FILE_NAME.fullmatch(word):
        return word
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"_{digest}"


def _part(words: list[str], wholes: list[str], read: _Read, shares: Places) -> str:
    entries = ",".join(_steps(read.entries[word]) for word in words)
    named = ",".join(_steps(shares[word]) if word in shares else "[]" for word in words)
    found = ",".join(_steps(read.wholes[whole]) for whole in wholes)
    return f'{{"entries":[{entries}],"names":[{named}],"wholes":[{found}]}}'


def _steps(places: array[int]) -> str:
    """Places as steps from one to the next: small numbers, which pack well."""
    steps = map(sub, places, chain((0,), places))
    return str(list(steps)).replace(" ", "")


def _texts(pages: list[list[SearchEntry]]) -> Iterator[tuple[int, str]]:
    """Number of the first page and texts of each file.

    Where a file ends depends on a page's own address and size: the others stay when one changes.
    """
    first, waiting = 0, []
    for number, entries in enumerate(pages):
        address = entries[0].location.partition("#")[0]
        own, *parts = entries
        shown = [[*_shown(own, address), list(own.names)], *(_shown(p, address) for p in parts)]
        text = _json([address, *shown])
        waiting.append(text)
        digest = hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=4).digest()
        # The size counts in steps of powers of two: few edits leave one.
        if int.from_bytes(digest, "big") / 2**32 < (1 << len(text).bit_length()) / _TEXTS:
            yield first, f"[{','.join(waiting)}]"
            first, waiting = number + 1, []
    if waiting:
        yield first, f"[{','.join(waiting)}]"


def _shown(entry: SearchEntry, address: str) -> list[str]:
    return [entry.location.removeprefix(address), str(entry.title), str(entry.text)]


def _table(
    pages: list[list[SearchEntry]],
    size: int,
    read: _Read,
    lists: Mapping[str, str],
    texts: list[int],
) -> str:
    """What the worker knows of every page before it loads anything else of it.

    A shape is how much a page counts, how much its parts do, its kind, and how many claims and how
    many entries it has.
    """
    shapes: dict[tuple[object, ...], int] = {}
    of_pages = []
    for page in pages:
        own, *parts = page
        claims = sum(part.kind == "claim" for part in parts)
        boost = parts[0].boost if parts else 1
        shape = (round(own.boost, 3), round(boost, 3), own.kind, claims, len(page))
        of_pages.append(shapes.setdefault(shape, len(shapes)))
    return _json(
        {
            "size": size,
            "steps": [read.step, read.name_step],
            "shapes": list(shapes),
            "pages": of_pages,
            "lists": lists,
            "texts": texts,
        }
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
