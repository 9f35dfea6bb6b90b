"""Treatments and conditions side by side: what is picked, narrowed, kept in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser_measures import address_of, barriers, eventually, layout_shift, tab_to
from browser_reader import Reader

PAGES = ["compare/", "compare/conditions/"]
TWO = "compare/?pick=intranasal-esketamine&pick=intravenous-infusion"


def opened(reader: Reader, name: str) -> Page:
    """The page with its choice unfolded."""
    page = reader.open(name)
    if not page.locator("[name=pick]").first.is_visible():
        page.locator(".ev-fold > summary").click()
    return page


def picked(page: Page) -> list[str]:
    """The columns that can be seen, by the cells of the first row that shows."""
    expect(page.locator(".ev-compare[aria-busy]")).to_have_count(0)
    row = page.locator(".ev-side tbody tr:visible").first
    return row.locator("td:visible").evaluate_all("cells => cells.map(cell => cell.dataset.pick)")


def box(page: Page, slug: str) -> Locator:
    return page.locator(f"[name=pick][value={slug}]")


def visible_claims(page: Page) -> Locator:
    expect(page.locator(".ev-compare[aria-busy]")).to_have_count(0)
    return page.locator(".ev-side td:visible > ul > li")


@pytest.mark.parametrize("name", PAGES)
def test_the_page_opens_with_two_columns_that_have_something_to_say(
    reader: Reader, name: str
) -> None:
    page = reader.open(name)

    assert len(picked(page)) == 2
    assert visible_claims(page).count() > 10


def test_a_pick_adds_its_column_says_so_and_stays_in_the_address(reader: Reader) -> None:
    page = opened(reader, TWO)
    box(page, "oral-and-sublingual").check()

    assert picked(page) == ["intranasal-esketamine", "intravenous-infusion", "oral-and-sublingual"]
    expect(page.locator(".ev-found[role=status]")).to_contain_text("Oral and sublingual ketamine")
    assert parse_qs(urlsplit(address_of(page)).query)["pick"] == picked(page)

    address = address_of(page)
    reader.open("")
    page.goto(address)

    assert len(picked(page)) == 3

    page.go_back()
    page.go_back()
    eventually(lambda: len(picked(page)) == 3)
    page.go_back()
    eventually(lambda: picked(page) == ["intranasal-esketamine", "intravenous-infusion"])


def test_four_is_the_most_that_stand_side_by_side(reader: Reader) -> None:
    page = opened(reader, TWO)
    box(page, "oral-and-sublingual").check()
    box(page, "subcutaneous").check()

    assert box(page, "topical").is_disabled()
    assert len(picked(page)) == 4

    box(page, "subcutaneous").uncheck()

    assert box(page, "topical").is_enabled()


def test_an_address_with_too_many_or_unknown_picks_still_opens(reader: Reader) -> None:
    five = ["nonsense", "topical", "subcutaneous", "intramuscular", "epidural", "perioperative"]
    page = reader.open("compare/?for=nowhere&" + "&".join(f"pick={slug}" for slug in five))

    assert len(page.locator("[name=pick]:checked").all()) == 4
    assert reader.complaints == []


def test_nothing_picked_asks_for_a_choice(reader: Reader) -> None:
    page = reader.open("compare/?pick=")

    expect(page.locator(".ev-found")).to_have_text("Nothing is chosen yet. Choose two or more.")
    assert visible_claims(page).count() == 0


def test_one_condition_narrows_every_cell_to_its_claims(reader: Reader) -> None:
    page = reader.open(TWO)
    page.locator("[name=for]").select_option("treatment-resistant-depression")
    about = visible_claims(page).evaluate_all("claims => claims.map(claim => claim.dataset.for)")

    assert about
    assert all("treatment-resistant-depression" in slugs.split() for slugs in about)
    assert address_of(page).endswith("&for=treatment-resistant-depression")

    page.locator("[name=for]").select_option("")

    assert visible_claims(page).count() > len(about)


def test_a_cell_without_a_claim_says_so_and_a_row_without_any_is_left_out(reader: Reader) -> None:
    page = reader.open("compare/?pick=topical&pick=intranasal-esketamine")
    rows = page.locator(".ev-side tbody tr:visible")
    empty = page.locator(".ev-side td.is-empty:visible")

    assert 0 < rows.count() < page.locator(".ev-side tbody tr").count()
    assert set(empty.all_inner_texts()) == {"No claim"}
    assert all(row.locator("td.is-picked:not(.is-empty)").count() for row in rows.all())


def test_the_surest_claims_of_a_cell_come_first_and_the_others_unfold(reader: Reader) -> None:
    page = reader.open(TWO)
    cell = page.locator("td[data-pick=intravenous-infusion]").first
    order = ["High", "Moderate", "Low", "Very low", "Not graded"]
    labels = cell.locator(".ev-sure").evaluate_all(
        "labels => labels.map(label => label.lastChild.textContent.trim())"
    )
    places = [order.index(label) for label in labels]

    assert places == sorted(places)
    assert cell.locator("li:visible").count() == 4

    cell.locator("summary").click()

    assert cell.locator("li:visible").count() == len(labels) > 4


def test_a_claim_of_a_cell_leads_to_its_place(reader: Reader) -> None:
    page = reader.open(TWO)
    visible_claims(page).first.locator("a").click()
    page.wait_for_url("**/*#*")

    expect(page.locator(":target")).to_be_visible()


def test_the_keyboard_alone_picks_and_narrows(reader: Reader) -> None:
    page = reader.open(TWO)
    page.locator(".ev-views a").last.focus()
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.tagName") == "SUMMARY":
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    page.keyboard.press("Space")

    assert page.evaluate("document.activeElement.checked")
    assert len(picked(page)) == 3

    tab_to(page, "at.name === 'for'")
    page.keyboard.press("ArrowDown")

    expect(page).to_have_url(re.compile("for="))


def test_on_a_phone_two_cells_stand_abreast_under_their_outcome(reader: Reader) -> None:
    page = reader.open(TWO)
    row = page.locator(".ev-side tbody tr:visible").first
    heading = row.locator("th").bounding_box()
    left, right = (cell.bounding_box() for cell in row.locator("td:visible").all())

    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"] + 1
    assert right["x"] + right["width"] <= page.viewport_size["width"]
    if page.viewport_size["width"] < 720:
        assert heading["y"] + heading["height"] <= left["y"] + 1


@pytest.mark.parametrize("name", PAGES)
def test_the_script_does_not_move_the_page(reader: Reader, name: str) -> None:
    assert layout_shift(reader.open(name)) < 0.01


def test_axe_finds_nothing_in_a_choice_of_columns(reader: Reader) -> None:
    """The pages as they open are among those of test_every_page.py."""
    page = reader.open("compare/?pick=topical&pick=intravenous-infusion")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert picked(page) == ["intravenous-infusion", "topical"]
    assert barriers(page) == []
    assert reader.foreign_requests == []
    assert reader.complaints == []


@pytest.fixture(params=[1280, 390])
def without_scripts(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": request.param, "height": 900}
    context = browser.new_context(java_script_enabled=False, viewport=size)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_every_column_is_there_and_only_the_table_scrolls(
    without_scripts: Page, address: str, name: str
) -> None:
    page = without_scripts
    page.goto(address + name)
    columns = page.locator(".ev-side thead th").count() - 1
    filled = page.locator(".ev-side td:not(.is-empty)")

    assert columns > 5
    assert filled.first.is_visible()
    assert filled.last.is_visible()
    assert not page.locator(".ev-compare__form").is_visible()
    assert page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth") <= 0
