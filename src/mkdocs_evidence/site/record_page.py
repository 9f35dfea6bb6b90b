"""A finished page in MkDocs' clothes: no Markdown is read or rendered for it."""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_evidence.render.colophon import colophon
from mkdocs_evidence.render.page import Heading, Page
from mkdocs_evidence.site.loading import today
from mkdocs_evidence.site.search_index import takes_entries

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class RecordPage(MkDocsPage):
    """Gives MkDocs what Python-Markdown would: content, contents, anchors and links."""

    def __init__(self, finished: Page, file: File, config: MkDocsConfig) -> None:
        self.finished = finished
        super().__init__(escape(finished.title), file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown; only what templates ask of the front matter, which they print raw."""
        meta: dict[str, Any] = {"title": escape(self.finished.title), "hide": ["navigation"]}
        if self.finished.description:
            meta["description"] = self.finished.description
        search = self.finished.search
        # The theme need not read whole pages where it takes our entries.
        if search is None or takes_entries(config):
            meta["search"] = {"exclude": True}
        else:
            meta["search"] = {"boost": search.boost}
            meta["tags"] = list(search.names)
        self.markdown = ""
        self.meta = meta

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the finished page."""
        site, rights = config.site_name, config.copyright or ""
        line = colophon(site, self.canonical_url or "", today(), rights)
        self.content = line + self.finished.html
        self.toc = TableOfContents(nest(self.finished.headings, self.finished.title))
        self.present_anchor_ids = set(self.finished.anchors)
        self.links_to_anchors = {}
        for name, anchor in self.finished.links:
            target = files.get_file_from_path(f"{name}.md")
            if target is not None and anchor:
                link = f"{posixpath.basename(name)}#{anchor}"
                self.links_to_anchors.setdefault(target, {})[anchor] = link


def nest(headings: tuple[Heading, ...], title: str) -> list[AnchorLink]:
    """The table of contents as a tree below the page's title, in HTML as MkDocs keeps it."""
    root = AnchorLink(escape(title), "_top", 1)
    path = [root]
    for heading in headings:
        entry = AnchorLink(escape(heading.text), heading.anchor, heading.level)
        while path[-1].level >= heading.level:
            path.pop()
        path[-1].children.append(entry)
        path.append(entry)
    return [root]


def add_page(page: Page, files: Files, config: MkDocsConfig, docs_folder: str) -> None:
    """Add a finished page to the site; it stays out of the navigation unless nav: names it."""
    file = File.generated(
        config, f"{page.name}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    # Set before the page is made, which reads it: the edit button opens the record.
    file.edit_uri = posixpath.relpath(page.source, docs_folder) if page.source else None
    files.append(file)
    RecordPage(page, file, config)
