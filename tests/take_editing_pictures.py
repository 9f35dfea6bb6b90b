"""Pictures for the pages that tell editors how to change something: scripts/screenshots.py."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from browser_arguments import ARGUMENTS
from comment_picture import draw_comment
from documented_steps import printed, take
from knowledge_bases import BASE, ROOT, Project
from repositories import commit
from serving import serve

PAGE = "conditions/post-traumatic-stress-disorder/"
#: What a reader should look at.
RING = "outline: 3px solid #b3261e; outline-offset: 3px; border-radius: 3px"


def main(site: Path, target: Path, browser_path: str) -> None:
    """Photograph the built site, and the comment on the change that editors are shown."""
    with serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address + PAGE)
        _pencil(page, target)
        _claim(page, target)
        _comment(browser, target)
        browser.close()


def _pencil(page: Page, target: Path) -> None:
    page.add_style_tag(content=f"a.md-content__button {{ {RING} }}")
    clip = {"x": 0, "y": 0, "width": 1280, "height": 330}
    page.screenshot(path=target / "editing-pencil.jpg", type="jpeg", quality=72, clip=clip)


def _claim(page: Page, target: Path) -> None:
    claim = page.locator(".ev-claim:not(:has(.ev-forest))").first
    claim.locator(":scope > .ev-details > summary").click()
    claim.locator(".ev-question a").evaluate("(link, ring) => { link.style = ring }", RING)
    claim.scroll_into_view_if_needed()
    claim.screenshot(path=target / "editing-claim.jpg", type="jpeg", quality=72)


def _comment(browser: Browser, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(BASE, folder, dirs_exist_ok=True)
        project = Project(Path(folder))
        commit(project)
        take((ROOT / "docs" / "about" / "change-a-claim.md").read_text("utf-8"), project)
        comment = printed("evidence diff main --format markdown", project)
    draw_comment(comment, target / "editing-comment.png", browser)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
