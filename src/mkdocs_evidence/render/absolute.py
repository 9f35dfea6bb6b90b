"""Absolute numbers: how many of 1000 people have the event with and without the treatment.

Everything here is our arithmetic, and `basis` says on what. It takes a ratio to be the same at
every baseline risk, and its interval to be the only uncertainty (GRADE guidelines 12, binary
outcomes). Differences are those of the rounded numbers, so that a reader who subtracts agrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.claim import BaselineRisk, Claim, Effect
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.render.groups import intervention_name, names_a_group
from mkdocs_evidence.render.risks import (
    Risk,
    is_ratio_of,
    risk_with_treatment,
    risks_of,
    sign_of_difference,
)
from mkdocs_evidence.wording import ABBREVIATIONS, number
from mkdocs_evidence.words import gettext

_PER_CENT = Decimal(100)
#: Numbers are of 1000 people unless rounding would change a risk by more than the tolerance.
_DENOMINATORS = (1000, 10_000, 100_000, 1_000_000)
_TOLERANCE = Decimal("0.05")
#: Where fewer people had the treatment, and none another, one of them is over ten in 1000.
_FEW = 100

Limits = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Absolute:
    """Whole people of `per` with the event; the difference is intervention minus comparator."""

    per: int
    intervention: int
    #: What the numbers were computed from.
    basis: str
    #: Names of the groups inside a sentence.
    intervention_name: str = ""
    comparator_name: str = ""
    comparator: int | None = None
    difference: int | None = None
    #: Limits: of the difference, or of the share itself where there is one group.
    limits: Limits | None = None
    level: Decimal = Decimal(95)
    #: What is counted, where that is not people, and what happened to it where that is not the
    #: claim's outcome.
    of: str = ""
    event: str = ""
    #: Where the risk without treatment comes from, when it is not the study's own.
    baseline: BaselineRisk | None = None


def absolute_of(claim: Claim, library: Library) -> Absolute | None:
    """Absolute numbers of a claim; None where it has no risk to compute them from.

    They belong to the claim's own effect, or to that of the only study that it rests on. A link
    with the same estimate may know the counts behind it.
    """
    own = claim.effect
    if own is None:
        alone = claim.deciding[0].effect if len(claim.deciding) == 1 else None
        return absolute(alone, claim, library) if alone else None
    effects = (link.effect for link in claim.deciding if link.effect)
    known = [effect for effect in (own, *effects) if effect.events or effect.risks]
    same = next((effect for effect in known if _is_same(own, effect)), own)
    return absolute(same, claim, library)


def absolute(effect: Effect, claim: Claim, library: Library) -> Absolute | None:
    """Absolute numbers of one effect of a claim, whose groups the claim names."""
    treated, untreated = risks_of(effect)
    if not names_a_group(claim.comparator):
        return _of_one_group(effect, treated) if treated else None
    if treated and untreated:
        return _of_two_groups(effect, (treated, untreated), claim, library)
    is_own = not effect.event and (claim.effect is None or _is_same(claim.effect, effect))
    if claim.baseline_risk and is_own:
        return _from_baseline(effect, claim.baseline_risk, claim, library)
    return _of_one_group(effect, treated) if treated else None


def _is_same(one: Effect, other: Effect) -> bool:
    same_interval = one.ci == other.ci or one.ci is None
    return (one.measure, one.value) == (other.measure, other.value) and same_interval


def _of_one_group(effect: Effect, risk: Risk) -> Absolute | None:
    """One group as a share of 1000; None where too few people are behind it."""
    group = effect.events.intervention[1] if effect.events else effect.n
    if group is not None and group < _FEW:
        return None
    per = _per([risk.value])
    ends = effect.ci if effect.measure is Measure.PROPORTION and not effect.risks else None
    return Absolute(
        per=per,
        intervention=_people(risk.value, per),
        limits=_limits((end / _PER_CENT for end in ends or ()), per),
        level=effect.ci_level,
        basis=gettext("Computed from {risk}.").format(risk=risk.given),
        of=effect.n_counts or "",
        event=effect.event or "",
    )


def _of_two_groups(
    effect: Effect, risks: tuple[Risk, Risk], claim: Claim, library: Library
) -> Absolute:
    """Both risks are those of the source; the limits are the interval's where it fits them."""
    treated, untreated = risks
    per = _per(risk.value for risk in risks)
    shown = _people(treated.value, per), _people(untreated.value, per)
    difference, limits, from_what = shown[0] - shown[1], None, ""
    sign = sign_of_difference(effect, treated, untreated)
    if effect.measure is Measure.RD and effect.value is not None:
        if sign == 0 and "," not in (effect.unit or ""):
            difference, sign = _people(effect.value / _PER_CENT, per), 1
            from_what = gettext("; the difference is the study's own estimate")
        limits = _limits((sign * end / _PER_CENT for end in effect.ci or () if sign), per)
    elif effect.ci and is_ratio_of(effect, treated, untreated):
        limits = _limits_of_ratio(effect, untreated.value, per)
    if limits and not from_what:
        from_what = gettext(" and the interval of the {measure}").format(
            measure=ABBREVIATIONS[effect.measure]
        )
    return Absolute(
        per=per,
        intervention=shown[0],
        comparator=shown[1],
        difference=difference,
        limits=limits,
        level=effect.ci_level,
        basis=gettext("Computed from {risk} and {other}{from_what}.").format(
            risk=untreated.given, other=treated.given, from_what=from_what
        ),
        event=effect.event or "",
        intervention_name=intervention_name(claim, library),
        comparator_name=claim.comparator or "",
    )


