"""The direction of a claim follows from its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import directions as kinds
from mkdocs_evidence.model.vocabulary import Direction, Support

_WITH_AN_EFFECT = {Direction.BENEFIT, Direction.HARM}


def directions_follow_intervals(library: Library) -> Iterator[Problem]:
    """Benefit and harm are claimed only where an interval leaves out no effect.

    The claim's own effect decides; without one, the effects of the links that support it.
    """
    for claim in library.claims:
        if claim.claim.direction not in _WITH_AN_EFFECT:
            continue
        verdicts = [effect.includes_no_effect for effect in _deciding_effects(claim)]
        known = [verdict for verdict in verdicts if verdict is not None]
        if known and all(known):
            message = (
                f'The direction is "{claim.claim.direction}", but every interval given includes '
                "no effect."
            )
            mend = "Write no-difference or unclear, or say in allow: why not."
            yield kinds.DIRECTION_AGAINST_INTERVAL.at(claim.place("direction"), message, mend)


def _deciding_effects(claim: LinkedClaim) -> list[Effect]:
    if claim.claim.effect:
        return [claim.claim.effect]
    supporting = (link for link in claim.claim.evidence if link.supports is Support.SUPPORTS)
    return [link.effect for link in supporting if link.effect]


def directions_follow_signs(library: Library) -> Iterator[Problem]:
    """An estimate on the better side of no effect is a benefit, on the other side a harm."""
    for claim in library.claims:
        effect, outcome = claim.claim.effect, claim.claim.outcome
        if claim.claim.direction not in _WITH_AN_EFFECT or not (effect and outcome):
            continue
        shown = effect.points_to(outcome.better)
        if shown and shown is not claim.claim.direction:
            message = (
                f"With {outcome.better} values better, {effect.value} is a {shown}, but the "
                f'direction is "{claim.claim.direction}".'
            )
            mend = "Check better: and the sign, which is intervention minus comparator."
            yield kinds.DIRECTION_AGAINST_SIGN.at(claim.place("direction"), message, mend)
