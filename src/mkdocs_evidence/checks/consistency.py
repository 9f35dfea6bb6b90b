"""Records agree with each other: one effect has one set of numbers, one estimate one judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from mkdocs_evidence.checks.effects import as_interval, effects
from mkdocs_evidence.library import Library, LinkedClaim, PlacedEffect
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import consistency as kinds
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.prose import scan


def effects_are_told_alike(library: Library) -> Iterator[Problem]:
    """The same effect of the same study has the same numbers wherever it is given."""
    of_study: dict[tuple[str, Measure], list[PlacedEffect]] = defaultdict(list)
    for placed in effects(library):
        if placed.study:
            of_study[placed.study, placed.effect.measure].append(placed)
    for (study, _), found in of_study.items():
        for first, second in combinations(found, 2):
            said = _disagreement(first, second)
            if said:
                message = (
                    f'"{study}" has {said[1]} here and {said[0]} in {first.claim.ref} '
                    f"({first.place()})."
                )
                mend = "Compare both with the paper and correct the one that is wrong."
                yield kinds.EFFECT_TOLD_TWICE.at(second.place(), message, mend)


def _disagreement(first: PlacedEffect, second: PlacedEffect) -> tuple[str, str] | None:
    """What two places say differently about one effect, or None where they may both be right."""
    one, other = first.effect, second.effect
    if _is_one_misprint(first, second) or (
        one.value != other.value
        and first.claim is not second.claim
        and _answer_one_question(first, second)
    ):
        return as_interval(one), as_interval(other)
    same_estimate = one.value == other.value and one.ci is not None and one.ci == other.ci
    for name in ("p", "n", "k"):
        values = getattr(one, name), getattr(other, name)
        if same_estimate and None not in values and values[0] != values[1]:
            return f"{name} {values[0]}", f"{name} {values[1]}"
    return None


def _is_one_misprint(first: PlacedEffect, second: PlacedEffect) -> bool:
    """Two of three numbers are the same: nobody's luck, but a slip of the pen.

    An effect may be told from the other side, with its signs turned; zeros prove nothing.
    """
    one, other = _numbers(first), _numbers(second)
    if one is None or other is None:
        return False
    turned = (-other[0], -other[2], -other[1])
    return max(_shared(one, reading) for reading in (other, turned)) == 2


def _shared(one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> int:
    return sum(a == b != 0 for a, b in zip(one, other, strict=True))


def _numbers(placed: PlacedEffect) -> tuple[Decimal, Decimal, Decimal] | None:
    effect = placed.effect
    if effect.value is None or effect.ci is None or 0 in (effect.value, *effect.ci):
        return None
    return effect.value, *effect.ci


def _answer_one_question(first: PlacedEffect, second: PlacedEffect) -> bool:
    """Whether two effects of one study and one measure answer the same, at a time that both name."""
    # Part by part: most differ in the first.
    return all(
        one == other is not None
        for one, other in zip(_question(first), _question(second), strict=True)
    )


def _question(placed: PlacedEffect) -> Iterator[object]:
    """What an effect answers, part by part; None for what has to be known and is not."""
    claim = placed.claim.claim
    outcome = claim.outcome
    yield _plain(outcome.time) if outcome and outcome.time is not None else None
    yield _plain(outcome.name) if outcome else None
    yield _plain(outcome.instrument) if outcome else None
    yield _plain(claim.population)
    yield _plain(claim.intervention)
    yield sorted(claim.treatments)
    yield _plain(claim.comparator)
    yield _plain(claim.evidence[int(placed.location[1])].analysis)


def _plain(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def estimates_are_judged_alike(library: Library) -> Iterator[Problem]:
    """Two claims with one estimate have one certainty and direction, or name each other.

    A note that links the other claim is taken for the explanation.
    """
    by_estimate: dict[tuple[object, ...], list[LinkedClaim]] = defaultdict(list)
    for claim in library.shown_claims:
        effect = claim.claim.effect
        if effect and effect.value is not None and effect.ci is not None:
            by_estimate[effect.measure, effect.value, effect.ci, effect.unit].append(claim)
    for claims in by_estimate.values():
        for first, second in combinations(claims, 2):
            differing = [
                name
                for name in ("certainty", "direction")
                if getattr(first.claim, name) is not getattr(second.claim, name)
            ]
            if differing and _share_a_study(first, second) and not _name_each_other(first, second):
                name = differing[0]
                here, there = getattr(second.claim, name).label, getattr(first.claim, name).label
                message = (
                    f"{name} of {second.claim.effect and as_interval(second.claim.effect)} is "
                    f'"{here.lower()}" here and "{there.lower()}" in {first.ref} ({first.place(name)}).'
                )
                mend = f"Judge both alike, or say why not in note: with [[{first.ref}]]."
                yield kinds.JUDGED_TWICE.at(second.place(name), message.capitalize(), mend)


def _share_a_study(first: LinkedClaim, second: LinkedClaim) -> bool:
    keys = [{link.study for link in claim.claim.deciding} for claim in (first, second)]
    return bool(keys[0] & keys[1])


def _name_each_other(first: LinkedClaim, second: LinkedClaim) -> bool:
    return _names(first, second) or _names(second, first)


def _names(claim: LinkedClaim, other: LinkedClaim) -> bool:
    """Whether the notes of a claim link another claim."""
    links = (link for note in claim.claim.notes for link in scan(note).links)
    return any(f"{link.slug or claim.record.slug}#{link.claim}" == other.ref for link in links)
