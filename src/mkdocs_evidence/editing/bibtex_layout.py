"""The canonical layout of references.bib: what `evidence fmt` makes and `evidence add` writes.

An entry has one field a line, in the order of a reference, every value in braces:

    @article{muster2020,
      author    = {Muster, Erika and others},
      title     = {Skyroot tea for blue fever},
      year      = {2020},
    }

The equals signs stand in one column in the whole file, so that a new field never moves another
line. Entries stand by key; one that others name in `crossref` comes after them (BibTeX manual,
section 4.2). `@string`, `@preamble`, `@comment` and free-standing comments stay where they are,
and no entry moves past them; a comment right above an entry goes with it. Values change in their
white space and their delimiters only. A file with anything that cannot be read stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock
from bibtexparser.splitter import Splitter

from mkdocs_evidence.sources.latex import decode_latex

#: Fields in the order in which a reference names them; others follow as they were written.
FIELD_ORDER = (
    *("author", "editor", "title", "subtitle", "journal", "journaltitle", "booktitle"),
    *("edition", "publisher", "institution", "school", "organization", "howpublished"),
    *("address", "location", "year", "date", "month", "day", "volume", "number", "issue"),
    *("pages", "eid", "article-number", "doi", "pmid", "pmcid", "pmc", "issn", "isbn"),
    *("url", "urldate", "crossref"),
)
_RANK = {name: rank for rank, name in enumerate(FIELD_ORDER)}
#: The longest of the common names, `publisher`, sets the column of the equals signs.
_NAME_WIDTH = 9
#: Prose, whose line breaks mean nothing. Addresses and other programs' fields keep theirs.
_FOLDED = frozenset(FIELD_ORDER) - {
    *("doi", "pmid", "pmcid", "pmc", "issn", "url", "date", "day", "crossref")
}


@dataclass(frozen=True)
class _Piece:
    """An entry with the comment above it, or something that entries do not move past."""

    text: str
    #: Citation key; empty where the piece is no entry.
    key: str = ""
    names_parent: str = ""
    #: First line in the file that was read, counted from 0.
    line: int = 0


def canonical_entry(entry_type: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """Lay out one entry; values are as BibTeX has them, with their braces, quotes or `#`."""
    written = [(name.lower(), _value(name.lower(), value)) for name, value in fields]
    ordered = sorted(written, key=lambda field: _RANK.get(field[0], len(_RANK)))
    lines = [f"  {name:<{_NAME_WIDTH}} = {value}," for name, value in ordered]
    return "\n".join([f"@{entry_type.lower()}{{{key},", *lines, "}"])


def canonical_bibliography(text: str) -> str:
    """Lay out a whole file; a file with an entry that cannot be read stays as it is."""
    lines = _with_plain_line_ends(text)
    blocks = Splitter(lines).split().blocks
    keys = [block.key.strip().lower() for block in blocks if isinstance(block, Entry)]
    broken = any(isinstance(block, ParsingFailedBlock) for block in blocks)
    if broken or len(keys) != len(set(keys)):  # of two entries with one key, the first is read
        return text
    laid_out = "\n\n".join(piece.text for piece in _sorted(list(_pieces(blocks))))
    return laid_out + "\n" if laid_out else ""


def with_entry(text: str, key: str, entry: str) -> str:
    """Insert an entry where its key belongs; every other line stays as it is.

    In a file that is not in order of keys, it goes behind the last entry.
    """
    text = _with_plain_line_ends(text)
    entries = [piece for piece in _pieces(Splitter(text).split().blocks) if piece.key]
    keys = [piece.key.lower() for piece in entries]
    lines = text.split("\n")
    later = (piece for piece in entries if piece.key.lower() > key.lower())
    following = next(later, None) if keys == sorted(keys) else None
    if following is None:
        return "\n\n".join(filter(None, [text.strip("\n"), entry])) + "\n"
    return "\n".join([*lines[: following.line], *entry.split("\n"), "", *lines[following.line :]])


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    """Entries with their comments, and what stands between them."""
    above: _Piece | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, ImplicitComment):
            *headings, last = _paragraphs(block)
            yield from headings
            above = last if _stands_right_above(last, following) else None
            if above is None:
                yield last
        elif isinstance(block, Entry):
            yield _entry_piece(block, above)
            above = None
        else:
            yield _Piece((block.raw or "").strip(), line=block.start_line or 0)


_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def _paragraphs(comment: ImplicitComment) -> list[_Piece]:
    """The parts of a comment that empty lines separate: headings, and what is said of one entry."""
    text, line = comment.comment, comment.start_line or 0
    starts = [0, *(gap.end() for gap in _EMPTY_LINES.finditer(text))]
    ends = [*(gap.start() for gap in _EMPTY_LINES.finditer(text)), len(text)]
    return [
        _Piece(text[start:end].strip(), line=line + text.count("\n", 0, start))
        for start, end in zip(starts, ends, strict=True)
    ]


def _stands_right_above(comment: _Piece, following: Block | None) -> bool:
    """Whether a comment belongs to the entry below it: no empty line stands between them."""
    last_line = comment.line + comment.text.count("\n")
    return isinstance(following, Entry) and (following.start_line or 0) == last_line + 1


def _entry_piece(entry: Entry, above: _Piece | None) -> _Piece:
    fields = [(field.key, str(field.value)) for field in entry.fields]
    laid_out = canonical_entry(entry.entry_type, entry.key.strip(), fields)
    parent = next((value for name, value in fields if name.lower() == "crossref"), "")
    return _Piece(
        text=f"{above.text}\n{laid_out}" if above else laid_out,
        key=entry.key.strip(),
        names_parent=re.sub(r'[{}"\s]', "", parent).lower(),
        line=above.line if above else entry.start_line or 0,
    )


def _sorted(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Entries by key, each group between two pieces that are no entries for itself."""
    group: list[_Piece] = []
    for piece in pieces:
        if piece.key:
            group.append(piece)
        else:
            yield from _sorted_group(group)
            yield piece
            group = []
    yield from _sorted_group(group)


def _sorted_group(entries: Sequence[_Piece]) -> list[_Piece]:
    parents = {entry.names_parent for entry in entries}
    return sorted(
        entries, key=lambda entry: (entry.key.lower() in parents, entry.key.lower(), entry.key)
    )


def _value(name: str, value: str) -> str:
    """A value in braces where that is the same value; sums and abbreviations stay as they are."""
    value = value.strip()
    if value.isdecimal() and value.isascii():
        return f"{{{value}}}"
    if not _is_one_text(value):
        return value
    inner = value[1:-1].strip(" \t\n")
    if inner.endswith("\\"):  # the brace would no longer close
        return value
    folded = " ".join(re.split(r"[ \t\n]+", inner))
    same = folded == inner or (name in _FOLDED and decode_latex(folded) == decode_latex(inner))
    return f"{{{folded if same else inner}}}"


_DELIMITERS = re.compile(r'(?<!\\)[{}"]')


def _is_one_text(value: str) -> bool:
    """Whether a value is one text in braces or quotes, and could stand in braces."""
    quoted = value[:1] == '"'
    if len(value) < 2 or value[0] + value[-1] not in {"{}", '""'}:
        return False
    depth = 0
    for match in _DELIMITERS.finditer(value[1:-1]):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth < 0 or (quoted and depth == 0 and match.group() == '"'):
            return False  # a sum: {A} # {B}, "a" # "b"
    return depth == 0
