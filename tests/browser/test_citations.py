"""Previews of citations: pointed at, focused, tapped, dismissed, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from browser_measures import eventually
from browser_reader import Reader, at_desk
from knowledge_bases import Project

#: A page of middle size, with studies that contradict each other.
CONDITION = "conditions/alcohol-use-disorder/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
IN_PROSE = ".ev-bottom-line .ev-mark a"
Visit = Callable[..., Reader]


@pytest.fixture
def condition(reader: Reader) -> Page:
    return reader.open(CONDITION)


def card(page: Page) -> Locator:
    return page.locator(".ev-preview")


def box_is_inside(page: Page, element: Locator) -> bool:
    box, screen = element.bounding_box(), page.viewport_size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= screen["width"]
        and box["y"] + box["height"] <= screen["height"]
    )


def focus_by_keyboard(link: Locator) -> None:
    """Come to a link by Tab, as `:focus-visible` asks."""
    link.scroll_into_view_if_needed()
    link.focus()
    link.page.keyboard.press("Shift+Tab")
    link.page.keyboard.press("Tab")


@pytest.mark.parametrize("where", [IN_PROSE, ".ev-tally .ev-chip", ".ev-summary .ev-mark a"])
def test_pointing_at_a_citation_shows_what_the_study_is(condition: Page, where: str) -> None:
    condition.locator(where).first.hover()
    expect(card(condition)).to_be_visible()
    words = card(condition).inner_text()

    assert [word for word in ["Design", "Integrity", "Free copy"] if word not in words] == []
    assert box_is_inside(condition, card(condition))


@pytest.mark.parametrize("number", [0, 3, -1])
def test_the_card_stays_on_the_screen_and_off_the_citation(condition: Page, number: int) -> None:
    link = condition.locator(".ev-summary .ev-mark a").nth(number)
    for place in ("center", "end"):
        link.evaluate("(link, block) => link.scrollIntoView({block})", place)
        condition.mouse.move(1, 1)
        expect(card(condition)).to_be_hidden()
        link.hover()
        expect(card(condition)).to_be_visible()
        at, over = link.bounding_box(), card(condition).bounding_box()

        assert box_is_inside(condition, card(condition))
        assert over["y"] >= at["y"] + at["height"] or over["y"] + over["height"] <= at["y"]


def test_the_page_does_not_move_when_a_card_opens(condition: Page) -> None:
    link = condition.locator(IN_PROSE).last
    link.scroll_into_view_if_needed()
    height = "document.documentElement.scrollHeight"
    before = (link.bounding_box(), condition.evaluate(height))
    link.hover()
    expect(card(condition)).to_be_visible()

    assert (link.bounding_box(), condition.evaluate(height)) == before


@at_desk
def test_inside_a_claim_the_card_says_what_this_claim_takes(condition: Page) -> None:
    claim = condition.locator(".ev-claim", has=condition.locator(".ev-link--contradicts")).first
    claim.locator(".ev-tally__item--contradicts .ev-chip").first.hover()
    expect(card(condition)).to_be_visible()
    said = card(condition).locator(".ev-preview__claim")
    line = claim.locator(".ev-link--contradicts").first

    assert "Contradicts" in said.inner_text()
    assert line.locator(".ev-link__finding").text_content() in said.text_content()
    assert line.locator(".ev-link__source").text_content() in said.text_content()


@at_desk
def test_a_row_of_the_summary_shows_what_its_claim_takes(condition: Page) -> None:
    row = condition.locator(".ev-summary tbody tr").first
    row.locator(".ev-mark a").first.hover()
    expect(card(condition)).to_be_visible()
    target = row.locator("a[href^='#']").first.get_attribute("href")
    claim = condition.locator(".ev-claim", has=condition.locator(target))
    study = row.locator(".ev-mark a").first.get_attribute("href")
    line = claim.locator(
        ".ev-link", has=condition.locator(f".ev-link__study[href='{study}']")
    ).first

    assert line.locator(".ev-link__finding").text_content() in card(condition).text_content()


@at_desk
def test_outside_claims_the_card_speaks_of_the_study_alone(condition: Page) -> None:
    condition.locator(IN_PROSE).first.hover()
    expect(card(condition)).to_be_visible()

    assert card(condition).locator(".ev-preview__claim").count() == 0


def test_the_pointer_can_move_into_the_card_and_it_closes_when_it_leaves(condition: Page) -> None:
    condition.locator(IN_PROSE).first.hover()
    expect(card(condition)).to_be_visible()
    card(condition).get_by_text("Integrity").hover()
    condition.wait_for_timeout(700)

    assert card(condition).is_visible()

    condition.mouse.move(1, 1)
    expect(card(condition)).to_be_hidden()


def test_escape_closes_the_card_under_the_pointer(condition: Page) -> None:
    condition.locator(IN_PROSE).first.hover()
    expect(card(condition)).to_be_visible()
    condition.keyboard.press("Escape")

    expect(card(condition)).to_be_hidden()


def test_the_keyboard_opens_the_card_and_keeps_its_place(condition: Page) -> None:
    link = condition.locator(IN_PROSE).nth(1)
    focus_by_keyboard(link)
    expect(card(condition)).to_be_visible()
    condition.wait_for_timeout(500)

    assert link.evaluate("link => document.activeElement === link")
    assert card(condition).is_visible()

    condition.keyboard.press("Escape")

    expect(card(condition)).to_be_hidden()
    assert link.evaluate("link => document.activeElement === link")


def author_of(link: Locator) -> str:
    """The family name in the citation key of the study that a link leads to."""
    return re.search(r"studies/([a-z]+)", link.get_attribute("href"))[1]


def test_a_focused_citation_is_described_by_its_card_while_it_is_open(condition: Page) -> None:
    link = condition.locator(IN_PROSE).first
    author = author_of(link)
    focus_by_keyboard(link)
    expect(link).to_have_attribute("aria-describedby", re.compile("."))
    described_by = link.get_attribute("aria-describedby")
    tooltip = condition.locator(f"[id='{described_by}']")

    assert tooltip.get_attribute("role") == "tooltip"
    assert tooltip.locator("a, button").count() == 0
    assert author in tooltip.inner_text().lower()

    link.evaluate("link => link.blur()")

    expect(card(condition)).to_be_hidden()
    expect(link).not_to_have_attribute("aria-describedby", re.compile(""))


def test_axe_finds_nothing_while_a_card_is_open(condition: Page) -> None:
    condition.emulate_media(reduced_motion="reduce")
    focus_by_keyboard(condition.locator(".ev-tally .ev-chip").first)
    expect(card(condition)).to_be_visible()
    both = {"include": [[".ev-preview"], ["[aria-describedby]"]]}
    found = Axe().run(condition, context=both).response["violations"]

    assert [violation["id"] for violation in found] == []


def test_a_card_longer_than_the_screen_can_be_read_by_keyboard(visit: Visit) -> None:
    page = visit(viewport={"width": 320, "height": 480}).open(CONDITION)
    link = page.locator(".ev-tally .ev-chip").first
    focus_by_keyboard(link)
    expect(card(page)).to_be_visible()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    left = "card => card.scrollHeight - card.clientHeight - card.scrollTop"
    eventually(lambda: card(page).evaluate(left) <= 1)
    source = card(page).locator(".ev-link__source")

    assert box_is_inside(page, card(page))
    assert box_is_inside(page, source)
    assert link.evaluate("link => document.activeElement === link")


def test_tab_goes_on_to_the_next_link_of_the_text(condition: Page) -> None:
    focus_by_keyboard(condition.locator(IN_PROSE).first)
    condition.keyboard.press("Tab")
    second = condition.locator(IN_PROSE).nth(1)

    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-describedby", re.compile("."))


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_click_or_enter_follows_the_citation_at_once(condition: Page, by: str) -> None:
    link = condition.locator(IN_PROSE).first
    if by == "mouse":
        link.click()
    else:
        focus_by_keyboard(link)
        condition.keyboard.press("Enter")

    condition.wait_for_url("**/studies/**")


def test_the_first_tap_opens_the_card_and_the_second_follows(visit: Visit) -> None:
    page = visit(**PHONE).open(CONDITION)
    link = page.locator(IN_PROSE).first
    link.tap()
    expect(card(page)).to_be_visible()
    page.wait_for_timeout(600)

    assert page.url.endswith(CONDITION)
    assert card(page).is_visible()
    assert box_is_inside(page, card(page).get_by_role("link", name="Open the study"))

    link.tap()
    page.wait_for_url("**/studies/**")


def test_after_a_tap_the_card_leads_to_the_study(visit: Visit) -> None:
    page = visit(**PHONE).open(CONDITION)
    page.locator(".ev-tally .ev-chip").nth(2).tap()
    way = card(page).get_by_role("link", name="Open the study")
    expect(way).to_be_visible()

    assert way.bounding_box()["height"] >= 24

    way.tap()
    page.wait_for_url("**/studies/**")


@pytest.mark.parametrize("way", ["elsewhere", "button", "another"])
def test_a_tap_elsewhere_or_on_the_cross_dismisses_the_card(visit: Visit, way: str) -> None:
    page = visit(**PHONE).open(CONDITION)
    first, second = (page.locator(IN_PROSE).nth(number) for number in (0, 1))
    author = author_of(second)
    first.tap()
    expect(card(page)).to_be_visible()
    card(page).get_by_text("Design").tap()

    assert card(page).is_visible()

    if way == "another":
        second.tap()
        expect(card(page)).to_contain_text(author, ignore_case=True)
        expect(first).not_to_have_attribute("aria-describedby", "_preview-text")
        return
    if way == "button":
        card(page).get_by_role("button", name="Close preview").tap()
    else:
        page.locator("h1").tap()

    expect(card(page)).to_be_hidden()
    assert page.url.endswith(CONDITION)


def test_without_a_script_a_citation_is_a_plain_link(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open(CONDITION)
    link = page.locator(IN_PROSE).first
    link.hover()

    assert card(page).count() == 0
    assert page.get_by_text("Open the study").count() == 0

    link.click()
    page.wait_for_url("**/studies/**")


def test_a_written_page_has_previews_too(visit: Visit, built_base: Project) -> None:
    page = visit().page
    page.goto((built_base.site / "index.html").as_uri())
    page.locator(".ev-mark a").first.hover()

    expect(card(page)).to_contain_text("Muster 2020")


def test_a_reader_who_wants_less_motion_gets_none(visit: Visit) -> None:
    for wish, name in [("reduce", "none"), ("no-preference", "ev-preview")]:
        page = visit(reduced_motion=wish).open(CONDITION)
        page.locator(IN_PROSE).first.hover()
        expect(card(page)).to_be_visible()

        assert card(page).evaluate("card => getComputedStyle(card).animationName") == name


def test_the_card_works_under_a_strict_policy(visit: Visit) -> None:
    page = visit().page

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        policy = "default-src 'none'; script-src 'self'; style-src 'self'"
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    person = Reader(page, visit().address)
    page.route(f"**/{CONDITION}", with_policy)
    person.open(CONDITION)
    link = page.locator(IN_PROSE).first
    link.hover()
    expect(card(page)).to_be_visible()

    assert card(page).bounding_box()["y"] == pytest.approx(
        link.bounding_box()["y"] + link.bounding_box()["height"] + 4, abs=1
    )


@at_desk
@pytest.mark.parametrize(
    "name",
    [
        CONDITION,
        "conditions/treatment-resistant-depression/",
        "treatments/intranasal-esketamine/",
        "harms/urinary-tract/",
        "topics/mechanism-of-action/",
        "studies/popova2019/",
    ],
)
def test_every_citation_of_a_page_has_its_preview(reader: Reader, name: str) -> None:
    page = reader.open(name)
    bare = page.evaluate(
        """() => {
          const known = new Set([...document.querySelectorAll("template.ev-preview-of")].map(
            one => one.content.querySelector(".ev-preview__links a").getAttribute("href")));
          return [...document.querySelectorAll(".ev-mark a, .ev-chip, .ev-link__study")]
            .map(link => link.getAttribute("href")).filter(href => !known.has(href));
        }"""
    )

    assert bare == []
