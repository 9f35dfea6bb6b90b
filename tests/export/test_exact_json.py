"""JSON that keeps the digits of numbers, and lines that any format can carry."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.export.exact_json import exact_json
from mkdocs_evidence.export.one_line import one_line

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    NUMBERS | st.integers() | st.booleans() | st.text().map(one_line),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().map(one_line), inner),
)


@given(VALUES)
def test_everything_reads_back_as_it_was(value: object) -> None:
    assert json.loads(exact_json(value), parse_float=Decimal) == value


@given(NUMBERS)
def test_digits_stay_as_they_were_written(number: Decimal) -> None:
    assert exact_json([number]) == f"[{number}]\n"


@pytest.mark.parametrize("value", [Decimal("NaN"), {1, 2}])
def test_what_json_cannot_say_is_an_error(value: object) -> None:
    with pytest.raises(TypeError, match="no form in JSON"):
        exact_json(value)


@given(st.text())
def test_a_line_is_printable_and_empty_only_where_the_text_is(text: str) -> None:
    line = one_line(text)

    assert bool(line) == bool(text)
    assert not any(letter in line for letter in "\0\n\r\t\x1b\x85\u2028")
