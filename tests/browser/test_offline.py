"""The site without a connection: what was read, what was saved, a new edition, and from a folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser_measures import eventually
from knowledge_bases import BASE, Project
from serving import serve

READ = "conditions/blue-fever/"
KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('evidence '))"
UPDATE = "async () => (await navigator.serviceWorker.getRegistration()).update()"


@pytest.fixture
def edition(built_base: Project, tmp_path: Path) -> Project:
    """The tiny base, built, in a folder of its own where a new edition can be published."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(built_base.site, tmp_path / "site")
    return Project(tmp_path)


@pytest.fixture
def home(edition: Project) -> Iterator[str]:
    with serve(edition.site) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, home: str) -> Page:
    """A reader who has read one page, and whose browser has the worker by now."""
    page = context.new_page()
    page.goto(home + READ)
    eventually(lambda: page.evaluate("navigator.serviceWorker.controller !== null"))
    eventually(lambda: page.evaluate("caches.match(location.href).then(Boolean)"))
    return page


def take_over(page: Page) -> None:
    """Let the browser look for a new edition, and wait until it has replaced the old one."""
    old = page.evaluate(KEPT)
    page.evaluate(UPDATE)
    is_new = f"async (old) => {{ const now = await ({KEPT})(); return !now.includes(old); }}"
    eventually(lambda: page.evaluate(is_new, old[0]))
    assert len(page.evaluate(KEPT)) == len(old) == 1


def test_a_page_that_was_read_is_there_without_a_connection(
    page: Page, context: BrowserContext
) -> None:
    context.set_offline(True)
    page.reload()

    expect(page.locator("h1")).to_have_text("Blue fever")
    bottom = page.locator(".ev-bottom-line")
    assert bottom.evaluate("node => getComputedStyle(node).borderLeftStyle") == "solid"


def test_indexes_and_the_search_are_there_without_a_connection(
    page: Page, context: BrowserContext, home: str
) -> None:
    context.set_offline(True)
    page.goto(home)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").type("cyan fever")
    first = page.locator(".md-search-result__link").first

    expect(first).to_have_attribute("href", re.compile("conditions/blue-fever"))
    assert page.goto(home + "conditions/").ok


def test_a_page_that_was_not_read_says_so(page: Page, context: BrowserContext, home: str) -> None:
    context.set_offline(True)
    answer = page.goto(home + "studies/novak2021/")

    assert answer.status == 503
    expect(page.locator("body")).to_contain_text("not kept on this device")
    page.get_by_role("link").click()
    expect(page).to_have_url(home)


def test_the_filters_of_a_page_do_not_hide_its_kept_copy(
    page: Page, context: BrowserContext, home: str
) -> None:
    context.set_offline(True)
    page.goto(home + READ + "?kind=safety#skyroot-tremor")

    expect(page.locator("h1")).to_have_text("Blue fever")


def test_a_new_edition_replaces_the_old_one_and_renews_what_was_kept(
    page: Page, context: BrowserContext, edition: Project
) -> None:
    edition.replace("docs/conditions/blue-fever.yml", "name: Blue fever", "name: Azure fever")
    assert edition.build().returncode == 0
    take_over(page)
    context.set_offline(True)
    page.reload()

    expect(page.locator("h1")).to_have_text("Azure fever")


def test_with_a_connection_a_changed_page_is_read_as_it_is_now(
    page: Page, edition: Project
) -> None:
    file = edition.site / READ / "index.html"
    file.write_text(file.read_text("utf-8").replace("Blue fever", "Azure fever"), "utf-8")
    page.reload()

    expect(page.locator("h1")).to_have_text("Azure fever")


@pytest.fixture
def saving(edition: Project, page: Page, home: str) -> Page:
    """The page with the button that saves everything."""
    edition.write("docs/index.md", "# Skyroot Evidence\n\n[[list:offline]]\n")
    assert edition.build().returncode == 0
    take_over(page)
    page.goto(home)
    return page


def test_everything_can_be_saved_and_removed_again(
    saving: Page, context: BrowserContext, home: str
) -> None:
    status = saving.get_by_role("status")
    saving.get_by_role("button", name="Save all for offline use (1 MB)").click()
    expect(status).to_contain_text("Everything is saved on this device")
    context.set_offline(True)
    saving.goto(home + "studies/novak2021/")
    expect(saving.locator("h1")).to_contain_text("No effect of skyroot tea")
    saving.goto(home)
    saving.get_by_role("button", name="Remove the saved copy").click()
    expect(status).to_have_text("")

    assert saving.goto(home + "studies/novak2021/").status == 503


def test_what_was_saved_whole_stays_whole_in_a_new_edition(
    saving: Page, context: BrowserContext, edition: Project, home: str
) -> None:
    saving.get_by_role("button", name="Save all").click()
    expect(saving.get_by_role("status")).to_contain_text("Everything is saved on this device")
    new = "name: Coral ague\nbottom_line: Rare [@muster2020].\ngroup: fevers\n"
    edition.write("docs/conditions/coral-ague.yml", new)
    assert edition.build().returncode == 0
    take_over(saving)
    context.set_offline(True)
    saving.goto(home + "conditions/coral-ague/")

    expect(saving.locator("h1")).to_have_text("Coral ague")


def test_a_folder_opens_links_and_searches_without_a_server(
    context: BrowserContext, real_folder: Path
) -> None:
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((real_folder / "conditions" / "fibromyalgia.html").as_uri())
    page.locator(".ev-bottom-line .ev-mark a").first.click()
    page.wait_for_url("file://**/studies/*.html")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").type("CRPS")
    found = page.locator(".md-search-result__link").first
    expect(found).to_have_attribute("href", re.compile("complex-regional-pain-syndrome"))
    found.click()

    expect(page.locator("h1")).to_have_text("Complex regional pain syndrome")
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
