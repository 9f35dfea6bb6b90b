"""Absolute numbers on the real site: by group, aligned, the same in table, claim and preview."""

from __future__ import annotations

from playwright.sync_api import expect

from browser_reader import Reader, at_desk
from knowledge_bases import ROOT

HARM = "harms/blood-pressure-and-heart/"
CLAIM = ".ev-claim:has(#bp-adverse-events-esketamine)"
ROW = '.ev-summary tr:has(a[href="#bp-adverse-events-esketamine"])'


def test_each_number_stands_beside_its_group(reader: Reader) -> None:
    page = reader.open(HARM)
    for where in (CLAIM, ROW):
        rows = page.locator(f"{where} .ev-absolute li").all_inner_texts()

        assert [" ".join(row.split()) for row in rows] == [
            "Placebo spray with an oral antidepressant 39 of 1000",
            "Esketamine nasal spray with an oral antidepressant 116 of 1000",
            "Difference (from 33 more to 152 more) 77 more",
        ]


def test_numbers_end_on_one_line_and_fit_the_screen(reader: Reader) -> None:
    page = reader.open(HARM)
    ends = page.locator(f"{CLAIM} .ev-absolute li > b").evaluate_all(
        "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().right))"
    )

    assert len(set(ends)) == 1
    assert ends[0] <= page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@at_desk
def test_what_we_computed_says_so(reader: Reader) -> None:
    page = reader.open("conditions/treatment-resistant-depression/")
    for text in page.locator(".ev-absolute > small").all_inner_texts():
        assert text.startswith("Computed from ")


def test_the_preview_of_a_citation_gives_the_absolute_numbers(reader: Reader) -> None:
    page = reader.open(HARM)
    page.locator(f"{CLAIM} .ev-chip").first.focus()
    card = page.locator(".ev-preview")

    expect(card).to_contain_text(
        "116 of 1000; 77 more (from 33 more to 152 more)", use_inner_text=True
    )


@at_desk
def test_the_example_in_words_is_the_claim_on_the_page(reader: Reader) -> None:
    text = (ROOT / "docs" / "about" / "how-to-read.md").read_text("utf-8")
    section = " ".join(text.partition("## Absolute numbers")[2].split())
    page = reader.open(HARM)
    last = page.locator(f"{CLAIM} .ev-absolute li").last.inner_text()
    limits, more = last.partition("(")[2].split(")")

    assert f"“{more.strip()} ({limits})”" in section
