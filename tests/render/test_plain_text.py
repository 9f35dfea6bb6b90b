"""Prose as words alone, and as many of them as fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.render.plain_text import first_sentence, whole_sentences


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("It works.", 20, "It works."),
        ("It works. It is safe.", 12, "It works."),
        ("It works. It is safe.", 9, "It works."),
        ("It works, they say, in all", 20, "It works, they say …"),
        ("About 1.5 points. More", 19, "About 1.5 points."),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_sentence_or_of_a_word(
    text: str, length: int, expected: str
) -> None:
    assert whole_sentences(text, length) == expected


@given(st.text(alphabet="abC .,", max_size=80), st.integers(5, 60))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(whole_sentences(text, length)) <= length + 2


def test_the_first_sentence_ends_where_the_next_begins() -> None:
    assert first_sentence("A 1.5 mg dose. Then more.") == "A 1.5 mg dose."
