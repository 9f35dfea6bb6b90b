"""References as BibTeX that reads back as the same references.

Fields of other programs in `references.bib` (file paths, private notes) are not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_evidence.editing.bibtex_layout import canonical_entry
from mkdocs_evidence.intake.bibtex_entry import (
    CHAPTERS,
    PUBLISHERS,
    bibtex_name,
    escaped,
    escaped_pages,
)
from mkdocs_evidence.model.study import Name, Reference

#: A capital within a word: EEG, McGill, 5HT.
_INNER_CAPITAL = re.compile(r"\w[A-Z]")


def as_bibtex(references: Iterable[Reference]) -> str:
    """A BibTeX file; the citation keys are those of the knowledge base."""
    return file_of(map(entry, references))


def file_of(entries: Iterable[str]) -> str:
    """A BibTeX file of entries."""
    return "\n\n".join(entries) + "\n"


def entry(reference: Reference) -> str:
    """One reference as an entry."""
    fields = [(name, f"{{{value}}}") for name, value in _fields(reference) if value]
    return canonical_entry(reference.entry_type, reference.key, fields)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    is_chapter = reference.entry_type in CHAPTERS
    yield "author", _names(reference.authors, complete=reference.authors_complete)
    yield "editor", _names(reference.editors, complete=True)
    yield "title", _title(reference.title)
    yield "booktitle" if is_chapter else "journal", escaped(reference.container)
    yield PUBLISHERS.get(reference.entry_type, "publisher"), _publisher(reference.publisher)
    yield "address", escaped(reference.place)
    yield "edition", escaped(reference.edition)
    for name in ("year", "month", "day", "volume"):
        yield name, escaped(getattr(reference, name))
    yield "number", escaped(reference.issue)
    yield "pages", escaped_pages(reference.pages)
    yield "isbn", escaped(reference.isbn)
    for name in ("doi", "pmid", "pmcid", "url"):
        yield name, _verbatim(getattr(reference, name))
    yield "urldate", escaped(reference.accessed)


def _names(names: tuple[Name, ...], *, complete: bool) -> str:
    written = [_family_alone(name) if _is_bare(name) else bibtex_name(name) for name in names]
    return " and ".join(written if complete or not names else [*written, "others"])


def _is_bare(name: Name) -> bool:
    return not (name.corporate or name.given)


def _family_alone(name: Name) -> str:
    """A person of one name: wholly in braces it would be an organisation."""
    return bibtex_name(Name(name.family, "-", name.particle, name.suffix))[: -len("-")] + "{}"


def _title(title: str) -> str:
    """A title whose acronyms stay capital: styles write the rest of it in small letters."""
    if not _INNER_CAPITAL.search(title):
        return escaped(title)
    parts = re.split(r"([^\s-]+)", title)
    return "".join(
        f"{{{escaped(part)}}}" if _INNER_CAPITAL.search(part) else escaped(part) for part in parts
    )


def _publisher(name: str) -> str:
    """A publisher; one with “and” in its name stands in braces, or BibLaTeX reads two."""
    return f"{{{escaped(name)}}}" if " and " in name else escaped(name)


def _verbatim(value: str) -> str:
    """An identifier or address, in which only what ends or changes a value is encoded."""
    return re.sub(r"[\s{}\\]", lambda match: f"%{ord(match.group()):02X}", value)