def _from_baseline(
    effect: Effect, baseline: BaselineRisk, claim: Claim, library: Library
) -> Absolute | None:
    """The risk without treatment is known from elsewhere, the one with it is computed."""
    untreated = baseline.per_1000 / 1000
    value = effect.value
    treated = None if value is None else risk_with_treatment(effect.measure, value, untreated)
    if treated is None:
        return None
    per = _per([untreated, treated])
    shown = _people(treated, per), _people(untreated, per)
    measure, risk = ABBREVIATIONS[effect.measure], number(baseline.per_1000)
    return Absolute(
        per=per,
        intervention=shown[0],
        comparator=shown[1],
        difference=shown[0] - shown[1],
        limits=_limits_of_ratio(effect, untreated, per),
        level=effect.ci_level,
        basis=gettext(
            "Computed from the {measure} and {risk} of 1000 in the comparator group of"
        ).format(measure=measure, risk=risk),
        intervention_name=intervention_name(claim, library),
        comparator_name=claim.comparator or "",
        baseline=baseline,
    )


def _per(risks: Iterable[Decimal]) -> int:
    """The smallest denominator at which rounding to whole people changes no risk by much."""
    known = list(risks)

    def is_fine(per: int) -> bool:
        exact = [risk * per for risk in known]
        return all(abs(whole(people) - people) <= _TOLERANCE * people for people in exact)

    return next((per for per in _DENOMINATORS if is_fine(per)), _DENOMINATORS[-1])


def _people(risk: Decimal, per: int) -> int:
    return whole(risk * per)


def whole(people: Decimal) -> int:
    """Rounded to whole people, halves away from zero."""
    return int(people.quantize(Decimal(1), ROUND_HALF_UP))


def _limits_of_ratio(effect: Effect, untreated: Decimal, per: int) -> Limits | None:
    ends = [risk_with_treatment(effect.measure, end, untreated) for end in effect.ci or ()]
    return _limits((end for end in ends if end is not None), per, _people(untreated, per))


def _limits(ends: Iterable[Decimal], per: int, minus: int = 0) -> Limits | None:
    """Limits in whole people, in order, less those of the other group."""
    shown = sorted(_people(end, per) - minus for end in ends)
    return (shown[0], shown[1]) if shown else None


# In words


def of_people(people: int, per: int) -> str:
    """A share: `254 of 1000`."""
    whole_group = str(per) if per < 10_000 else number(per)
    return gettext("{some} of {all}").format(some=number(people), all=whole_group)


def more_or_fewer(people: int) -> str:
    """A difference: `140 more`, `60 fewer`, `no difference`."""
    if people == 0:
        return gettext("no difference")
    said = gettext("{n} more") if people > 0 else gettext("{n} fewer")
    return said.format(n=number(abs(people)))


def limits_in_words(absolute: Absolute) -> str:
    """The limits, `from 60 more to 230 more`, with their level where it is not the usual one."""
    if absolute.limits is None:
        return ""
    level = "" if absolute.level == 95 else level_of_interval(absolute.level)
    say = number if absolute.difference is None else more_or_fewer
    low, high = (say(limit) for limit in absolute.limits)
    return level + gettext("from {low} to {high}").format(low=low, high=high)


def level_of_interval(level: Decimal) -> str:
    """The level before the limits of an interval: `90% CI `."""
    return gettext("{level}% CI ").format(level=number(level))


def absolute_in_words(absolute: Absolute) -> str:
    """Everything in a line: `with placebo 110 of 1000; with the drug 250 of 1000; 140 more …`."""
    event = f"{absolute.event}: " if absolute.event else ""
    limits = f" ({said})" if (said := limits_in_words(absolute)) else ""
    treated = of_people(absolute.intervention, absolute.per)
    if absolute.comparator is None or absolute.difference is None:
        counted = absolute.of or gettext("people")
        return f"{event}{treated} {counted}{limits}"
    untreated = of_people(absolute.comparator, absolute.per)
    return (
        f"{event}{with_group(absolute.comparator_name)} {untreated}; "
        f"{with_group(absolute.intervention_name)} {treated}; "
        f"{more_or_fewer(absolute.difference)}{limits}"
    )


def with_group(name: str) -> str:
    """A group inside a sentence: `with placebo`, but `induction with etomidate` as it is."""
    return name if " with " in name else gettext("with {group}").format(group=name)
