"""In MkDocs' own themes a page looks like one of ours: marked, measured, and without paper parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from knowledge_bases import Project
from serving import serve


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
@pytest.mark.parametrize("width", [1200, 390])
def test_a_condition_is_readable_in(
    theme: str, width: int, project: Project, browser: Browser
) -> None:
    project.replace(
        "mkdocs.yml",
        "theme: {name: material, font: false, features: [content.action.edit]}",
        f"theme: {theme}",
    )
    project.replace("mkdocs.yml", "licence:", "theme_shell: false\n      licence:")
    assert project.build().returncode == 0
    with serve(project.site) as address:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}conditions/blue-fever/")
        bar = "element => getComputedStyle(element).borderLeftStyle"
        table = page.locator(".ev-summary table, table.ev-summary").first
        seen = {
            "bar": page.locator(".ev-bottom-line").evaluate(bar),
            "colophon": page.locator(".ev-colophon").is_visible(),
            "table": table.bounding_box(),
            "sideways": page.evaluate("document.documentElement.scrollWidth > innerWidth"),
        }
        page.close()

    assert seen["bar"] == "solid"
    assert not seen["colophon"]
    assert seen["table"]["x"] + seen["table"]["width"] <= width + 1
    assert not seen["sideways"]
