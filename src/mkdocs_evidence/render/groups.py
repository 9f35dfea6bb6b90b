"""Names of the two groups that a claim compares, so that every number says whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.vocabulary import ComparatorType
from mkdocs_evidence.wording import in_sentence
from mkdocs_evidence.words import gettext

#: Comparators that are no group of people: "own baseline", "pressure before the dose".
_NO_GROUP = re.compile(r"^no(ne| comparator)\b|\bbaseline\b|\bbefore\b", re.IGNORECASE)


def names_a_group(comparator: str | None) -> bool:
    """False where a comparator is not a group of people."""
    return comparator is not None and not _NO_GROUP.search(comparator)


def has_two_groups(claim: Claim, studies: Sequence[Study]) -> bool:
    """Whether a claim compares two groups of people, and some of its studies had two."""
    if not names_a_group(claim.comparator):
        return False
    return any(study.appraisal.comparator_type is not ComparatorType.NONE for study in studies)


def intervention_name(claim: Claim, library: Library) -> str:
    """What the group with the treatment had, inside a sentence."""
    if claim.intervention or len(claim.treatments) != 1:
        return claim.intervention or gettext("treatment")
    return in_sentence(library.by_slug[claim.treatments[0]].model.name)
