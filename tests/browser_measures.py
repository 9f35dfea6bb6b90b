"""What tests of a page in the browser measure: accessibility, layout shift, the way by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
_SHIFT = """() => new Promise(resolve => {
    const sum = list => list.getEntries().reduce((total, entry) => total + entry.value, 0);
    new PerformanceObserver(list => resolve(sum(list))).observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(0), 500);
})"""


def barriers(page: Page) -> list[tuple[str, str]]:
    """What axe finds on the page: the rule, and the first element that breaks it."""
    violations = Axe().run(page, options=_WCAG).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in violations]


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
