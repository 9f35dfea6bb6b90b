"""What tests of a page in the browser measure: accessibility, layout shift, the way by keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from knowledge_bases import THOROUGH

#: WCAG 2.2 level AA, as far as a program can see it.
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Those of its rules that another colour scheme can break: the elements of a page stay the same.
_OF_COLOUR = ["color-contrast", "link-in-text-block"]
#: Nearly all of axe's time goes into the contrast of texts, most of which repeat each other: the cells of
#: a table, the items of a list. Elements of the same kind, in elements of the same kinds, in the same
#: colours on the same grounds, have the same contrast: this marks the first two of each kind.
_MARK_FIRST = """() => {
  const kinds = new Map(), seen = new Map();
  const looks = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight",
    "textDecorationLine", "display", "visibility", "position", "filter"];
  const learn = (element, around) => {
    const style = getComputedStyle(element);
    const has_text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const said = [around, element.tagName, element.getAttribute("class"), has_text,
      ...looks.map((name) => style[name])].join("|");
    if (!kinds.has(said)) kinds.set(said, kinds.size);
    const kind = kinds.get(said), times = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, times);
    element.toggleAttribute("data-first", times < 3);
    for (const inner of element.children) learn(inner, kind);
  };
  learn(document.body, 0);
}"""
_RUN = """([options, texts, links]) => {
  axe.configure({rules: [{id: "color-contrast", selector: texts}, {id: "link-in-text-block", selector: links}]});
  return axe.run(document, options).then((found) => found.violations);
}"""
#: What the theme calls a scheme, and the position of the button that chooses it.
_THEMES = {"light": ("default", 0), "dark": ("slate", 1)}
#: Resolves when scripts have heard of a new width, and the page is drawn in it.
DRAWN = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)
_SHIFT = """() => new Promise(resolve => {
    const sum = list => list.getEntries().reduce((total, entry) => total + entry.value, 0);
    new PerformanceObserver(list => resolve(sum(list))).observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(0), 500);
})"""


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it is: the rule, where it is broken, and how."""
    tags = {"type": "tag", "values": _WCAG}
    others = {rule: {"enabled": False} for rule in _OF_COLOUR}
    return [*_broken(page, {"runOnly": tags, "rules": others}), *barriers_of_colour(page)]


def barriers_of_colour(page: Page) -> list[str]:
    """What axe finds wrong with the colours that the page has now."""
    page.evaluate(_MARK_FIRST)
    return _broken(page, {"runOnly": {"type": "rule", "values": _OF_COLOUR}})


def _broken(page: Page, rules: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], **rules}
    which = "" if THOROUGH else "[data-first]"
    violations = page.evaluate(_RUN, [options, f"*{which}", f"a[href]{which}"])
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"][:3]
    ]


def turn_the_lights(page: Page) -> None:
    """Choose the colours that the reader's system did not ask for."""
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    here, other = ("dark", "light") if is_dark else ("light", "dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", _THEMES[here][0])
    name, position = _THEMES[other]
    page.evaluate(
        f"document.querySelectorAll('[data-md-component=palette] input')[{position}].click()"
    )
    expect(body).to_have_attribute("data-md-color-scheme", name)


def eventually(happens: Callable[[], object]) -> None:
    """Wait until something that a page or its worker does by itself has happened.

    Not wait_for_function: it evaluates text inside the page, which the policy of pages forbids.
    """
    end = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def address_of(page: Page) -> str:
    """The address as the page has it: the browser may hear of it later."""
    address: str = page.evaluate("location.href")
    return address


def layout_shift(page: Page) -> float:
    """How much the page moved while it loaded."""
    page.wait_for_load_state("networkidle")
    return page.evaluate(_SHIFT)


def tab_to(page: Page, expression: str) -> None:
    """Press Tab until the expression about `at`, the focused element, is true."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"at => {expression}", page.evaluate_handle("document.activeElement")):
            return
    pytest.fail(f"Tab never comes to {expression}")
