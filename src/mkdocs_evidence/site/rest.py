"""What is left to be made of a site that a preview serves: pages, the search, data files.

A build of MkDocs leaves our pages, the search and the data files. An edit after which MkDocs need not
build leaves all that may say something else now: also hand-written pages, which list and cite, and
the site map, which has the days of the content.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from mkdocs_evidence.export.writing import write_files
from mkdocs_evidence.site.data_links import NOT_DATA
from mkdocs_evidence.site.outline import Outline, takes_part_in_rebuilds
from mkdocs_evidence.site.reading import Reading
from mkdocs_evidence.site.search_index import WrittenEntries
from mkdocs_evidence.site.twins import date_pages
from mkdocs_evidence.site.waiting import Surroundings

if TYPE_CHECKING:
    pass

_NOT_FOUND = "404.html"


class Rest:
    """What is to be made of one site, when somebody asks for it."""

    def __init__(
        self, around: Surroundings, reading: Reading, write_search: Callable[[], None]
    ) -> None:
        """Let our pages wait; MkDocs is about to write everything else."""
        self.around = around
        self._reading = reading
        self._outline = Outline.of(reading, around.nav, around.documents)
        self._site_dir = Path(around.config.site_dir)
        self._write_search = write_search
        self._search_waits = True
        self._is_renewed = False
        self._entries = WrittenEntries(around.config)
        #: Our pages by the path of their file in the site, and those that people write.
        self._ours = {page.file.dest_uri: page for page in around.ours}
        self._written = {
            file.dest_uri: file for file in around.documents if file.dest_uri not in self._ours
        }
        #: Of hand-written pages and templates, those that wait.
        self._written_waits: set[str] = set()
        self._templates_wait: set[str] = set()
        self._data = reading.data()
        self._made_data: set[str] = set()
        #: Data files that an earlier reading made.
        self._former_data: set[str] = set()
        around.let_wait(self._ours.values())

    # After an edit

    @property
    def can_be_renewed(self) -> bool:
        """False where MkDocs has to count warnings, another plugin to hear, or menus follow any edit."""
        config = self.around.config
        return not (
            config.strict
            or takes_part_in_rebuilds(config)
            or self._outline.has_titles_with_notations
        )

    def has_file(self, path: str) -> bool:
        """True where MkDocs publishes a file as it is."""
        uri = posixpath.relpath(path, self.around.config.docs_dir)
        return self.around.files.get_file_from_path(uri) is not None

    def fits(self, reading: Reading) -> bool:
        """True where nothing that MkDocs made is wrong after another reading."""
        return Outline.of(reading, self.around.nav, self.around.documents) == self._outline

    def renew(self, reading: Reading) -> None:
        """Let everything wait that may be another after a new reading."""
        self._reading = reading
        self._is_renewed = True
        finished = {f"{page.name}.md": page for page in reading.pages}
        for page in self._ours.values():
            page.renew(finished[page.file.src_uri])
        self._let_others_wait()
        self._data = reading.data()
        self._former_data |= self._made_data
        self._made_data = set()

    def _let_others_wait(self) -> None:
        config = self.around.config
        self._written_waits = set(self._written)
        self._templates_wait = {*config.theme.static_templates, *config.extra_templates}
        self._search_waits = True
        self._entries.begin()

    # When something is asked for

    def make(self, path: str) -> None:
        """Write what stands at a path below the root of the site, where it waits."""
        for name in (path, posixpath.join(path, "index.html")):
            if page := self._ours.get(name):
                if page.waits:
                    date_pages([page], self._reading.heads)
                    self.around.write(page)
                return
            if file := self._written.get(name):
                self._write_by_hand(file)
                return
        if path.startswith("search/"):
            self._make_search()
        elif (template := path.removesuffix(".gz")) in self._templates_wait:
            self._make_template(template)
        else:
            self._make_data(path)
        if not (self._site_dir / path).exists():
            self._make_template(_NOT_FOUND)

    def _write_by_hand(self, file: File) -> None:
        if file.dest_uri not in self._written_waits or file.page is None:
            return
        former = file.page.title
        date_pages([file.page], self._reading.heads)
        self.around.write_again(file)
        if file.page.title == former:
            self._written_waits.remove(file.dest_uri)
            self._entries.take(file.src_uri)
            return
        # It takes its title from outside of the site; menus on all pages have it.
        for page in self._ours.values():
            page.wait()
        self._let_others_wait()
        self._write_by_hand(file)

    def _make_search(self) -> None:
        if not self._search_waits:
            return
        if self._is_renewed:
            while self._written_waits:  # one that has another title lets all of them wait again
                for file in self._written.values():
                    self._write_by_hand(file)
            self._entries.put_back(file.src_uri for file in self.around.documents)
        self._search_waits = False
        self._write_search()

    def _make_template(self, name: str) -> None:
        if name in self._templates_wait:
            self._templates_wait.remove(name)
            documents = self.around.files.documentation_pages()
            date_pages((file.page for file in documents if file.page), self._reading.heads)
            self.around.write_template(name)

    def _make_data(self, path: str) -> None:
        """Write data files until one of this path comes."""
        has_ending = "." in posixpath.basename(path)
        if not has_ending or path.endswith(NOT_DATA) or self._is_there(path):
            return
        for file in self._data:
            if self._is_there(file.path):  # the site has one of its own
                continue
            write_files([file], self._site_dir)
            self._made_data.add(file.path)
            self._former_data.discard(file.path)
            if file.path == path:
                return
        if path in self._former_data:
            self._former_data.remove(path)
            (self._site_dir / path).unlink(missing_ok=True)

    def _is_there(self, path: str) -> bool:
        return path not in self._former_data and (self._site_dir / path).exists()
