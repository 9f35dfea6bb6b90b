"""An effect as the API gives it: one number with its uncertainty."""

from __future__ import annotations

from pydantic import Field

from mkdocs_evidence.export.json_api.values import Value, WrittenNumber, written, written_or_none
from mkdocs_evidence.model.claim import Effect, Events, Risks
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.wording import effect_in_full


class IntervalValue(Value):
    """A confidence or credible interval."""

    low: WrittenNumber
    high: WrittenNumber
    level: WrittenNumber = Field(description="In per cent.")


class CountsValue(Value):
    """People with the event, and people in the group."""

    events: int
    people: int


class EventsValue(Value):
    """Events by group."""

    intervention: CountsValue
    comparator: CountsValue | None


class RisksValue(Value):
    """Share of each group with the event, where the source gives no counts."""

    intervention: WrittenNumber
    comparator: WrittenNumber | None
    per: WrittenNumber = Field(description="People that the shares are of: 100 for per cent.")


class EffectValue(Value):
    """One number with its uncertainty (Cochrane Handbook, chapter 6)."""

    measure: Measure
    text: str = Field(description="The effect in one line, as pages show it.")
    value: WrittenNumber | None
    interval: IntervalValue | None
    p: str | None = Field(description="p value as printed, for example <0.001.")
    unit: str | None
    n: int | None = Field(description="People in the analysis, unless n_counts says otherwise.")
    n_counts: str | None
    k: int | None = Field(description="Studies pooled.")
    events: EventsValue | None
    risks: RisksValue | None
    event: str | None = Field(description="What happened, where it is not the claim's outcome.")
    group: str | None = Field(description="Outcome group of that event.")


def effect_value(effect: Effect | None) -> EffectValue | None:
    """An effect that a claim or a finding may leave out."""
    if effect is None:
        return None
    return EffectValue(
        measure=effect.measure,
        text=effect_in_full(effect),
        value=written_or_none(effect.value),
        interval=_interval(effect),
        p=effect.p,
        unit=effect.unit,
        n=effect.n,
        n_counts=effect.n_counts,
        k=effect.k,
        events=_events(effect.events) if effect.events else None,
        risks=_risks(effect.risks) if effect.risks else None,
        event=effect.event,
        group=effect.group,
    )


def _interval(effect: Effect) -> IntervalValue | None:
    if effect.ci is None:
        return None
    low, high = effect.ci
    return IntervalValue(low=written(low), high=written(high), level=written(effect.ci_level))


def _events(events: Events) -> EventsValue:
    return EventsValue(
        intervention=_counts(events.intervention),
        comparator=_counts(events.comparator) if events.comparator else None,
    )


def _counts(group: tuple[int, int]) -> CountsValue:
    return CountsValue(events=group[0], people=group[1])


def _risks(risks: Risks) -> RisksValue:
    return RisksValue(
        intervention=written(risks.intervention),
        comparator=written_or_none(risks.comparator),
        per=written(risks.per),
    )
