"""What holds for every type of page, at a desk and on a phone, by day and by night, and enlarged."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser_measures import DRAWN, barriers, barriers_of_colour, turn_the_lights
from browser_reader import Reader, at_desk
from knowledge_bases import THOROUGH
from page_types import PAGE_TYPES

#: Pages with drawings, badges or marks in colours that other pages do not have.
OWN_COLOURS = {
    *("", "map/", "claims/", "compare/", "heard/", "retractions/", "changes/"),
    *("conditions/post-traumatic-stress-disorder/", "harms/urinary-tract/"),
    *("conditions/fibromyalgia/leaflet/", "studies/popova2019/", "about/how-to-read/"),
}

#: By how much the page is wider than its window.
SIDEWAYS = """Math.max(
  0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"""
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


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_is_quiet_and_fits_and_everyone_can_use_it(reader: Reader, name: str) -> None:
    """At a desk by day and on a phone by night, then, where a page has colours of its own, the other way."""
    reader.page.emulate_media(reduced_motion="reduce")  # new colours are there at once
    page = reader.open(name)
    expect(page.locator("h1").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = {"violations": barriers(page), "sideways": page.evaluate(SIDEWAYS)}
    if name in OWN_COLOURS or THOROUGH:
        turn_the_lights(page)
        found["violations in other colours"] = barriers_of_colour(page)
        found["sideways in other colours"] = page.evaluate(SIDEWAYS)

    assert {what: said for what, said in found.items() if said} == {}
    assert reader.foreign_requests == []
    assert reader.complaints == []


@at_desk
@pytest.mark.parametrize("name", PAGE_TYPES)
def test_an_enlarged_page_cuts_no_text_and_nothing_moves_for_who_wants_stillness(
    reader: Reader, name: str
) -> None:
    """The reader enlarges an open page step by step, as one does."""
    reader.page.emulate_media(reduced_motion="reduce")
    page = reader.open(name)

    assert page.evaluate(MOVING) == []

    for width, height in ENLARGED.values():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRAWN)

        assert page.evaluate(SIDEWAYS) == 0
        assert page.evaluate(CUT_OFF) == []
