"""Words fit the certainty and the direction.

Source: Santesso et al. 2020, GRADE guidelines 26 (verbs for each certainty); GRADE Handbook, ch. 6;
Cochrane Handbook, section 15.6.4 (no evidence of an effect is no evidence of no effect).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.cited_fields import Location
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import wording as kinds
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Certainty, ClaimKind, Direction
from mkdocs_evidence.sources.knowledge_base import SourceFile

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
UNSURE = r"\bunclear\b|\buncertain\b|\bnot (be )?(clear|known|settled)\b|\b(cannot|could not) (tell|be told)\b"
HEDGES = r"\bmay\b|\bmight\b|\bprobably\b|\bperhaps\b|\buncertain\b"
#: Words that no study can carry.
_PROMISES = re.compile(
    r"\bproven\b|\bproves\b|\bbreakthrough\b|\bmiracle\b|\bgame[- ]chang\w+|\brevolution\w*"
    r"|\bguarantee\w*|\bundoubtedly\b|\bdefinitely\b|\bdramatic(?:ally)?\b|\bremarkabl[ey]\b"
    r"|\bcures\b|\bperfectly safe\b|\bcompletely safe\b|\bsafe and effective\b|\bhighly effective\b",
    re.IGNORECASE,
)
#: What a statement of no difference says somewhere.
_NO_DIFFERENCE = re.compile(
    r"\bno\b|\bnot\b|\bnone\b|\bnor\b|n['\u2019]t\b|\blittle\b|\bsimilar|\bsame\b|\bneither\b|\bequal"
    r"|\bcomparable\b|\bas \w+(?: \w+){0,4} as\b|\bhardly\b|\bbarely\b|\balike\b|\bnon-inferior"
    r"|\bunchanged\b",
    re.IGNORECASE,
)
#: Claims that say what a treatment does.
EFFECTS = {ClaimKind.EFFICACY, ClaimKind.SAFETY, ClaimKind.DURABILITY}


def verbs_fit_the_certainty(library: Library) -> Iterator[Problem]:
    """A statement of an effect hedges as much as its certainty asks, and no more."""
    for claim in library.claims:
        if claim.claim.direction is Direction.DESCRIPTIVE:
            continue
        statement, certainty = claim.claim.statement.lower(), claim.claim.certainty
        pattern, words = _WANTED.get(certainty, ("", ""))
        if claim.claim.direction is Direction.UNCLEAR and re.search(UNSURE, statement):
            continue
        if pattern and not re.search(pattern, statement):
            message = f'Certainty is "{certainty}", but the statement does not say "{words}".'
            mend = f'Put "{words}" before the verb, or correct the certainty.'
            yield kinds.VERB_AGAINST_CERTAINTY.at(claim.place("statement"), message, mend)
        elif certainty is Certainty.HIGH and (hedge := re.search(HEDGES, statement)):
            message = f'Certainty is "high", but the statement says "{hedge.group(0)}".'
            mend = "Say plainly what happens, or correct the certainty."
            yield kinds.VERB_AGAINST_CERTAINTY.at(claim.place("statement"), message, mend)


def nothing_promises_too_much(library: Library) -> Iterator[Problem]:
    """Statements of effects, bottom lines and leaflets use no word that no study can carry."""
    for text, source, location in _texts_of_effects(library):
        if promise := _PROMISES.search(text):
            message = f'"{promise.group(0)}" promises more than a study can show.'
            mend = "Say what was found, in how many people, and how sure it is."
            yield kinds.PROMISES_TOO_MUCH.at(source.place(*location), message, mend)


def _texts_of_effects(
    library: Library,
) -> Iterator[tuple[str, SourceFile[Record] | LinkedClaim, Location]]:
    for record in library.records:
        yield record.model.bottom_line, record, ("bottom_line",)
    for claim in library.claims:
        if claim.claim.kind in EFFECTS:
            yield claim.claim.statement, claim, ("statement",)
    for record, leaflet in library.leaflets():
        for location, text in leaflet.entries():
            if location[0] in {"about", "may_help"}:
                yield text, record, ("plain_language", *location)


def no_difference_is_said(library: Library) -> Iterator[Problem]:
    """A claim of no difference says so in its statement."""
    for claim in library.claims:
        if claim.claim.direction is Direction.NO_DIFFERENCE and not _NO_DIFFERENCE.search(
            claim.claim.statement
        ):
            message = 'The direction is "no-difference", but the statement tells of a difference.'
            mend = 'Write "little or no difference", or correct the direction.'
            yield kinds.WORDS_AGAINST_DIRECTION.at(claim.place("statement"), message, mend)
