"""What the checks recompute is right for any numbers, not for those of the cases alone."""

from __future__ import annotations

import math
from decimal import Decimal
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.checks.comparisons import comparison_from
from mkdocs_evidence.checks.intervals import p_from_interval
from mkdocs_evidence.model.claim import Effect

people = st.integers(1, 500)


def events_of(size: int, without: int) -> st.SearchStrategy[list[int]]:
    """Events in a group of a size, in which some people have none."""
    return st.integers(1, size - without).map(lambda events: [events, size])


counts = people.flatmap(lambda size: events_of(size, 0))
some_but_not_all = st.integers(2, 500).flatmap(lambda size: events_of(size, 1))


def effect(**fields: object) -> Effect:
    return Effect.model_validate({"value": 1, **fields})


@given(one=some_but_not_all, other=some_but_not_all)
def test_a_ratio_and_its_inverse_multiply_to_one(one: list[int], other: list[int]) -> None:
    for measure in ("rr", "or"):
        there = comparison_from(
            effect(measure=measure, events={"intervention": one, "comparator": other})
        )
        back = comparison_from(
            effect(measure=measure, events={"intervention": other, "comparator": one})
        )

        assert there * back == pytest.approx(1)


@given(one=counts, other=counts)
def test_the_number_needed_to_treat_is_the_inverse_of_the_risk_difference(
    one: list[int], other: list[int]
) -> None:
    events = {"intervention": one, "comparator": other}
    difference = comparison_from(effect(measure="rd", events=events, unit="percentage points"))
    needed = comparison_from(effect(measure="nnt", events=events))

    assert (needed is None) is (difference == 0)
    if needed is not None:
        assert needed == pytest.approx(100 / abs(difference))


@given(
    z=st.floats(0.01, 5),
    error=st.floats(0.05, 2),
    measure=st.sampled_from(["md", "rr"]),
    level=st.sampled_from(["90", "95", "99"]),
)
def test_an_interval_gives_the_p_value_that_it_was_made_with(
    z: float, error: float, measure: str, level: str
) -> None:
    critical = NormalDist().inv_cdf(0.5 + float(level) / 200)
    numbers = [z * error, (z - critical) * error, (z + critical) * error]
    value, *ci = [Decimal(repr(n if measure == "md" else math.exp(n))) for n in numbers]
    found = p_from_interval(effect(measure=measure, value=value, ci=ci, ci_level=level))

    assert found == pytest.approx(2 * NormalDist().cdf(-z), rel=1e-6)
