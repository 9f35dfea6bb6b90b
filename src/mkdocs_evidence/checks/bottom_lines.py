"""Bottom lines: the few sentences that most readers read, and no surer than the claims below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from mkdocs_evidence.checks.wording import EFFECTS, HEDGES, UNSURE
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import leaflets as leaflet_kinds
from mkdocs_evidence.model.problem_kinds import wording as wording_kinds
from mkdocs_evidence.prose import scan, without_notations

#: Two to four sentences of forty words, citations not counted.
LONGEST = 160
_MOST_SENTENCES = 5
#: Words that hedge a sentence of a bottom line, or say that it tells of one study.
_CAREFUL = re.compile(
    rf"{HEDGES}|{UNSURE}|\blikely\b|\bsuggests?\b|\bappears?\b|\bseems?\b|\bcould\b|\bcertainty\b"
    r"|\bnot been (?:shown|tested|studied)\b|\bone (?:\w+ ){0,3}(?:trial|study|review)\b"
    r"|\bin (?:a|one|two|three|the only) (?:\w+ ){0,4}(?:trials?|stud(?:y|ies)|series|cohorts?)\b",
    re.IGNORECASE,
)
#: Verbs in the present tense that state an effect as a fact; a past tense tells what a study found.
_STATES_AN_EFFECT = re.compile(
    r"\b(?:lowers|reduces|improves|relieves|eases|prevents|shortens|lessens|cuts|works|helps)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.;!?\]])[.;]?\s+(?=[A-Z])")


def bottom_lines_are_no_surer_than_their_claims(library: Library) -> Iterator[Problem]:
    """A bottom line states as a fact only what some claim on the same studies is sure of."""
    for record in library.records:
        claims = [c for c in library.claims_of(record.slug) if c.claim.kind in EFFECTS]
        for sentence in _SENTENCE_END.split(record.model.bottom_line):
            plain = without_notations(sentence, str)
            stated = _STATES_AN_EFFECT.search(plain)
            if stated is None or _CAREFUL.search(plain):
                continue
            keys = {cited.key for cited in scan(sentence).citations}
            best = _surest(claims, keys)
            if best and (best.claim.certainty.filled or 0) <= 2:
                place = record.document.place_of_text(stated.group(0), "bottom_line")
                certainty = best.claim.certainty.label.lower()
                message = (
                    f'"{stated.group(0)}" is stated as a fact, but the surest claim on these '
                    f"studies ({best.claim.id}) is of {certainty} certainty."
                )
                mend = 'Write "may", or tell in the past tense what the study found.'
                yield wording_kinds.SURER_THAN_ITS_CLAIMS.at(place, message, mend)


def _surest(claims: list[LinkedClaim], keys: set[str]) -> LinkedClaim | None:
    """The claim of the highest certainty among those that rest on some of these studies."""
    resting = [c for c in claims if keys & {link.study for link in c.claim.deciding}]
    graded = [claim for claim in resting if claim.claim.certainty.filled]
    return max(graded, key=lambda claim: claim.claim.certainty.filled or 0, default=None)


def bottom_lines_are_short(library: Library) -> Iterator[Problem]:
    """A bottom line has two to four sentences."""
    for record in library.records:
        plain = without_notations(record.model.bottom_line, attrgetter("label"))
        words, sentences = len(plain.split()), len(re.findall(r"[.!?](?=\s|$)", plain))
        if words > LONGEST or sentences > _MOST_SENTENCES:
            message = f"The bottom line has {words} words in {sentences} sentences."
            mend = f"Keep two to four sentences, {LONGEST} words at most; move the rest to a claim."
            yield leaflet_kinds.LONG_BOTTOM_LINE.at(record.place("bottom_line"), message, mend)
