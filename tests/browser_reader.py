"""A person with a browser, who notices foreign requests and complaints."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Reader:
    """A person with a browser."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, name: str = "") -> Page:
        self.page.goto(self.address + name)
        return self.page

    @property
    def foreign_requests(self) -> list[str]:
        return [
            url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))
        ]
