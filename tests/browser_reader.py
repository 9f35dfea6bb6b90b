"""A person with a browser, who notices foreign requests and complaints."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize

#: For what is the same on every screen: the data of a page, and what its scripts make of them.
at_desk = pytest.mark.parametrize("reader", ["desk"], indirect=True)


@dataclass
class Reader:
    """A person with a browser."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def arrive(cls, context: BrowserContext, address: str) -> Reader:
        """Someone new, with a page of their own."""
        reader = cls(context.new_page(), address)
        reader.page.on("request", lambda request: reader.requests.append(request.url))
        reader.page.on("console", reader._listen)
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        return reader

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, name: str = "") -> Page:
        self.page.goto(self.address + name)
        return self.page

    @property
    def foreign_requests(self) -> list[str]:
        return [
            url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))
        ]

    def leave(self, size: ViewportSize) -> None:
        """Leave the page to the next one as if it were new: that takes less than a new one."""
        self.page.unroute_all(behavior="ignoreErrors")
        if self.page.url.startswith(self.address):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.goto("about:blank")
        self.page.emulate_media(media="null", reduced_motion="null")
        self.page.set_viewport_size(size)
        self.page.mouse.move(0, 0)
        self.requests.clear()
        self.complaints.clear()
