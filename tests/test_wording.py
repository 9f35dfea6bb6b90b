"""Numbers and terms as readers see them: true minus signs, the digits of the source, plain words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.model.claim import Claim, Effect, Outcome
from mkdocs_evidence.model.vocabulary import Certainty, Direction, Support
from mkdocs_evidence.wording import (
    DIRECTION_SYMBOLS,
    SUPPORT_SYMBOLS,
    capitalise,
    certainty_symbols,
    claim_label,
    effect_estimate,
    effect_in_full,
    effect_interval,
    number,
    outcome_label,
    people,
    time_in_words,
)


def effect(**fields: Any) -> Effect:
    """An effect from fields as a record writes them."""
    return Effect.model_validate({"measure": "md"} | fields)


def claim(**fields: Any) -> Claim:
    values = {"id": "tea-at-night", "kind": "efficacy", "statement": "Tea helps."}
    return Claim.model_validate(values | {"direction": "benefit", "certainty": "low"} | fields)


# Numbers


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *(("0.10", "0.10"), ("-4.0", "−4.0"), ("−4.0", "−4.0"), ("1000", "1000"), ("0", "0")),
        *(("1e3", "1000"), ("1E-7", "0.0000001"), ("010", "10"), (".5", "0.5"), ("-0.0", "−0.0")),
        *(("100000000000000000001", "100000000000000000001"), ("1.50e2", "150")),
    ],
)
def test_a_number_keeps_its_digits_and_has_a_true_minus_sign(written: str, shown: str) -> None:
    value = effect(value=written).value

    assert value is not None
    assert number(value) == shown


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (999, "999"), (12345, "12,345")])
def test_counts_of_people_are_grouped_by_thousands(count: int, shown: str) -> None:
    assert number(count) == shown


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=3
    )
)
def test_no_number_loses_a_digit_or_shows_a_hyphen_or_an_exponent(value: Decimal) -> None:
    shown = number(value)

    assert "-" not in shown
    assert "E" not in shown.upper()
    assert Decimal(shown.replace("−", "-")) == value
    assert len(shown.partition(".")[2]) == 3


# Effects


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": "-4.0", "unit": "points"}, "MD −4.0 points"),
        ({"measure": "smd", "value": "0.10"}, "SMD 0.10"),
        ({"measure": "rr", "value": "1.30"}, "RR 1.30"),
        ({"measure": "rd", "value": "10", "unit": "percentage points"}, "RD 10 percentage points"),
        ({"measure": "nnt", "value": "6"}, "NNT 6"),
        # Percentages hug their number, and descriptive measures have no abbreviation.
        ({"measure": "proportion", "value": "12.50", "unit": "%"}, "12.50%"),
        ({"measure": "proportion", "value": "3", "unit": "% of infusions"}, "3% of infusions"),
        ({"measure": "rate", "value": "4", "unit": "per 1000 years"}, "4 per 1000 years"),
        ({"measure": "median", "value": "2", "unit": "days"}, "2 days"),
        # Where there are events only, they are the estimate.
        (
            {"measure": "rr", "events": {"intervention": [12, 73], "comparator": [4, 1083]}},
            "12 of 73 against 4 of 1,083",
        ),
        ({"measure": "proportion", "events": {"intervention": [3, 40]}}, "3 of 40"),
    ],
)
def test_an_estimate_is_shown_with_its_measure_and_unit(fields: dict[str, Any], shown: str) -> None:
    assert effect_estimate(effect(**fields)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": 1, "ci": ["-7.31", "-0.64"]}, "95% CI −7.31 to −0.64"),
        ({"value": 1, "ci": ["0.10", "1.00"], "ci_level": "99"}, "99% CI 0.10 to 1.00"),
        ({"value": 1, "ci": ["-1", "2"], "ci_level": "97.5"}, "97.5% CI −1 to 2"),
        ({"value": 1}, ""),
    ],
)
def test_an_interval_names_its_level_and_both_bounds(fields: dict[str, Any], shown: str) -> None:
    assert effect_interval(effect(**fields)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": "-4.0", "unit": "points"}, "MD −4.0 points"),
        (
            {"value": "-4.0", "ci": ["-7.31", "-0.64"], "p": "0.02", "n": 227, "unit": "points"},
            "MD −4.0 points (95% CI −7.31 to −0.64); p = 0.02; 227 people",
        ),
        ({"value": "1", "p": "<0.001"}, "MD 1; p <0.001"),
        ({"value": "1", "p": "≤0.05"}, "MD 1; p ≤0.05"),
        ({"value": "1", "p": "=.05"}, "MD 1; p =.05"),
        ({"value": "1", "n": 1, "k": 1}, "MD 1; 1 person, 1 study"),
        (
            {
                "measure": "rr",
                "value": "2",
                "events": {"intervention": [4, 40], "comparator": [2, 40]},
            },
            "RR 2; 4 of 40 against 2 of 40",
        ),
        (
            {"measure": "proportion", "events": {"intervention": [4, 40]}, "n": 40},
            "4 of 40; 40 people",
        ),
    ],
)
def test_an_effect_in_full_says_each_thing_once(fields: dict[str, Any], shown: str) -> None:
    assert effect_in_full(effect(**fields)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"n": 223, "k": 3}, "223 people, 3 studies"),
        ({"n": 1, "k": 1}, "1 person, 1 study"),
        ({"n": 0}, "0 people"),
        ({"n": 12345}, "12,345 people"),
        ({"k": 2}, "2 studies"),
        ({}, ""),
    ],
)
def test_people_and_studies_are_counted_in_words(fields: dict[str, int], shown: str) -> None:
    assert people(effect(value=1, **fields)) == shown


def test_an_absent_effect_has_no_people() -> None:
    assert people(None) == ""


# Terms


@pytest.mark.parametrize(
    ("certainty", "symbols"),
    [
        ("high", "⊕⊕⊕⊕"),
        ("moderate", "⊕⊕⊕○"),
        ("low", "⊕⊕○○"),
        ("very-low", "⊕○○○"),
        ("not-graded", ""),
    ],
)
def test_certainty_is_shown_as_the_four_circles_of_grade(certainty: str, symbols: str) -> None:
    assert certainty_symbols(Certainty(certainty)) == symbols


@pytest.mark.parametrize(
    ("symbols", "terms"), [(DIRECTION_SYMBOLS, Direction), (SUPPORT_SYMBOLS, Support)]
)
def test_each_term_has_a_symbol_of_its_own(symbols: dict[Any, str], terms: type[Any]) -> None:
    assert set(symbols) == set(terms)
    assert len(set(symbols.values())) == len(terms)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *(("pain", "Pain"), ("Pain", "Pain"), ("MADRS score", "MADRS score"), ("é", "É"), ("", "")),
        *(
            ("mRNA level", "mRNA level"),
            ("pH of blood", "pH of blood"),
            ("2-hour pain", "2-hour pain"),
        ),
        ("a fall", "A fall"),
    ],
)
def test_only_the_first_letter_becomes_a_capital_and_abbreviations_stay(
    text: str, shown: str
) -> None:
    assert capitalise(text) == shown


@pytest.mark.parametrize(
    ("time", "words"),
    [
        *(("P28D", "28 days"), ("P1D", "1 day"), ("PT24H", "24 hours"), ("PT1M", "1 minute")),
        *(("P1M", "1 month"), ("P1Y6M", "1 year 6 months"), ("P1W", "1 week"), ("P0D", "0 days")),
        *(("P1DT12H", "1 day 12 hours"), ("PT90S", "90 seconds"), ("at discharge", "at discharge")),
        ("Phase 2", "Phase 2"),
    ],
)
def test_a_time_point_is_said_in_words(time: str, words: str) -> None:
    assert time_in_words(time) == words


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"name": "pain"}, "Pain"),
        ({"name": "pain", "instrument": "VAS"}, "Pain (VAS)"),
        ({"name": "pain", "time": "P28D"}, "Pain, 28 days"),
        ({"name": "pain", "instrument": "VAS", "time": "PT2H"}, "Pain (VAS), 2 hours"),
    ],
)
def test_an_outcome_is_named_with_its_instrument_and_time(
    fields: dict[str, str], label: str
) -> None:
    assert outcome_label(Outcome(**fields)) == label


@pytest.mark.parametrize(
    ("fields", "label"),
    [({}, "Tea at night"), ({"outcome": {"name": "sleep", "time": "P1D"}}, "Sleep, 1 day")],
)
def test_a_claim_is_called_by_its_outcome_or_its_id(fields: dict[str, Any], label: str) -> None:
    assert claim_label(claim(**fields)) == label
