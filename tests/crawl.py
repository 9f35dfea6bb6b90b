"""Reads a built site as a browser would: its pages, their ids and their links."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class BuiltPage(HTMLParser):
    """One HTML file: ids, links and whether an id stands twice."""

    url: str
    text: str = field(repr=False)
    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name == "href" and value:
                self.hrefs.append(value)
            elif name == "src" and value:
                self.sources.append(value)

    def resolve(self, href: str) -> tuple[str, str]:
        """File of the site and fragment that a relative link leads to."""
        parts = urlsplit(href)
        folder = posixpath.dirname(self.url)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if (
            parts.path.endswith("/")
            or path == "."
            or (parts.path and "." not in path.split("/")[-1])
        ):
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        return (path if parts.path else self.url), unquote(parts.fragment)


class Site:
    """A built site in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        return {
            (url := file.relative_to(self.folder).as_posix()): BuiltPage(
                url, file.read_text("utf-8")
            )
            for file in sorted(self.folder.rglob("*.html"))
        }

    def page(self, name: str) -> BuiltPage:
        return self.pages[f"{name}/index.html" if name else "index.html"]

    def broken_links(self) -> list[str]:
        """Every link whose page or fragment is not there."""
        broken = []
        for page in self.pages.values():
            if page.url == "404.html":
                continue
            for href in page.hrefs:
                if urlsplit(href).scheme:
                    continue
                path, fragment = page.resolve(href)
                target = self.pages.get(path)
                if target is None and not (self.folder / path).is_file():
                    broken.append(f"{page.url}: {href} has no page")
                elif target and fragment and fragment not in target.ids:
                    broken.append(f"{page.url}: {href} has no such place")
        return broken

    def foreign_requests(self) -> list[str]:
        """Every script, style, image or font that is not the site's own."""
        return [
            f"{page.url}: {source}"
            for page in self.pages.values()
            for source in page.sources
            if urlsplit(source).netloc
        ]

    def repeated_ids(self) -> list[str]:
        return [
            f"{page.url}: #{name}"
            for page in self.pages.values()
            for name in {name for name in page.ids if page.ids.count(name) > 1}
            if not name.startswith("__")
        ]
