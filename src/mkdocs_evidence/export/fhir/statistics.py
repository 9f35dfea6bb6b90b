"""Effects as FHIR statistics (https://hl7.org/fhir/R5/statistic.html), with the source's digits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mkdocs_evidence.export.fhir import codes
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.fhir.names import markdown
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.fields import read_p
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.wording import number

#: Comparators of a Quantity. Source: https://hl7.org/fhir/R5/valueset-quantity-comparator.html
_COMPARATORS = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}
#: Largest unsignedInt. Source: https://hl7.org/fhir/R5/datatypes.html#unsignedInt
_MOST = 2_147_483_647
_GROUPS = ("intervention", "comparator")


def statistics(effect: Effect | None) -> list[Element]:
    """The estimate, then what happened in each group."""
    return [] if effect is None else [*_estimate(effect), *_events(effect), *_risks(effect)]


def _estimate(effect: Effect) -> Iterator[Element]:
    if effect.value is None:
        return
    yield {
        **_described(effect.event),
        "statisticType": codes.measure(effect.measure),
        "quantity": _quantity(effect.value, effect.unit),
        **_sample(effect),
        **_uncertainty(effect),
    }


def _sample(effect: Effect) -> Element:
    """People and studies; what is counted in other things than people is said in words."""
    size: Element = {}
    if effect.n is not None and effect.n_counts:
        size["description"] = markdown(f"{number(effect.n)} {effect.n_counts}")
    size |= _count("numberOfStudies", effect.k)
    size |= {} if effect.n_counts else _count("numberOfParticipants", effect.n)
    return {"sampleSize": size} if size else {}


def _uncertainty(effect: Effect) -> Element:
    estimates: list[Element] = []
    if effect.ci is not None:
        low, high = effect.ci
        estimates.append(
            {
                "type": codes.INTERVAL,
                "level": effect.ci_level / 100,
                "range": {
                    "low": _quantity(low, effect.unit),
                    "high": _quantity(high, effect.unit),
                },
            }
        )
    if effect.p and (read := read_p(effect.p)):
        sign, p = read
        comparator = {"comparator": _COMPARATORS[sign]} if sign else {}
        estimates.append({"type": codes.P_VALUE, "quantity": {"value": p, **comparator}})
    return {"attributeEstimate": estimates} if estimates else {}


def _events(effect: Effect) -> Iterator[Element]:
    """Counts of each group: people affected, or events where not people are counted."""
    for group in _GROUPS:
        counts = getattr(effect.events, group, None)
        if counts is None:
            continue
        affected, people = counts
        what = f"{group.capitalize()} group{f': {effect.event}' if effect.event else ''}"
        if effect.n_counts:
            what = f"{what}, in {number(people)} {effect.n_counts}"
            sizes = _count("numberOfEvents", affected)
        else:
            size = _count("numberOfParticipants", people)
            sizes = {**_count("numberAffected", affected), **({"sampleSize": size} if size else {})}
        quantity = {"value": affected}
        kind = {"statisticType": codes.COUNT, "quantity": quantity}
        yield {**_described(what), **kind, **sizes}


def _risks(effect: Effect) -> Iterator[Element]:
    """Shares of each group as the source prints them."""
    for group in _GROUPS:
        share = getattr(effect.risks, group, None)
        if share is None or effect.risks is None:
            continue
        event = f": {effect.event}" if effect.event else ""
        yield {
            **_described(f"{group.capitalize()} group{event}"),
            "statisticType": codes.measure(Measure.PROPORTION),
            "quantity": _quantity(share, f"per {number(effect.risks.per)}"),
        }


def _count(name: str, count: int | None) -> Element:
    """A count where FHIR's unsignedInt can hold it."""
    return {} if count is None or count > _MOST else {name: count}


def _described(text: str | None) -> Element:
    return {"description": markdown(text)} if text else {}


def _quantity(value: Decimal, unit: str | None) -> Element:
    return {"value": value, **({"unit": one_line(unit)} if unit else {})}
