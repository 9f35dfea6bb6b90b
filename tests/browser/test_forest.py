"""Forest plots on the real site: readable where the reader is, named, and never the only source."""

from __future__ import annotations

import re
from pathlib import Path

from browser_measures import DRAWN
from browser_reader import Reader, at_desk
from knowledge_bases import ROOT

CONDITION = "conditions/treatment-resistant-depression/"
PLOT = ".ev-forest:has(#_plot-esketamine-add-on-madrs-day-28)"
#: Height of the smallest letters of each drawing that is seen, in pixels of the screen.
SMALLEST = """drawings => Math.min(...drawings.filter(svg => svg.checkVisibility()).flatMap(
  svg => [...svg.querySelectorAll('text')].map(
    text => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)))"""
#: Texts of a drawing that reach out of it or lie on each other.
CLASHES = """drawings => drawings.filter(svg => svg.checkVisibility()).flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()]);
  const out = texts.filter(([, a]) => a.left < frame.left - 1 || a.right > frame.right + 1);
  const on = texts.filter(([, a], i) => texts.some(([, b], j) => j > i && a.left < b.right - 1
    && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4));
  return [...out, ...on].map(([text]) => text.textContent);
})"""


def test_one_drawing_is_seen_and_its_letters_are_readable(reader: Reader) -> None:
    page = reader.open(CONDITION)
    is_phone = page.viewport_size["width"] < 480
    seen = page.locator(PLOT).locator("svg:visible")

    assert seen.count() == 1
    assert seen.get_attribute("class") == f"ev-forest__{'narrow' if is_phone else 'wide'}"
    assert page.locator(".ev-forest > svg").evaluate_all(SMALLEST) >= 11


@at_desk
def test_letters_stay_readable_and_apart_at_every_width(reader: Reader) -> None:
    page = reader.open(CONDITION)
    drawings = page.locator(".ev-forest > svg")
    for width in (320, 480, 600, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(DRAWN)

        assert drawings.evaluate_all(SMALLEST) > 10, width
        assert drawings.evaluate_all(CLASHES) == [], width


@at_desk
def test_a_screen_reader_hears_what_the_plot_shows(reader: Reader) -> None:
    page = reader.open(CONDITION)
    drawing = page.locator(PLOT).get_by_role("img")
    name = drawing.evaluate(
        "svg => svg.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )

    assert drawing.count() == 1
    assert "Mean difference" in name
    assert "2 estimates and 1 pooled estimate" in name
    assert "Below 0: favours" in name


def test_the_numbers_open_by_keyboard_and_lead_to_the_study(reader: Reader) -> None:
    page = reader.open(CONDITION)
    plot = page.locator(PLOT)
    plot.locator("summary").focus()
    page.keyboard.press("Enter")
    first = plot.locator("tbody tr").first

    assert "−7.31 to −0.64" in first.inner_text()
    assert first.locator("td").first.bounding_box()["y"] > (
        plot.locator("thead").bounding_box()["y"]
        + plot.locator("thead").bounding_box()["height"]
        - 1
    )

    first.locator("a").click()
    page.wait_for_url("**/studies/popova2019/")


@at_desk
def test_the_example_in_words_is_the_plot_on_the_page(reader: Reader) -> None:
    text = (ROOT / "docs" / "about" / "how-to-read.md").read_text("utf-8")
    section = text.partition("## The plot")[2].replace("\n", " ")
    said = re.findall(r"−[\d.]+ \(−[\d.]+ to −?[\d.]+\)", section)
    page = reader.open(CONDITION)
    shown = page.locator(PLOT).locator("svg:visible .number").all_text_contents()

    assert shown == said


@at_desk
def test_the_smallest_difference_that_matters_is_drawn_named_and_in_the_table(
    reader: Reader,
) -> None:
    page = reader.open(CONDITION)
    plot = page.locator(PLOT)

    assert plot.locator("svg:visible path.important").count() == 1
    assert "put at 1.6 to 1.9 (Duru 2008) and at 3 to 6 (Hengartner 2021)" in plot.inner_text()

    plot.locator("summary").click()

    assert "3 to 6 MADRS points" in plot.locator("tbody tr").last.inner_text()


def test_no_plot_drowns_the_search(real_site: Path) -> None:
    index = (real_site / "search" / "search_index.json").read_text("utf-8")

    assert "its line is the interval" not in index
    assert "Forest plot of" not in index
