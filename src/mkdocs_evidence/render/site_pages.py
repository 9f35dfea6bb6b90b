"""All pages of a knowledge base: the one entry into rendering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from mkdocs_evidence.history.log import NO_HISTORY, ChangeLog
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.changes_page import changes_page
from mkdocs_evidence.render.compare_page import NARROWED_BY, compare_pages
from mkdocs_evidence.render.environment import make_environment
from mkdocs_evidence.render.explorer_page import explorer_pages
from mkdocs_evidence.render.heard_page import heard_page
from mkdocs_evidence.render.integrity_page import integrity_page
from mkdocs_evidence.render.leaflet_page import leaflet_page
from mkdocs_evidence.render.listings import LISTINGS
from mkdocs_evidence.render.map_page import map_pages
from mkdocs_evidence.render.page import Page, PageWriter
from mkdocs_evidence.render.record_pages import record_index, record_page
from mkdocs_evidence.render.redirect_pages import redirect_pages
from mkdocs_evidence.render.search_entries import SearchEntry, search_entries
from mkdocs_evidence.render.study_pages import all_references, study_index, study_page
from mkdocs_evidence.words import ENGLISH, Words, spoken


class Renderer:
    """Renders the pages of one checked library; templates and engine are made once."""

    def __init__(
        self,
        library: Library,
        addresses: Addresses,
        log: ChangeLog = NO_HISTORY,
        words: Words = ENGLISH,
    ) -> None:
        self.library = library
        self.addresses = addresses
        self.log = log
        self.words = words
        self.writer = partial(
            PageWriter,
            library=library,
            addresses=addresses,
            environment=make_environment(words),
            log=log,
        )

    def pages(self) -> Iterator[Page]:
        """Every page, each made in the language of the site, whoever asks for the next one."""
        pages = self._pages()
        while True:
            with spoken(self.words):
                page = next(pages, None)
            if page is None:
                return
            yield page

    def _pages(self) -> Iterator[Page]:
        """Records, studies, indexes, references and statements heard."""
        library, addresses = self.library, self.addresses
        for kind in library.layout.folders:
            yield record_index(kind, self.writer(addresses.index(kind)))
        for record in library.records:
            yield record_page(record, self.writer(addresses.record(record)))
        for record, leaflet in library.leaflets():
            yield leaflet_page(record, leaflet, self.writer(addresses.leaflet(record)))
        for study in library.studies.values():
            yield study_page(study, self.writer(addresses.study(study.key)))
        yield from study_index(addresses, self.writer)
        yield from all_references(addresses, self.writer)
        yield heard_page(self.writer(addresses.heard))
        yield from explorer_pages(addresses, self.writer)
        for kind in NARROWED_BY:
            yield from compare_pages(kind, addresses, self.writer)
        yield integrity_page(self.writer(addresses.retractions))
        yield from map_pages(addresses, self.writer)
        yield changes_page(self.writer(addresses.changes))
        yield from redirect_pages(library, addresses, self.writer)

    def listing(self, name: str, page: PageWriter) -> str:
        """A list for a hand-written page: `conditions`, `numbers` and so on."""
        with spoken(self.words):
            return LISTINGS[name](page)

    def search_entries(self, pages: Iterable[Page]) -> list[SearchEntry]:
        """What the search finds on these pages."""
        with spoken(self.words):
            return list(search_entries(pages, self.library, self.addresses))
