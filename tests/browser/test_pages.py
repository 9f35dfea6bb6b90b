"""What a reader meets on the real site, at a desk and on a phone, in light and in dark."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser_reader import Reader


def test_from_a_condition_to_the_study_and_back(reader: Reader) -> None:
    page = reader.open("conditions/post-traumatic-stress-disorder/")
    page.locator(".ev-bottom-line .ev-mark a").first.click()
    page.wait_for_url("**/studies/**")
    page.locator("a[href*='post-traumatic-stress-disorder/#']").first.click()
    page.wait_for_url("**/conditions/post-traumatic-stress-disorder/#*")

    expect(page.locator(":target")).to_be_visible()


def test_the_first_screen_shows_name_and_bottom_line(reader: Reader) -> None:
    page = reader.open("conditions/post-traumatic-stress-disorder/")
    height = page.viewport_size["height"]
    box = page.locator(".ev-bottom-line p").first.bounding_box()

    assert page.locator("h1").bounding_box()["y"] < height
    assert box["y"] < height / 2


def test_search_finds_a_record_by_its_abbreviation(reader: Reader) -> None:
    page = reader.open()
    if page.viewport_size["width"] < 1000:
        page.locator("label[for=__search]").first.click()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").type("CRPS")
    first = page.locator(".md-search-result__link").first

    expect(first).to_have_attribute(
        "href", re.compile("complex-regional-pain-syndrome"), timeout=20_000
    )
