"""What may stand on a page: what stands there when every text is plain, and what Markdown can make."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mkdocs_evidence.render.page import Page

_MARKDOWN = set(
    "p br em strong a sup sub code pre blockquote hr ul ol li table thead tbody tr th td span".split()
)
_ATTRIBUTES = {"href", "title", "rel", "class", "id", "start", "style"}
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "srcdoc", "data"}
_SAFE = re.compile(r"(?:https?:|mailto:|#|[.]|[A-Za-z0-9_][^:]*$|$)", re.IGNORECASE)


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, str, str]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, "", ""))
        self.found |= {
            (tag, name, (value or "") if name in _ADDRESSES else "") for name, value in attrs
        }

    def handle_comment(self, data: str) -> None:
        self.found.add(("comment", "", ""))


class Looks:
    """Elements and attributes that our templates draw."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def learn(self, page: Page) -> None:
        """Take what is on a page for ours."""
        self._known |= {(tag, name) for tag, name, _ in _Elements(page.write().html).found}

    def check(self, page: Page) -> None:
        """Refuse an element, an attribute or an address that a text has made."""
        for tag, name, address in _Elements(page.write().html).found:
            where = f"<{tag} {name}={address!r}> on {page.name}"
            is_markdown = tag in _MARKDOWN and (not name or name in _ATTRIBUTES)
            assert (tag, name) in self._known or is_markdown, where
            assert not name.startswith("on"), where
            assert _SAFE.match(address.strip()), where
