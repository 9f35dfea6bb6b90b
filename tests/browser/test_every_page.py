"""What holds for every type of page, at a desk and on a phone, by day and by night, and enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser_reader import Reader
from page_types import PAGE_TYPES

#: WCAG 2.2 level AA, as far as a program can see it.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}
#: Those of them that another colour scheme can break: the elements of a page stay the same.
RULES_OF_COLOUR = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
#: Nearly all of axe's time goes into the contrast of texts, so where a page is looked at in its other
#: colours, long lists and tables are left out from their 30th row and their 6th column on: they repeat what stands before.
FIRST_ROWS = {
    "include": [["html"]],
    "exclude": [
        [".md-content tr:nth-of-type(n+30)"],
        [".md-content td:nth-of-type(n+6)"],
        [".md-content li:nth-of-type(n+30)"],
    ],
}
#: What the theme calls a scheme, and the position of the button that chooses it.
THEMES = {"light": ("default", 0), "dark": ("slate", 1)}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: 1280 pixels enlarged to 200 % and 400 % (WCAG 2.2, criteria 1.4.4 and 1.4.10).
ENLARGED = {"200 %": (640, 450), "400 %": (320, 256)}
MOVING = """() => [...document.querySelectorAll('body, body *')].flatMap((element) =>
  [element, '::before', '::after'].flatMap((part) => {
    const style = part === element ? getComputedStyle(element) : getComputedStyle(element, part);
    const seconds = `${style.transitionDuration},${style.animationDuration}`.split(',');
    const moves = seconds.some((time) => parseFloat(time) * (time.endsWith('ms') ? 1 : 1000) > 1);
    return moves ? [`${element.tagName}.${element.className}${part === element ? '' : part}`] : [];
  }))"""
CUT_OFF = """() => [...document.querySelectorAll('.md-content :is(p, li, h1, h2, h3, td, th, dd)')]
  .filter((element) => element.checkVisibility() && element.clientWidth > 1)
  .filter((element) => {
    const style = getComputedStyle(element);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
  }).map((element) => element.textContent.trim().slice(0, 60))"""


@dataclass(frozen=True)
class Findings:
    """What a reader has to complain of on a page."""

    foreign_requests: list[str]
    complaints: list[str]
    sideways: int
    violations: list[str]


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_is_quiet_and_fits_and_everyone_can_use_it(reader: Reader, name: str) -> None:
    """At a desk by day and on a phone by night, then each in the other colours."""
    page = reader.open(name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    violations = _violations(page, RULES)
    sideways = page.evaluate(SIDEWAYS)
    _turn_the_lights(page)
    found = Findings(
        violations=violations + _violations(page, RULES_OF_COLOUR, FIRST_ROWS),
        sideways=max(0, sideways, page.evaluate(SIDEWAYS)),
        foreign_requests=reader.foreign_requests,
        complaints=reader.complaints,
    )

    assert page.locator("h1").first.is_visible()
    assert found == Findings([], [], 0, [])


def _turn_the_lights(page: Page) -> None:
    """Choose the colours that the reader's system did not ask for."""
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    here, other = ("dark", "light") if is_dark else ("light", "dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", THEMES[here][0])
    name, position = THEMES[other]
    page.evaluate(
        f"document.querySelectorAll('[data-md-component=palette] input')[{position}].click()"
    )
    expect(body).to_have_attribute("data-md-color-scheme", name)


def _violations(page: Page, rules: dict[str, object], context: object = None) -> list[str]:
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in Axe().run(page, context=context, options=rules).response["violations"]
        for node in violation["nodes"][:3]
    ]


@pytest.fixture(scope="module", params=ENLARGED)
def enlarged(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = ENLARGED[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1280 / width,
        service_workers="block",
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_an_enlarged_page_needs_no_scrolling_sideways_and_cuts_no_text(
    enlarged: Page, address: str, name: str
) -> None:
    enlarged.goto(address + name)

    assert enlarged.evaluate(SIDEWAYS) <= 0
    assert enlarged.evaluate(CUT_OFF) == []


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", service_workers="block")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_nothing_moves_for_a_reader_who_wants_stillness(
    still: Page, address: str, name: str
) -> None:
    still.goto(address + name)

    assert still.evaluate(MOVING) == []
