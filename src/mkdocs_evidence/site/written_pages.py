"""Our notations in hand-written Markdown pages: citations, record links and lists."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_evidence.prose import Cited, ListRequest, RecordLink
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.render.prose_html import citation_marks, link_target
from mkdocs_evidence.render.site_pages import Renderer


class WrittenPageResolver:
    """Resolves notations on the page that MkDocs is rendering.

    Links go out as paths of source files, which MkDocs turns into addresses and checks.
    """

    def __init__(self) -> None:
        self.writer: PageWriter | None = None
        self._renderer: Renderer | None = None

    def begin(self, renderer: Renderer, uri: str) -> None:
        """Start a page."""
        self._renderer = renderer
        self.writer = renderer.writer(uri.removesuffix(".md"))

    def end(self, page: Page) -> str:
        """Finish the page; returns its reference list as HTML, empty where nothing is cited."""
        writer, self.writer = self.writer, None
        if writer is None or not writer.cited:
            return ""
        references = writer.render("written_references.html")
        top = page.toc.items
        siblings = top[0].children if len(top) == 1 and top[0].level == 1 else top
        siblings += [AnchorLink(head.text, head.anchor, head.level) for head in writer.headings]
        page.present_anchor_ids = (page.present_anchor_ids or set()) | writer.anchors
        return references

    def citation(self, cited: list[Cited]) -> Element | None:
        """Numbers that lead to the studies."""
        if self.writer is None:
            return None
        study = self.writer.addresses.study
        return citation_marks(
            cited, self.writer, lambda key: self._source_link(study(key)), with_hints=True
        )

    def record_link(self, link: RecordLink) -> Element | None:
        """A link to a record or a claim."""
        if self.writer is None:
            return None
        _, label = link_target(link, self.writer)
        target = self.writer.addresses.record(self.writer.library.by_slug[link.slug])
        element = Element("a", {"href": self._source_link(target, link.claim)})
        element.text = label
        return element

    def listing(self, request: ListRequest) -> str | None:
        """A list of records, as finished HTML, which the search need not read again.

        The theme forgets what to leave out at the first end of an element of the same name, so
        the list stands in an element of our own.
        """
        if self.writer is None or self._renderer is None:
            return None
        html = self._renderer.listing(request.name, self.writer)
        return f'<div><ev-list data-search-exclude="">{html}</ev-list></div>'

    def _source_link(self, page: str, anchor: str = "") -> str:
        if self.writer is None:
            return ""
        folder = posixpath.dirname(self.writer.name) or "."
        path = posixpath.relpath(f"{page}.md", folder)
        return f"{path}#{anchor}" if anchor else path
