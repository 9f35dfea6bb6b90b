"""What `evidence add` will write, made and read back before anything is touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_evidence.editing.bibtex_layout import with_entry
from mkdocs_evidence.intake.bibtex_entry import bibtex_entry
from mkdocs_evidence.intake.citation_keys import is_usable_key, new_key
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.study_record import study_record
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.study import Appraisal, Reference
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.text_file import read_text
from mkdocs_evidence.sources.whole_files import replace_files
from mkdocs_evidence.sources.yaml_document import parse_yaml


@dataclass(frozen=True)
class Proposal:
    """One study ready to be written: its entry, its record, and the entry as it reads back."""

    found: FoundStudy
    key: str
    entry: str
    #: Empty where there is nothing to say about how the study was done.
    record: str
    reference: Reference


class UnwritableError(ValueError):
    """What was found cannot be written; the text says why."""


def taken_keys(library: Library) -> set[str]:
    """Keys that lead to a study, to an entry that cannot be read, or to a file."""
    folder = library.layout.docs_dir / library.layout.studies
    files = {file.stem for file in folder.glob("*.y*ml")} if folder.is_dir() else set()
    return set(library.studies) | set(library.broken) | files


def propose(found: FoundStudy, taken: Collection[str], today: dt.date, key: str = "") -> Proposal:
    """Compose entry and record, and read both back.

    Raises:
        UnwritableError: the study has no title, or the wanted key is taken or cannot be used.
    """
    if not found.title:
        raise UnwritableError("The source gives no title: a reference cannot do without.")
    if key and not is_usable_key(key):
        message = f'The key "{key}" cannot be used. Use letters, digits and - _ . +: smith2020.'
        raise UnwritableError(message)
    if key.lower() in {known.lower() for known in taken}:
        raise UnwritableError(f'The key "{key}" is taken.')
    key = key or new_key(found, taken)
    entry, record = bibtex_entry(key, found), study_record(found, today)
    bibliography, problems = parse_references(entry, "the new entry")
    problems = [*problems, *_record_problems(record)]
    if problems or list(bibliography.references) != [key]:
        raise UnwritableError(f"What was found does not read back: {'; '.join(map(str, problems))}")
    return Proposal(found, key, entry, record, bibliography.references[key])


def _record_problems(record: str) -> list[Problem]:
    if not record:
        return []
    document, problems = parse_yaml(record, "the new record")
    return problems if document is None else [*problems, *validate(Appraisal, document)[1]]


def write(proposals: Sequence[Proposal], library: Library) -> list[Path]:
    """Write all entries and records, or none.

    Raises:
        UnwritableError: a file cannot be read or written; everything is as it was.
    """
    layout = library.layout
    text = _bibliography(library)
    files: dict[Path, str] = {}
    for proposal in proposals:
        text = with_entry(text, proposal.key, proposal.entry)
        if proposal.record:
            file = layout.docs_dir / layout.studies / f"{proposal.key}.yml"
            if file.exists():
                raise UnwritableError(
                    f"{layout.shown(file)} was written by somebody else meanwhile."
                )
            files[file] = proposal.record
    files[layout.bibliography] = text
    try:
        replace_files({file: text.encode("utf-8") for file, text in files.items()})
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{error.filename or 'A file'} cannot be written: {reason}."
        raise UnwritableError(f"{message} Everything is as it was.") from None
    return list(files)


def _bibliography(library: Library) -> str:
    file = library.layout.bibliography
    if not file.exists():
        return ""
    text, problems = read_text(file, library.bibliography)
    if text is None:
        raise UnwritableError("; ".join(map(str, problems)))
    return text
