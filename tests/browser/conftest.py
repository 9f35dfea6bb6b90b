"""A real browser on the really built site, and what it asked for and complained about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser_arguments import ARGUMENTS
from browser_reader import Reader
from serving import serve


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    with serve(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield running
        running.close()


#: A desk by day and a phone by night: width, height, colour scheme.
SETTINGS = {"desk": (1280, 900, "light"), "phone": (390, 844, "dark")}


#: What an earlier reader in this window chose is forgotten when the first page of a visit opens.
FORGET = """if (location.protocol.startsWith("http") && !sessionStorage.getItem("visit")) {
  localStorage.clear();
  sessionStorage.setItem("visit", "begun");
}"""


@pytest.fixture(scope="session")
def settings(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One window for each setting: a new one for each test takes longer than the test.

    The service worker has tests of its own; here it would fill its cache again and again.
    """
    windows = {
        name: browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            service_workers="block",
        )
        for name, (width, height, scheme) in SETTINGS.items()
    }
    yield windows
    for window in windows.values():
        window.close()


@pytest.fixture(params=SETTINGS)
def reader(
    settings: dict[str, BrowserContext], address: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    person = _person(settings[request.param], address)
    person.page.add_init_script(FORGET)
    yield person
    person.page.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Reader]]:
    """Readers with a browser of a certain kind: `visit(has_touch=True)`."""
    contexts: list[BrowserContext] = []

    def arrive(**options: object) -> Reader:
        contexts.append(browser.new_context(**options))
        return _person(contexts[-1], address)

    yield arrive
    for context in contexts:
        context.close()


def _person(context: BrowserContext, address: str) -> Reader:
    person = Reader(context.new_page(), address)
    person.page.on("request", lambda request: person.requests.append(request.url))
    person.page.on("console", lambda message: _listen(person, message))
    person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
    return person


def _listen(person: Reader, message: object) -> None:
    if message.type == "error":
        person.complaints.append(message.text)
