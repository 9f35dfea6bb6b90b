"""RIS, as Zotero, EndNote, Embase and publishers write it.

Source: "RIS Format Specifications" (Research Information Systems), and what the programs do with
it: EndNote puts the issue into M1 and the PMCID into C2; Zotero puts "PMID: …" into N1; databases
put the PMID into AN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.identifiers import bare_doi
from mkdocs_evidence.intake.page_ranges import whole_page_range
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.intake.tagged_lines import TaggedEntry, read_tagged
from mkdocs_evidence.intake.written_names import written_name

_TYPES = {
    **dict.fromkeys("JOUR EJOUR MGZN NEWS INPR ABST JFULL".split(), "article"),
    **dict.fromkeys("BOOK EBOOK EDBOOK".split(), "book"),
    **dict.fromkeys("CHAP ECHAP ENCYC".split(), "incollection"),
    **dict.fromkeys("CONF CPAPER".split(), "inproceedings"),
    **dict.fromkeys("RPRT GOVDOC STAND".split(), "techreport"),
    "THES": "phdthesis",
}


def read_ris(text: str) -> Iterator[tuple[int, FoundStudy]]:
    """Studies of a RIS file, each with the line it begins on."""
    for entry in read_tagged(text, "TY"):
        yield entry.line, _study(entry)


def _study(entry: TaggedEntry) -> FoundStudy:
    kind = _TYPES.get(entry.first("TY"), "misc")
    names = [written_name(name) for name in entry.all("AU", "A1")]
    year = re.search(r"\d{4}", entry.first("PY", "Y1", "DA"))
    links = entry.all("UR", "L1", "L2")
    notes = " ".join(entry.all("N1", "AN", "C2"))
    return FoundStudy(
        entry_type=kind,
        title=plain_text(entry.first("TI", "T1", "CT")).removesuffix("."),
        authors=tuple(name for name in names if name),
        container=plain_text(entry.first("T2", "JF", "JO", "BT", "JA", "J2"))
        if kind != "book"
        else "",
        publisher=plain_text(entry.first("PB"), 300),
        year=year[0] if year else "",
        volume=plain_text(entry.first("VL"), 40),
        issue=plain_text(entry.first("IS") or _number(entry.first("M1")), 40),
        pages=_pages(entry),
        edition=plain_text(entry.first("ET"), 40),
        isbn=plain_text(entry.first("SN"), 40) if kind == "book" else "",
        doi=next(filter(None, map(bare_doi, [entry.first("DO"), *links, entry.first("M3")])), ""),
        pmid=_pmid(entry, notes),
        pmcid=_found(r"\b(PMC\d{3,9})\b", notes),
        url=next((link for link in links if link.startswith(("http://", "https://"))), ""),
    )


def _pmid(entry: TaggedEntry, notes: str) -> str:
    number = entry.first("AN")
    if re.search("pubmed|medline|nlm", entry.first("DB", "DP"), re.IGNORECASE):
        return number if re.fullmatch(r"\d{1,8}", number) else _found(r"PMID:?\s*(\d{1,8})", notes)
    return _found(r"PMID:?\s*(\d{1,8})", notes)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


def _number(text: str) -> str:
    return text if re.fullmatch(r"\d{1,5}", text) else ""


def _pages(entry: TaggedEntry) -> str:
    start, end = entry.first("SP"), entry.first("EP")
    pages = f"{start}-{end}" if start and end and "-" not in start and start != end else start
    return whole_page_range(plain_text(pages, 60))
