r"""A found study as a BibTeX entry that reads back as the same text.

What comes from outside may hold anything: braces, backslashes, per cent signs, quotes, even whole
entries. Each character that BibTeX or LaTeX would read as markup is written so that it stands for
itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.editing.bibtex_layout import canonical_entry
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.model.study import Name

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    **{character: f"\\{character}" for character in "%&$#_"},
}
_SPECIAL = re.compile("|".join(re.escape(character) for character in _ESCAPES))
#: Signs that LaTeX joins when they stand side by side: dashes, quotes, inverted marks.
_JOINED = re.compile(
    r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)"
)
#: What a text has that cannot stand as it is; most have nothing.
_ODD = re.compile(f"{_SPECIAL.pattern}|{_JOINED.pattern}")


def bibtex_entry(key: str, found: FoundStudy) -> str:
    """The canonical BibTeX entry of a study."""
    fields = [(name, f"{{{value}}}") for name, value in _fields(found) if value]
    return canonical_entry(found.entry_type, key, fields)


def _fields(found: FoundStudy) -> Iterator[tuple[str, str]]:
    names = [bibtex_name(name) for name in found.authors]
    if names and not found.authors_complete:
        names.append("others")
    yield "author", " and ".join(names)
    yield "title", escaped(found.title)
    yield from _container(found)
    yield "edition", escaped(found.edition)
    yield "year", escaped(found.year)
    yield "volume", escaped(found.volume)
    yield "number", escaped(found.issue)
    yield "pages", escaped_pages(found.pages)
    yield "isbn", escaped(found.isbn)
    yield "doi", _bare(found.doi)
    yield "pmid", _bare(found.pmid)
    yield "pmcid", _bare(found.pmcid)
    yield "url", "" if found.doi or found.pmid else _bare(found.url)


#: Types of entry that stand in a book, and the field in which others name their publisher.
CHAPTERS = {"incollection", "inproceedings", "inbook", "conference"}
PUBLISHERS = {
    **dict.fromkeys(("techreport", "report"), "institution"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "school"),
}


def _container(found: FoundStudy) -> Iterator[tuple[str, str]]:
    if found.entry_type == "article":
        yield "journal", escaped(found.container)
        return
    name = "booktitle" if found.entry_type in CHAPTERS else "journal"
    yield name, escaped(found.container)
    yield PUBLISHERS.get(found.entry_type, "publisher"), escaped(found.publisher)


def escaped(text: str) -> str:
    r"""Write text so that BibTeX reads the same text back.

    >>> escaped("50% of {x} & y--z")
    '50\\% of \\{x\\} \\& y-{}-z'
    """
    if not _ODD.search(text):
        return text
    return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], _JOINED.sub("\0", text)).replace(
        "\0", "{}"
    )


def escaped_pages(pages: str) -> str:
    """A range has two hyphens in BibTeX, as TeX sets a dash."""
    parts = re.split(r"(?<=[\w.])\s*[-\N{EN DASH}\N{MINUS SIGN}]+\s*(?=[\w.])", pages)
    return "--".join(escaped(part) for part in parts)


def _bare(value: str) -> str:
    """An identifier or address: what BibTeX could misread there is percent-encoded."""
    return re.sub(r"[\s{}\\\"<>^`|]", lambda match: f"%{ord(match.group()):02X}", value)


def bibtex_name(name: Name) -> str:
    """An author as BibTeX splits names: `von Last, Jr, First`, organisations in braces."""
    if name.corporate or not name.given:
        return f"{{{escaped(name.family)}}}"
    family = " ".join(filter(None, [name.particle, name.family]))
    parts = [family, *([name.suffix] if name.suffix else []), name.given]
    return ", ".join(_name_part(part) for part in parts)


def _name_part(part: str) -> str:
    """A part in braces where it would come apart: at a comma, or at the word "and"."""
    written = escaped(part)
    splits = "," in part or re.search(r"(?:^|\s)and(?:\s|$)", part, re.IGNORECASE)
    return f"{{{written}}}" if splits else written
