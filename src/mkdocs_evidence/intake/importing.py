"""Entries of a file become proposals; what cannot be added is listed, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from mkdocs_evidence.intake.citation_keys import is_usable_key
from mkdocs_evidence.intake.duplicates import duplicates, letters_of
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.journal_names import with_known_journal
from mkdocs_evidence.intake.proposal import Proposal, UnwritableError, propose, taken_keys
from mkdocs_evidence.intake.reference_files import FileEntry
from mkdocs_evidence.library import Library


def proposals_from(
    entries: Sequence[FileEntry], library: Library, today: dt.date
) -> tuple[list[Proposal], list[str]]:
    """Proposals for the entries that are new, and a line for each of the others.

    A usable key of a BibTeX file is kept; one that is taken gives way to a new one.
    """
    taken = taken_keys(library)
    proposals: list[Proposal] = []
    refused: list[str] = []
    first_with: dict[str, str] = {}
    for entry in entries:
        if there := next(duplicates(library, entry.found), None):
            refused.append(f"{entry.where}  is there already. {there}")
            continue
        marks = _marks(entry.found)
        if twin := next((first_with[mark] for mark in marks if mark in first_with), ""):
            refused.append(f"{entry.where}  is the same study as {twin}.")
            continue
        try:
            proposal = propose(
                with_known_journal(entry.found, library), taken, today, _free(entry.key, taken)
            )
        except UnwritableError as reason:
            refused.append(f"{entry.where}  {reason}")
            continue
        first_with |= dict.fromkeys(marks, entry.where)
        taken.add(proposal.key)
        proposals.append(proposal)
    return proposals, refused


def _free(key: str, taken: set[str]) -> str:
    is_free = key.lower() not in {known.lower() for known in taken}
    return key if is_usable_key(key) and is_free else ""


def _marks(found: FoundStudy) -> list[str]:
    """What makes two entries of one file the same study."""
    marks = [
        f"{name} {value.lower()}"
        for name in ("doi", "pmid", "pmcid")
        if (value := getattr(found, name))
    ]
    return marks or [f"title {letters_of(found.title)} {found.year}"]
