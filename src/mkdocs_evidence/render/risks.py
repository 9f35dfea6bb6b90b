"""Risks: the share of a group that has the event, as a source gives it or as an estimate implies.

Formulas: Cochrane Handbook 5.1, section 11.5.5, now chapters 14 and 15, for risk ratios, odds
ratios and risk differences; GRADE guidelines 27 (doi:10.1016/j.jclinepi.2019.10.015) for hazard
ratios.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.fields import half_digit
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.wording import per_cent, some_of

_NOBODY, _EVERYBODY = Decimal(0), Decimal(1)
_PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Risk:
    """Share of a group with the event, from 0 to 1, and how exactly the source gives it."""

    value: Decimal
    #: Half of the last digit that the source gives; 0 for counts.
    rounding: Decimal = _NOBODY
    #: As the source gives it: `12 of 180`, `6.7%`.
    given: str = ""


def risks_of(effect: Effect) -> tuple[Risk | None, Risk | None]:
    """Risk with the intervention and with the comparator, as far as an effect gives them."""
    if effect.events:
        comparator = effect.events.comparator
        return _counted(*effect.events.intervention), _counted(*comparator) if comparator else None
    if effect.risks:
        per, other = effect.risks.per, effect.risks.comparator
        comparator_risk = None if other is None else _printed(other, per)
        return _printed(effect.risks.intervention, per), comparator_risk
    if effect.measure is Measure.PROPORTION and effect.unit == "%" and effect.value is not None:
        return _printed(effect.value, _PER_CENT), None
    return None, None


def _counted(people: int, group: int) -> Risk | None:
    return Risk(Decimal(people) / group, given=some_of(people, group)) if group else None


def _printed(value: Decimal, per: Decimal) -> Risk:
    given = per_cent(value) if per == _PER_CENT else some_of(value, per)
    return Risk(value / per, half_digit(value) / per, given)


def risk_with_treatment(measure: Measure, value: Decimal, baseline: Decimal) -> Decimal | None:
    """Risk with the treatment, from an estimate and the risk without it; None for other measures.

    A risk difference is in percentage points. No risk is below nobody's or above everybody's.
    """
    formula = _FORMULAS.get(measure)
    return None if formula is None else min(max(formula(value, baseline), _NOBODY), _EVERYBODY)


def _from_odds_ratio(value: Decimal, baseline: Decimal) -> Decimal:
    odds = value * baseline
    rest = _EVERYBODY - baseline + odds
    return odds / rest if rest else _EVERYBODY


_FORMULAS: dict[Measure, Callable[[Decimal, Decimal], Decimal]] = {
    Measure.RR: lambda value, baseline: value * baseline,
    Measure.OR: _from_odds_ratio,
    Measure.HR: lambda value, baseline: _EVERYBODY - (_EVERYBODY - baseline) ** value,
    Measure.RD: lambda value, baseline: baseline + value / _PER_CENT,
}


def is_ratio_of(effect: Effect, treated: Risk, untreated: Risk) -> bool:
    """Whether a ratio is that of two risks, up to rounding; an adjusted ratio mostly is not."""
    if effect.value is None:
        return False
    half = half_digit(effect.value)
    least, most = (
        risk_with_treatment(
            effect.measure,
            max(effect.value + sign * half, _NOBODY),
            min(max(untreated.value + sign * untreated.rounding, _NOBODY), _EVERYBODY),
        )
        for sign in (-1, 1)
    )
    if least is None or most is None:
        return False
    return least - treated.rounding <= treated.value <= most + treated.rounding


def sign_of_difference(effect: Effect, treated: Risk, untreated: Risk) -> int:
    """1 where a risk difference is treated minus untreated, -1 the other way, 0 where neither.

    Papers take the difference from the rounded percentages as well as from the counts.
    """
    if effect.measure is not Measure.RD or effect.value is None:
        return 0
    half = half_digit(effect.value)
    allowed = half + sum(risk.rounding * _PER_CENT or half for risk in (treated, untreated))
    difference = (treated.value - untreated.value) * _PER_CENT
    signs = (sign for sign in (1, -1) if abs(difference - sign * effect.value) <= allowed)
    return next(signs, 0)
