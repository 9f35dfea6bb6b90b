"""References as CSL-JSON, which Zotero, pandoc and citeproc read.

Source: the Citation Style Language 1.0.2 specification, appendices on types, variables and dates,
and its input schema csl-data.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from mkdocs_evidence.model.study import Name, Reference

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
_TYPES = {
    "article": "article-journal",
    "preprint": "article",
    "unpublished": "manuscript",
    **dict.fromkeys(("book", "proceedings", "manual", "booklet"), "book"),
    **dict.fromkeys(("incollection", "inbook"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("techreport", "report"), "report"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
}
_GENRES = {
    "preprint": "Preprint",
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
}


def as_csl_json(references: Iterable[Reference]) -> str:
    """A CSL-JSON file of some references."""
    return file_of(map(entry, references))


def file_of(entries: Iterable[str]) -> str:
    """A CSL-JSON file of items."""
    items = ",\n".join(entries)
    return f"[\n{items}\n]\n" if items else "[]\n"


def entry(reference: Reference) -> str:
    """One reference as an item, a line for each of its variables."""
    lines = json.dumps(csl_item(reference), ensure_ascii=False, indent=1).split("\n")
    return "\n".join(f" {line}" for line in lines)


def csl_item(reference: Reference) -> dict[str, Any]:
    """One reference as an item of CSL-JSON; what is not known is not there."""
    item = {
        "id": reference.key,
        "type": _TYPES.get(reference.entry_type, "document"),
        "genre": _GENRES.get(reference.entry_type),
        "title": reference.title,
        "author": _names(reference.authors, complete=reference.authors_complete),
        "editor": _names(reference.editors, complete=True),
        "container-title": reference.container,
        "issued": _issued(reference),
        "accessed": _day(reference.accessed),
        "volume": reference.volume,
        "issue": reference.issue,
        "page": re.sub(r"\s*[\u2010-\u2015]\s*", "-", reference.pages),
        "edition": reference.edition,
        "publisher": reference.publisher,
        "publisher-place": reference.place,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "ISBN": reference.isbn,
        "URL": reference.url,
    }
    return {name: value for name, value in item.items() if value}


def _names(names: tuple[Name, ...], *, complete: bool) -> list[dict[str, str]]:
    listed = [_name(name) for name in names]
    return listed if complete or not names else [*listed, {"literal": "others"}]


def _name(name: Name) -> dict[str, str]:
    if name.corporate:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _issued(reference: Reference) -> dict[str, Any]:
    if not reference.year.isdigit():
        return {"literal": reference.year} if reference.year else {}
    parts = [int(reference.year)]
    if reference.month.isdigit():
        parts.append(int(reference.month))
        if reference.day.isdigit():
            parts.append(int(reference.day))
    return {"date-parts": [parts]}


def _day(iso: str) -> dict[str, Any]:
    if not iso:
        return {}
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso):
        return {"date-parts": [[int(part) for part in iso.split("-")]]}
    return {"literal": iso}
