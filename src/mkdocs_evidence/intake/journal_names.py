"""Journals keep the name that the reference list gives them: PubMed writes "Annals of fiction"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.library import Library


def with_known_journal(found: FoundStudy, library: Library) -> FoundStudy:
    """Name the journal as most entries of the list do, where only capitals, "The" or "&" differ."""
    wanted = _words(found.container)
    names = Counter(
        study.reference.container
        for study in library.studies.values()
        if wanted and _words(study.reference.container) == wanted
    )
    usual = [name for name, _ in names.most_common(1)]
    return replace(found, container=usual[0]) if usual else found


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower().replace("&", " and "))
    return words[1:] if words[:1] == ["the"] else words
