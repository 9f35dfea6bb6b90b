"""Abbreviations are marked once a page, and spelled out at its end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.render.abbreviations import mark_abbreviations, with_abbreviations

KNOWN = {
    "PHQ": "a questionnaire",
    "PHQ-9": "nine questions",
    "IV": 'into a "vein" & <not> a muscle',
}


@pytest.mark.parametrize(
    ("html", "short"),
    [
        ("<p>The PHQ fell.</p>", "PHQ"),
        ("<p>The PHQ-9 fell.</p>", "PHQ-9"),
        ("<p>Two PHQs fell.</p>", "PHQ"),
        ("<p>(PHQ)</p>", "PHQ"),
        ("<a href='#'>PHQ</a><p>PHQ</p>", "PHQ"),
    ],
)
def test_a_known_abbreviation_is_marked(html: str, short: str) -> None:
    marked, found = mark_abbreviations(html, KNOWN)

    assert list(found) == [short]
    assert marked.count("<abbr") == 1
    assert f">{short}</abbr>" in marked


@pytest.mark.parametrize(
    "html",
    [
        "<p>The XPHQ fell.</p>",
        "<p>The PHQ-15 fell.</p>",
        "<p>The NEW-PHQ fell.</p>",
        "<h2>PHQ</h2>",
        '<img alt="PHQ">',
        "<a href='#'>the <em>PHQ</em></a>",
        "<svg><text>PHQ</text></svg>",
        "<p>&PHQ;</p>",
    ],
)
def test_what_only_looks_like_one_is_left_alone(html: str) -> None:
    assert mark_abbreviations(html, KNOWN) == (html, {})


def test_only_the_first_use_is_marked() -> None:
    assert mark_abbreviations("<p>PHQ, PHQ</p><p>PHQ</p>", KNOWN)[0].count("<abbr") == 1


def test_what_an_editor_wrote_is_escaped() -> None:
    page = with_abbreviations("<p>IV</p>", KNOWN)

    assert 'title="into a &#34;vein&#34; &amp; &lt;not&gt; a muscle"' in page
    assert "<not>" not in page


def test_a_page_ends_with_what_its_abbreviations_stand_for() -> None:
    page = with_abbreviations("<p>PHQ by IV, 95% CI 1 to 2</p>", KNOWN)

    assert page.endswith("<b>PHQ</b> a questionnaire.</p>")
    assert "<b>CI</b> confidence interval; <b>IV</b>" in page


def test_a_page_without_abbreviations_is_left_as_it_is() -> None:
    assert with_abbreviations("<p>nothing</p>", KNOWN) == "<p>nothing</p>"


@given(st.text(alphabet="PHQIV-9s <>/pa&;", max_size=60))
def test_marking_changes_nothing_but_the_marks(text: str) -> None:
    html = f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p>"
    marked, _ = mark_abbreviations(html, KNOWN)

    assert re.sub(r"</?abbr[^>]*>", "", marked) == html
