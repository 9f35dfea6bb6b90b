"""A finished page in MkDocs' clothes: no Markdown is read or rendered for it."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from html import escape
from sys import intern
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_evidence.render.colophon import colophon
from mkdocs_evidence.render.page import Heading, Page
from mkdocs_evidence.site.loading import today
from mkdocs_evidence.site.search_index import takes_entries
from mkdocs_evidence.words import spoken

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

#: Name of an empty template, behind which pages wait that MkDocs is not to write.
NOTHING = "evidence-not-now.html"


class RecordPage(MkDocsPage):
    """Gives MkDocs what Python-Markdown would: content, contents, anchors and links.

    Where no other plugin wants to see bodies before the theme is put around them, each is written
    only then, and forgotten when its page is: all of them together may be larger than memory.
    """

    def __init__(
        self,
        finished: Page,
        file: File,
        config: MkDocsConfig,
        docs_folder: str,
        *,
        write_late: bool = False,
    ) -> None:
        self.finished = finished
        self._write_late = write_late
        self._docs_folder = docs_folder
        self._is_read = True
        # Set before MkDocs reads it: the edit button opens the record.
        file.edit_uri = self._path_of_source()
        super().__init__(escape(finished.title), file, config)

    def _path_of_source(self) -> str | None:
        source = self.finished.source
        return posixpath.relpath(source, self._docs_folder) if source else None

    def renew(self, finished: Page) -> None:
        """Stand for the page as it is after an edit, and wait; what was made of it is forgotten."""
        self.finished = finished
        self._is_read = False
        self.wait()

    def read_anew(self, config: MkDocsConfig, files: Files) -> None:
        """Do for a page that was renewed what MkDocs does for every page before it writes any."""
        if self._is_read:
            return
        self._is_read = True
        self.title = escape(self.finished.title)
        self.file.edit_uri = self._path_of_source()
        self._set_edit_url(config.repo_url, config.edit_uri, config.edit_uri_template)
        mkdocs_build._populate_page(self, config, files)  # noqa: SLF001

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown; only what templates ask of the front matter, which they print raw."""
        meta: dict[str, Any] = {"title": escape(self.finished.title), "hide": ["navigation"]}
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
        """Hand over the finished page, or keep what is needed to write it."""
        self._files = files
        with spoken(self.finished.words):
            self._colophon = colophon(
                config.site_name, self.canonical_url or "", today(), config.copyright or ""
            )
        self.content = ""
        if not self._write_late:
            self._write()

    @property
    def waits(self) -> bool:
        """True while the page is not to be written: MkDocs leaves out what comes out empty."""
        return self.meta.get("template") == NOTHING

    def wait(self) -> None:
        """Stand behind an empty template."""
        self.meta["template"] = NOTHING

    def come(self) -> None:
        """Stand in the theme again."""
        self.meta.pop("template", None)

    def write(self) -> None:
        """Write the body, unless it stands already; what plugins put before it stays there."""
        if self._write_late:
            self._write()

    def forget(self) -> None:
        """Let go of a body that was written late; its anchors and links are still checked."""
        if self._write_late:
            self.content, self.toc = "", TableOfContents([])

    def _write(self) -> None:
        body = self.finished.write()
        if self.finished.description:
            self.meta["description"] = self.finished.description
        self.content = f"{self.content}{self._colophon}{body.html}"
        self.toc = TableOfContents(nest(body.headings, self.finished.title))
        self.note(body.anchors, body.links)

    @property
    def noted(self) -> tuple[AbstractSet[str], AbstractSet[tuple[str, str]]]:
        """What was noted of a page that is written: its anchors, and the anchors that it links to."""
        targets = self.links_to_anchors or {}
        links = {(file.src_uri[:-3], anchor) for file, found in targets.items() for anchor in found}
        return self.present_anchor_ids or set(), links

    def note(self, anchors: AbstractSet[str], links: AbstractSet[tuple[str, str]]) -> None:
        """Note what MkDocs checks when all pages are written, when most names are those of others."""
        self.present_anchor_ids = set(map(intern, anchors))
        self.links_to_anchors = {}
        for name, anchor in links:
            target = self._files.src_uris.get(f"{name}.md") if anchor else None
            if target is not None:
                link = f"{posixpath.basename(name)}#{anchor}"
                self.links_to_anchors.setdefault(target, {})[intern(anchor)] = intern(link)


def nest(headings: Sequence[Heading], title: str) -> list[AnchorLink]:
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


def add_page(
    page: Page, files: Files, config: MkDocsConfig, docs_folder: str, *, write_late: bool = False
) -> None:
    """Add a finished page to the site; it stays out of the navigation unless nav: names it."""
    file = File.generated(
        config, f"{page.name}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    files.append(file)
    RecordPage(page, file, config, docs_folder, write_late=write_late)
