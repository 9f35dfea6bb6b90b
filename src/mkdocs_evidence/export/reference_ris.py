"""References as RIS, which every reference manager reads.

Source: "RIS Format Specifications" (Research Information Systems, 2011 edition of the tags). RIS
has no tag for identifiers of PubMed: a PMID stands as accession number (AN) of the database (DB)
PubMed, as databases write it, and a PMCID in C2, as EndNote does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_evidence.model.study import Name, Reference

MEDIA_TYPE = "application/x-research-info-systems"
_END = "\r\n"  # as the specification asks
_TYPES = {
    "article": "JOUR",
    "preprint": "UNPB",
    "unpublished": "UNPB",
    **dict.fromkeys(("book", "proceedings", "manual", "booklet"), "BOOK"),
    **dict.fromkeys(("incollection", "inbook"), "CHAP"),
    **dict.fromkeys(("inproceedings", "conference"), "CPAPER"),
    **dict.fromkeys(("techreport", "report"), "RPRT"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "THES"),
    **dict.fromkeys(("online", "electronic", "www"), "ELEC"),
}


def as_ris(references: Iterable[Reference]) -> str:
    """A RIS file of some references."""
    return file_of(map(entry, references))


def file_of(entries: Iterable[str]) -> str:
    """A RIS file of entries."""
    return _END.join(entries)


def entry(reference: Reference) -> str:
    """One reference as an entry."""
    return _END.join(_lines(reference)) + _END


def _lines(reference: Reference) -> Iterator[str]:
    yield f"TY  - {_TYPES.get(reference.entry_type, 'GEN')}"
    for tag, value in _fields(reference):
        if text := " ".join(value.split()):
            yield f"{tag}  - {text}"
    yield "ER  - "


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "ID", reference.key
    yield from (("AU", _name(name)) for name in reference.authors)
    if reference.authors and not reference.authors_complete:
        yield "N1", "More authors than are listed here."
    yield from (("A2", _name(name)) for name in reference.editors)
    yield "TI", reference.title
    yield "T2", reference.container
    yield "PY", reference.year
    yield "DA", _date(reference)
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield from _pages(reference.pages)
    yield "ET", reference.edition
    yield "PB", reference.publisher
    yield "CY", reference.place
    yield "SN", reference.isbn
    yield "DO", reference.doi
    if reference.pmid:
        yield "AN", reference.pmid
        yield "DB", "PubMed"
    yield "C2", reference.pmcid
    yield "UR", reference.url


def _name(name: Name) -> str:
    """`Last, First, Suffix`; in an organisation's name a comma would part it."""
    if name.corporate:
        return name.family.replace(",", "")
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, [family, name.given, name.suffix]))


def _date(reference: Reference) -> str:
    """`YYYY/MM/DD/`, where more than the year is known."""
    if not (reference.year.isdigit() and reference.month.isdigit()):
        return ""
    day = f"{int(reference.day):02}" if reference.day.isdigit() else ""
    return f"{reference.year}/{int(reference.month):02}/{day}/"


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    match = re.fullmatch(r"([\w.]+)\s*[-\u2010-\u2015]+\s*([\w.]+)", pages)
    yield "SP", match[1] if match else pages
    yield "EP", match[2] if match else ""
