"""Files of reference managers: RIS, .nbib, CSL-JSON and BibTeX become found studies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_evidence.intake.csl_file import read_csl
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.nbib_file import read_nbib
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.intake.ris_file import read_ris
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.sources.text_file import read_text

_MAX_BYTES = 20_000_000
#: How the first entry of each format begins, for files that are called .txt.
_BEGINNINGS = {
    ".ris": re.compile(r"^TY  - ?\w", re.MULTILINE),
    ".nbib": re.compile(r"^PMID ?- ?\d", re.MULTILINE),
    ".json": re.compile(r"\A\s*[\[{]"),
    ".bib": re.compile(r"^\s*@\w+\s*\{", re.MULTILINE),
}


@dataclass(frozen=True)
class FileEntry:
    """One entry of a file: where it stands, what it says, and its own citation key, if any."""

    where: str
    found: FoundStudy
    key: str = ""


def read_reference_file(file: Path) -> tuple[list[FileEntry], list[str]]:
    """All entries of a file, and what is wrong with it, each with its place."""
    if file.stat().st_size > _MAX_BYTES:
        return [], [f"{file}  is larger than {_MAX_BYTES // 1_000_000} MB."]
    text, problems = read_text(file, file.as_posix())
    if text is None:
        return [], [str(problem) for problem in problems]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    form = _format(file, text)
    if form == ".bib":
        return _bibtex(file, text)
    readers = {".ris": read_ris, ".nbib": read_nbib, ".json": read_csl}
    if form not in readers:
        return [], [
            f"{file}  is none of RIS (.ris), PubMed (.nbib), CSL-JSON (.json), BibTeX (.bib)."
        ]
    place = f"{file}, entry " if form == ".json" else f"{file}:"
    try:
        entries = [FileEntry(f"{place}{n}", found) for n, found in readers[form](text)]
    except ValueError as error:
        return [], [f"{file}  cannot be read: {error}."]
    return entries, [] if entries else [f"{file}  holds no entry."]


def _format(file: Path, text: str) -> str:
    by_name = file.suffix.lower()
    if by_name in _BEGINNINGS:
        return by_name
    return next((form for form, begins in _BEGINNINGS.items() if begins.search(text)), "")


def _bibtex(file: Path, text: str) -> tuple[list[FileEntry], list[str]]:
    bibliography, problems = parse_references(text, file.as_posix())
    entries = list(_entries(file, bibliography.references.values()))
    told = [str(problem) for problem in problems if problem.is_error]
    return entries, told if entries or told else [f"{file}  holds no entry."]


def _entries(file: Path, references: Iterable[Reference]) -> Iterator[FileEntry]:
    for reference in references:
        yield FileEntry(f"{file}:{reference.line}", _study(reference), reference.key)


def _study(reference: Reference) -> FoundStudy:
    note = reference.other.get("note", "")
    pmid = re.search(r"PMID: ?(\d{1,8})", note)
    pmcid = re.search(r"PMCID: ?(PMC\d+)", note)
    online = reference.entry_type in {"online", "electronic", "www"}
    return FoundStudy(
        entry_type="misc" if online else reference.entry_type,
        title=plain_text(reference.title),
        authors=tuple(_plain_name(name) for name in reference.authors),
        authors_complete=reference.authors_complete,
        container=plain_text(reference.container),
        publisher=plain_text(reference.publisher, 300),
        year=plain_text(reference.year, 40),
        volume=plain_text(reference.volume, 40),
        issue=plain_text(reference.issue, 40),
        pages=plain_text(reference.pages, 60),
        edition=plain_text(reference.edition, 40),
        isbn=plain_text(reference.isbn, 60),
        doi=plain_text(reference.doi, 300),
        pmid=reference.pmid or (pmid[1] if pmid else ""),
        pmcid=plain_text(reference.pmcid, 40) or (pmcid[1] if pmcid else ""),
        url=plain_text(reference.url, 500),
    )


def _plain_name(name: Name) -> Name:
    return Name(
        plain_text(name.family, 300),
        plain_text(name.given, 300),
        plain_text(name.particle, 60),
        plain_text(name.suffix, 60),
        name.corporate,
    )
