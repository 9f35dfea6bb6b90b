"""Certainty is reached as GRADE says, with a reason for each step (GRADE Handbook, section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.claim import Grade
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import certainty as kinds
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    ClaimKind,
    Concern,
    Design,
    Direction,
    GradeStart,
    RatedBy,
    Support,
    Upgrade,
)

#: People below which one trial alone is too small for high certainty: the optimal information
#: size that the GRADE Handbook (section 5.2.4) suggests for continuous outcomes.
SMALL_TRIAL = 400
_LEVELS = (Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH)
_STARTS = {GradeStart.HIGH: 3, GradeStart.LOW: 1}
_RATED_KINDS = {ClaimKind.EFFICACY, ClaimKind.SAFETY, ClaimKind.DURABILITY}
_UNCONTROLLED = {
    Design.CASE_SERIES,
    Design.CASE_REPORT,
    Design.CROSS_SECTIONAL,
    Design.PHARMACOVIGILANCE,
}
_OBSERVATIONAL = _UNCONTROLLED | {
    Design.COHORT,
    Design.CASE_CONTROL,
    Design.NON_RANDOMISED_TRIAL,
}
_TRIALS = {Design.RCT, Design.RCT_CROSSOVER, Design.RCT_CLUSTER}


def expected_certainty(grade: Grade) -> Certainty | None:
    """The certainty that start and steps give; None where the start is not given.

    Below very low and above high there is nothing, so the sum stops there.
    """
    if grade.start is None:
        return None
    down = sum(concern.steps for concern in grade.concerns.values())
    up = sum(upgrade is Upgrade.PRESENT for upgrade in grade.upgrades.values())
    return _LEVELS[max(0, min(3, _STARTS[grade.start] - down + up))]


def ratings_add_up(library: Library) -> Iterator[Problem]:
    """The stated certainty is the one that start and steps give."""
    for claim in library.claims:
        grade = claim.claim.grade
        if grade is None or grade.rated_by is not RatedBy.EDITORS:
            continue
        expected = expected_certainty(grade)
        if expected is None:
            message = "The rating does not say where it starts."
            mend = "Add start: high for randomised evidence, low for observational evidence."
            yield kinds.GRADE_ARITHMETIC.at(claim.place("grade"), message, mend)
        elif expected is not claim.claim.certainty:
            message = (
                f'The steps give "{expected}" certainty, but "{claim.claim.certainty}" is stated.'
            )
            mend = "Correct the certainty, or the step that is missing or too many."
            yield kinds.GRADE_ARITHMETIC.at(claim.place("certainty"), message, mend)


def steps_have_reasons(library: Library) -> Iterator[Problem]:
    """Every step down or up says why."""
    for claim in library.claims:
        grade = claim.claim.grade
        if grade is None:
            continue
        taken = [name for name, concern in grade.concerns.items() if concern.steps]
        taken += [name for name, step in grade.upgrades.items() if step is Upgrade.PRESENT]
        for name in taken:
            if getattr(grade.why, name) is None:
                message = f"The step for {name.replace('_', ' ')} has no reason."
                mend = f"Add {name}: with a few words under why:."
                yield kinds.STEP_WITHOUT_REASON.at(claim.place("grade", name), message, mend)


def effects_are_rated(library: Library) -> Iterator[Problem]:
    """Claims of an effect say how sure we are, and how that was reached."""
    for claim in library.claims:
        is_graded = claim.claim.certainty is not Certainty.NOT_GRADED
        if is_graded and claim.claim.grade is None:
            message = f'Certainty is "{claim.claim.certainty}", but no grade: says why.'
            mend = "Add grade: with start, steps, reasons and rated_by."
            yield kinds.NOT_RATED.at(claim.place("certainty"), message, mend)
        needs_rating = (
            claim.claim.kind in _RATED_KINDS and claim.claim.direction is not Direction.DESCRIPTIVE
        )
        if needs_rating and not is_graded:
            message = f"This {claim.claim.kind} claim is not graded."
            mend = "Rate it, or make it descriptive if it compares nothing."
            yield kinds.NOT_RATED.at(claim.place("certainty"), message, mend)


def _designs(library: Library, claim: LinkedClaim) -> set[Design | None]:
    """The designs of the studies that a claim rests on; None for one that is not stated."""
    studies = library.studies
    return {
        studies[link.study].appraisal.design
        for link in claim.claim.deciding
        if link.study in studies
    }


def _deciding_studies(library: Library, claim: LinkedClaim) -> list[Study]:
    keys = {link.study for link in claim.claim.deciding}
    return [library.studies[key] for key in sorted(keys) if key in library.studies]


def uncontrolled_evidence_is_not_trusted(library: Library) -> Iterator[Problem]:
    """Uncontrolled studies alone never give moderate or high certainty without a step up."""
    for claim in library.claims:
        grade, certainty = claim.claim.grade, claim.claim.certainty
        if certainty not in {Certainty.HIGH, Certainty.MODERATE} or grade is None:
            continue
        designs = _designs(library, claim)
        upgraded = Upgrade.PRESENT in grade.upgrades.values()
        if designs and designs <= _UNCONTROLLED and not upgraded:
            message = f'Only uncontrolled studies are behind a "{certainty}" certainty.'
            mend = "Rate it low or very low, or explain the step up."
            yield kinds.UNCONTROLLED_TOO_SURE.at(claim.place("certainty"), message, mend)


def one_small_trial_is_not_high(library: Library) -> Iterator[Problem]:
    """One trial with few people never gives high certainty."""
    for claim in library.claims:
        if claim.claim.certainty is not Certainty.HIGH:
            continue
        studies = _deciding_studies(library, claim)
        if len(studies) != 1:
            continue
        appraisal = studies[0].appraisal
        if appraisal.design in _TRIALS and (appraisal.n or 0) < SMALL_TRIAL:
            people = f"{appraisal.n} people" if appraisal.n else "an unknown number of people"
            message = f"High certainty rests on one trial with {people}."
            mend = "Rate it down for imprecision."
            yield kinds.SMALL_TRIAL_HIGH.at(claim.place("certainty"), message, mend)


def opinions_are_not_evidence(library: Library) -> Iterator[Problem]:
    """A claim of an effect rests on more than a narrative review."""
    for claim in library.claims:
        if claim.claim.kind not in _RATED_KINDS:
            continue
        designs = _designs(library, claim)
        if designs == {Design.NARRATIVE_REVIEW}:
            message = "Only a narrative review is behind this claim."
            mend = "Cite the studies that the review rests on."
            yield kinds.NARRATIVE_ONLY.at(claim.place("evidence"), message, mend)


def steps_up_are_for_observational_evidence(library: Library) -> Iterator[Problem]:
    """A step up starts from low, with no step down (GRADE Handbook, section 5.3)."""
    for claim in library.claims:
        grade = claim.claim.grade
        if grade is None or grade.rated_by is not RatedBy.EDITORS:
            continue
        up = [name for name, step in grade.upgrades.items() if step is Upgrade.PRESENT]
        down = [name for name, concern in grade.concerns.items() if concern.steps]
        if up and (down or grade.start is GradeStart.HIGH):
            because = f"with a step down for {_words(down[0])}" if down else "from a high start"
            message = f"The rating goes up for {_words(up[0])} {because}."
            mend = "Leave the step up out, or say in allow: why it is right here."
            yield kinds.STEP_UP_MISPLACED.at(claim.place("grade", up[0]), message, mend)


def _words(domain: str) -> str:
    return domain.replace("_", " ")


def starts_fit_the_designs(library: Library) -> Iterator[Problem]:
    """Randomised evidence starts high, observational evidence low.

    Observational evidence may start high where its risk of bias was judged with ROBINS-I and rated
    down by two steps for it (GRADE guidelines 18, Schünemann et al. 2019). Trials may be read as
    observational, before and after in one arm, mostly for harms: that is left to the editors.
    """
    for claim in library.claims:
        grade, direction = claim.claim.grade, claim.claim.direction
        if grade is None or grade.rated_by is not RatedBy.EDITORS:
            continue
        if direction in {Direction.DESCRIPTIVE, Direction.UNCLEAR}:
            continue
        designs = _designs(library, claim)
        if not designs:
            continue
        is_harm = claim.claim.kind is ClaimKind.SAFETY
        if grade.start is GradeStart.LOW and designs <= _TRIALS and not is_harm:
            message, mend = "Only randomised trials are behind this claim.", "Start high."
        elif (
            grade.start is GradeStart.HIGH
            and designs <= _OBSERVATIONAL
            and grade.risk_of_bias is not Concern.VERY_SERIOUS
        ):
            message, mend = "No randomised study is behind this claim.", "Start low."
        else:
            continue
        message = f"The rating starts {grade.start}. {message}"
        yield kinds.START_AGAINST_DESIGN.at(claim.place("grade", "start"), message, mend)


def contradictions_are_explained(library: Library) -> Iterator[Problem]:
    """Where a study contradicts a claim of some certainty, the rating or a note speaks of it."""
    for claim in library.claims:
        grade, certainty = claim.claim.grade, claim.claim.certainty
        if certainty not in {Certainty.HIGH, Certainty.MODERATE} or claim.claim.note:
            continue
        if grade and (grade.inconsistency.steps or grade.why.inconsistency):
            continue
        for index, link in enumerate(claim.claim.evidence):
            if link.supports is Support.CONTRADICTS and not link.note:
                message = f'"{link.study}" contradicts this claim of {certainty} certainty.'
                mend = "Rate down for inconsistency, or say in a note: why it counts less."
                place = claim.place("evidence", index, "supports")
                yield kinds.CONTRADICTION_UNEXPLAINED.at(place, message, mend)
