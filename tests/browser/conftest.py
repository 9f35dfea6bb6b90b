"""A real browser on the really built site, and what it asked for and complained about."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser_arguments import ARGUMENTS
from browser_reader import Reader


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who leaves a page while it loads is no error."""


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(real_site))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield running
        running.close()


#: A desk by day and a phone by night: width, height, colour scheme.
SETTINGS = {"desk": (1280, 900, "light"), "phone": (390, 844, "dark")}


@pytest.fixture(params=SETTINGS)
def reader(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    width, height, scheme = SETTINGS[request.param]
    viewport = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    yield _person(context, address)
    context.close()


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
