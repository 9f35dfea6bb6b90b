"""Statements heard: chosen by verdict, linked, copied, and all there without a script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_measures import address_of
from browser_reader import Reader

Visit = Callable[..., Reader]


@pytest.fixture
def heard(reader: Reader) -> Page:
    return reader.open("heard/")


def statements(page: Page) -> Locator:
    return page.locator(".ev-statement:visible")


def button(page: Page, verdict: str) -> Locator:
    return page.locator(f".ev-verdicts button[value='{verdict}']")


def count_on(choice: Locator) -> int:
    return int(choice.locator(".ev-verdicts__count").inner_text())


@pytest.mark.parametrize("verdict", ["supported", "contradicted"])
def test_a_verdict_shows_its_statements_and_says_how_many(heard: Page, verdict: str) -> None:
    total = statements(heard).count()
    choice = button(heard, verdict)
    choice.click()
    left = statements(heard)

    expect(choice).to_have_attribute("aria-pressed", "true")
    expect(button(heard, "")).to_have_attribute("aria-pressed", "false")
    assert left.count() == count_on(choice) < total
    assert {one.get_attribute("data-verdict") for one in left.all()} == {verdict}
    expect(heard.get_by_role("status").first).to_have_text(f"{left.count()} of {total} statements")


def test_counts_of_the_verdicts_add_up(heard: Page) -> None:
    choices = heard.locator(".ev-verdicts button").all()

    assert count_on(choices[0]) == sum(count_on(choice) for choice in choices[1:])


def test_the_choice_is_in_the_address_and_survives_a_reload(heard: Page) -> None:
    button(heard, "unsupported").click()
    button(heard, "contradicted").click()
    expected = statements(heard).count()

    assert address_of(heard).endswith("/heard/?verdict=unsupported,contradicted")

    heard.reload()

    expect(statements(heard)).to_have_count(expected)
    expect(button(heard, "unsupported")).to_have_attribute("aria-pressed", "true")


def test_a_second_press_and_the_button_all_undo_a_choice(heard: Page) -> None:
    total = statements(heard).count()
    button(heard, "supported").press("Space")
    button(heard, "supported").press("Enter")

    expect(statements(heard)).to_have_count(total)

    button(heard, "supported").click()
    button(heard, "").click()

    expect(statements(heard)).to_have_count(total)
    assert address_of(heard).endswith("/heard/")


def test_a_source_without_statements_left_is_not_shown(heard: Page) -> None:
    button(heard, "contradicted").click()
    empty = heard.locator(".ev-heard-page__source:visible").evaluate_all(
        "sections => sections.filter(s => !s.querySelector('.ev-statement:not([hidden])')).length"
    )

    assert empty == 0


def test_a_link_to_a_statement_shows_it_whatever_was_chosen(reader: Reader) -> None:
    page = reader.open("heard/")
    link = page.locator("[data-verdict='supported'] .ev-statement__link").first.get_attribute(
        "href"
    )
    page.goto(f"{reader.address}heard/?verdict=contradicted{link}")
    expect(page.locator(link)).to_be_visible()

    assert page.locator(link).bounding_box()["y"] < page.viewport_size["height"]
    assert "verdict" not in address_of(page)


def test_the_link_of_a_statement_can_be_copied(visit: Visit) -> None:
    reader = visit(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open("heard/?verdict=contradicted")
    one = statements(page).first
    one.get_by_role("button", name="Copy link to statement").click()
    expect(one.get_by_role("button")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied == f"{reader.address}heard/{one.locator('a').first.get_attribute('href')}"
    assert reader.complaints == []


def test_the_verdict_comes_first_and_the_claims_are_there(heard: Page) -> None:
    first = statements(heard).first
    verdict = first.locator(".ev-verdict").inner_text()

    assert first.inner_text().startswith(verdict)
    assert re.fullmatch(r"\S [A-Z].*", verdict)
    assert first.locator("li a").count() >= 1


def test_without_a_script_every_statement_is_there_with_its_link(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("heard/")
    every = page.locator(".ev-statement")
    links = page.locator(".ev-statement__link")

    assert statements(page).count() == every.count() == links.count() > 50
    assert page.locator(".ev-verdicts button:visible, .ev-statement__copy:visible").count() == 0

    links.last.click()

    expect(page.locator(":target")).to_be_visible()


def test_what_is_pressed_is_large_enough(heard: Page) -> None:
    controls = heard.locator(".ev-verdicts button, .ev-statement__link, .ev-statement__copy")
    sizes = controls.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
    )

    assert min(sizes) >= 24
