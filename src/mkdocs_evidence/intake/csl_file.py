"""CSL-JSON, as Zotero, Mendeley and Crossref write it.

Source: Citation Style Language 1.0.2, csl-data.json. Zotero keeps PMID and PMCID in `note`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.identifiers import bare_doi
from mkdocs_evidence.intake.json_values import first, items, mapping
from mkdocs_evidence.intake.page_ranges import whole_page_range
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.model.study import Name

_TYPES = {
    **dict.fromkeys(("article-journal", "article", "article-magazine", "review"), "article"),
    "book": "book",
    **dict.fromkeys(("chapter", "entry-encyclopedia", "entry-dictionary"), "incollection"),
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}


def read_csl(text: str) -> Iterator[tuple[int, FoundStudy]]:
    """Studies of a CSL-JSON file, each with its number in the file.

    Raises:
        ValueError: the text is not JSON, or holds no list of entries.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    entries = data if isinstance(data, list) else mapping(data).get("items", [data])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("it is no list of entries")
    for number, entry in enumerate(entries, start=1):
        yield number, _study(entry)


def _study(entry: dict[str, Any]) -> FoundStudy:
    kind = _TYPES.get(str(entry.get("type")), "misc")
    note = str(entry.get("note", ""))
    url = plain_text(entry.get("URL"), 500)
    return FoundStudy(
        entry_type=kind,
        title=plain_text(entry.get("title")),
        authors=tuple(_names(entry.get("author"))),
        container=plain_text(first(entry.get("container-title"))),
        publisher=plain_text(entry.get("publisher"), 300),
        year=_year(entry.get("issued")),
        volume=_short(entry.get("volume")),
        issue=_short(entry.get("issue")),
        pages=whole_page_range(_short(entry.get("page"))),
        edition=_short(entry.get("edition")),
        isbn=_short(first(entry.get("ISBN"))) if kind == "book" else "",
        doi=bare_doi(_short(entry.get("DOI"), 300)) or bare_doi(url),
        pmid=_found(r"(\d{1,8})", _short(entry.get("PMID"))) or _found(r"PMID: ?(\d{1,8})", note),
        pmcid=_found(r"(PMC\d+)", _short(entry.get("PMCID"))) or _found(r"PMCID: ?(PMC\d+)", note),
        url=url if url.startswith(("http://", "https://")) else "",
    )


def _names(authors: Any) -> Iterator[Name]:
    for author in items(authors):
        family, given = plain_text(author.get("family"), 200), plain_text(author.get("given"), 200)
        particles = (author.get("dropping-particle"), author.get("non-dropping-particle"))
        particle = " ".join(filter(None, (plain_text(part, 40) for part in particles)))
        group = plain_text(author.get("literal"), 300)
        if family:
            suffix = plain_text(author.get("suffix"), 20)
            yield Name(family, given, particle, suffix, corporate=not given)
        elif group or given:
            yield Name(group or given, corporate=True)


def _year(issued: Any) -> str:
    """The year of `date-parts`, where it may be a number or a text, or of a date in words."""
    parts = first(first(mapping(issued).get("date-parts")))
    written = f"{parts or ''} {mapping(issued).get('raw', '')} {mapping(issued).get('literal', '')}"
    return _found(r"\b(\d{4})\b", written)


def _short(value: Any, limit: int = 60) -> str:
    return plain_text(str(value), limit) if isinstance(value, str | int | float) else ""


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""
