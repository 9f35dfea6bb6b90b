"""How often a harm was seen, on the real site: a drawing, a table with the same numbers, no overflow."""

from __future__ import annotations

import pytest

from browser_reader import Reader, at_desk

HARMS = [
    "blood-pressure-and-heart",
    "dissociation-and-psychotomimetic",
    "respiratory-depression",
    "suicidality-worsening",
    "urinary-tract",
]


@pytest.mark.parametrize("name", HARMS)
def test_the_table_has_every_number_of_the_drawing(reader: Reader, name: str) -> None:
    page = reader.open(f"harms/{name}/")
    drawn = page.locator(".ev-frequency svg:visible .number").all_text_contents()
    rows = page.locator(".ev-frequency tbody tr")
    table = [
        [word for word in cell.split() if word.isdigit()]
        for cell in rows.locator("td:nth-child(3)").all_inner_texts()
    ]

    assert len(drawn) == len(table) >= 2
    for shown, numbers in zip(drawn, table, strict=True):
        assert all(part in numbers for part in shown.replace("(", "").replace(")", "").split())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@at_desk
def test_the_most_frequent_stands_first_and_leads_to_its_claim(reader: Reader) -> None:
    page = reader.open("harms/respiratory-depression/")
    shares = page.locator(".ev-frequency td:nth-child(3) b").all_inner_texts()
    numbers = [int(text.split()[0]) for text in shares]

    assert numbers == sorted(numbers, reverse=True)

    page.locator(".ev-frequency th a").first.click()
    page.wait_for_url("**/acute-agitation/#intubation-rate-by-setting")


@at_desk
def test_a_screen_reader_is_sent_to_the_table(reader: Reader) -> None:
    page = reader.open("harms/urinary-tract/")
    drawing = page.locator(".ev-frequency").get_by_role("img")
    name = drawing.evaluate(
        "svg => svg.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )

    assert "People of 1000 with the event" in name
    assert "2 frequencies, from 266 of 1000" in name


@at_desk
def test_harms_without_two_numbers_have_no_such_section(reader: Reader) -> None:
    page = reader.open("harms/contraindications/")

    assert page.locator(".ev-frequency").count() == 0


@at_desk
def test_the_example_in_words_is_on_the_page(reader: Reader) -> None:
    page = reader.open("harms/dissociation-and-psychotomimetic/")
    text = " ".join(page.locator(".ev-frequency table").inner_text().split())

    for said in ("276 of 1000", "451 of 1000", "220 of 1000"):
        assert said in text
