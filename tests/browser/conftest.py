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


@pytest.fixture(scope="session")
def regulars(browser: Browser, address: str) -> Iterator[dict[str, Reader]]:
    """One reader and one page for each setting: a new page takes longer than most tests.

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
    yield {name: Reader.arrive(window, address) for name, window in windows.items()}
    for window in windows.values():
        window.close()


@pytest.fixture(params=SETTINGS)
def reader(regulars: dict[str, Reader], request: pytest.FixtureRequest) -> Iterator[Reader]:
    person = regulars[request.param]
    yield person
    width, height, _ = SETTINGS[request.param]
    person.leave({"width": width, "height": height})


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Reader]]:
    """Readers with a browser of a certain kind: `visit(has_touch=True)`."""
    contexts: list[BrowserContext] = []

    def arrive(**options: object) -> Reader:
        contexts.append(browser.new_context(**options))
        return Reader.arrive(contexts[-1], address)

    yield arrive
    for context in contexts:
        context.close()
