"""Verbs fit the certainty (Santesso et al. 2020, GRADE guidelines 26; GRADE Handbook, ch. 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import wording as kinds
from mkdocs_evidence.model.vocabulary import Certainty, Direction

#: What a statement must say at each certainty, and how the message shows it.
_WANTED = {
    Certainty.MODERATE: (r"\bprobably\b|\blikely\b", "probably"),
    Certainty.LOW: (r"\bmay\b|\bmight\b|\bappears? to\b|\bsuggests?\b", "may"),
    Certainty.VERY_LOW: (
        r"\buncertain\b|\bunclear\b|\bnot known whether\b|\bcannot be (told|said)\b",
        "it is uncertain whether",
    ),
}
#: Words that say plainly that the data do not tell.
_UNSURE = r"\bunclear\b|\buncertain\b|\bnot (be )?(clear|known|settled)\b|\b(cannot|could not) (tell|be told)\b"
_HEDGES = r"\bmay\b|\bmight\b|\bprobably\b|\bperhaps\b|\buncertain\b"


def verbs_fit_the_certainty(library: Library) -> Iterator[Problem]:
    """A statement of an effect hedges as much as its certainty asks, and no more."""
    for claim in library.claims:
        if claim.claim.direction is Direction.DESCRIPTIVE:
            continue
        statement, certainty = claim.claim.statement.lower(), claim.claim.certainty
        pattern, words = _WANTED.get(certainty, ("", ""))
        if claim.claim.direction is Direction.UNCLEAR and re.search(_UNSURE, statement):
            continue
        if pattern and not re.search(pattern, statement):
            message = f'Certainty is "{certainty}", but the statement does not say "{words}".'
            mend = f'Put "{words}" before the verb, or correct the certainty.'
            yield kinds.VERB_AGAINST_CERTAINTY.at(claim.place("statement"), message, mend)
        elif certainty is Certainty.HIGH and (hedge := re.search(_HEDGES, statement)):
            message = f'Certainty is "high", but the statement says "{hedge.group(0)}".'
            mend = "Say plainly what happens, or correct the certainty."
            yield kinds.VERB_AGAINST_CERTAINTY.at(claim.place("statement"), message, mend)
