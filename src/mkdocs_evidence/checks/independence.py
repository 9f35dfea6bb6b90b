"""Evidence counts once: reports of one trial, and reviews of the same studies.

Source: Cochrane Handbook, section 4.6.2 (collating multiple reports of the same study); for
overlapping reviews, Cochrane Handbook, section V.4.4.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import independence as kinds
from mkdocs_evidence.model.vocabulary import Design, Support

_POOLING = {Design.META_ANALYSIS, Design.NETWORK_META_ANALYSIS}
_REVIEWS = _POOLING | {Design.SYSTEMATIC_REVIEW}
#: Words by which a note says that two sources are not independent of each other.
_SAID = re.compile(
    r"\bsame (?:\w+ ){0,2}(?:trials?|study|studies|people|patients|review|data)\b|\bone trial\b"
    r"|\boverlap|\bindependent|\balso (?:counts|counted|includes|included|pools|pooled)\b"
    r"|\bshares? (?:\w+ )?(?:trials?|studies)\b|\bupdate of\b|\bre-?analysis of\b",
    re.IGNORECASE,
)


def trials_count_once(library: Library) -> Iterator[Problem]:
    """Two reports of one trial on one claim are named as such."""
    for claim in library.claims:
        reports = _reports_of_one_trial(library, claim)
        if not reports or _says_so(claim):
            continue
        for first, second, registry_id in reports:
            index = next(i for i, link in enumerate(claim.claim.evidence) if link.study == second)
            message = f'"{first}" and "{second}" both report the trial {registry_id}.'
            mend = "Make one of them background, or say in a note: that it is the same trial."
            yield kinds.TRIAL_COUNTED_TWICE.at(
                claim.place("evidence", index, "study"), message, mend
            )


def pooled_studies_count_once(library: Library) -> Iterator[Problem]:
    """A claim that pools its own links counts trials, not reports."""
    for claim in library.claims:
        effect = claim.claim.effect
        links = claim.claim.deciding
        if effect is None or effect.k is None or any(x.effect and x.effect.k for x in links):
            continue
        keys = {link.study for link in links}
        twice = {second for _, second, _ in _reports_of_one_trial(library, claim)}
        trials = len(keys - twice)
        if twice and trials < effect.k <= len(keys):
            message = f"k is {effect.k}, but the {len(keys)} reports are of {trials} trial{'s' * (trials > 1)}."
            mend = "Count each trial once, and pool it once."
            yield kinds.POOLED_TWICE.at(claim.place("effect", "k"), message, mend)


def _reports_of_one_trial(library: Library, claim: LinkedClaim) -> list[tuple[str, str, str]]:
    """Pairs of reports that both speak for the claim, with the registry id that they share."""
    keys_of: dict[str, list[str]] = defaultdict(list)
    for link in claim.claim.deciding:
        study = library.studies.get(link.study)
        for registry_id in study.appraisal.trial if study else ():
            if link.supports is Support.SUPPORTS and link.study not in keys_of[registry_id]:
                keys_of[registry_id].append(link.study)
    return [
        (keys[0], second, registry_id)
        for registry_id, keys in keys_of.items()
        for second in keys[1:]
    ]


def overlapping_reviews_are_named(library: Library) -> Iterator[Problem]:
    """Where two reviews speak for a claim, it says which studies they share.

    `includes` of a study record names the studies of a review. Where it does not, two pooled
    estimates of one measure are taken to overlap unless a note speaks of it.
    """
    for claim in library.claims:
        reviews = _reviews(library, claim)
        if len(reviews) < 2 or _says_so(claim):
            continue
        for (index, first), (other, second) in combinations(reviews, 2):
            if message := _overlap(claim, (index, first), (other, second)):
                mend = "Say in a note: which studies they share, or that they are not independent."
                place = claim.place("evidence", other, "study")
                yield kinds.OVERLAPPING_REVIEWS.at(place, message, mend)


def _overlap(claim: LinkedClaim, one: tuple[int, Study], other: tuple[int, Study]) -> str:
    (index, first), (number, second) = one, other
    both = f'"{first.key}" and "{second.key}"'
    if first.appraisal.includes and second.appraisal.includes:
        shared = sorted({*first.appraisal.includes} & {*second.appraisal.includes})
        return f"{both} both include {', '.join(shared)}." if shared else ""
    effects = [claim.claim.evidence[i].effect for i in (index, number)]
    pooled = {first.appraisal.design, second.appraisal.design} <= _POOLING
    if pooled and effects[0] and effects[1] and effects[0].measure is effects[1].measure:
        return f"{both} are two pooled estimates, perhaps of the same trials."
    return ""


def _reviews(library: Library, claim: LinkedClaim) -> list[tuple[int, Study]]:
    found: dict[str, tuple[int, Study]] = {}
    for index, link in enumerate(claim.claim.evidence):
        study = library.studies.get(link.study)
        if study and study.appraisal.design in _REVIEWS and link.supports is Support.SUPPORTS:
            found.setdefault(study.key, (index, study))
    return list(found.values())


def _says_so(claim: LinkedClaim) -> bool:
    """Whether a note of the claim speaks of sources that are not independent."""
    return any(map(_SAID.search, claim.claim.notes))
