"""What a preview makes when a browser asks for it: pages, the search, data files.

An editor who saves a file looks at one page. So a rebuild reads, links and checks everything, and
makes ready to write everything; each page is written when it is asked for, the index of the search
with its first question, and the data files with the first that is fetched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import click
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.export.writing import write_files
from mkdocs_evidence.site.loading import looking_only_at_what_is_new
from mkdocs_evidence.site.record_page import RecordPage
from mkdocs_evidence.site.waiting import Surroundings
from mkdocs_evidence.sources.knowledge_base import WrittenPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

_LINK = re.compile(r"\]\(\s*<?([^)\s>#?]+)")
#: Endings of files that people write or paint: what is missing there is no data file of ours.
_NOT_DATA = (".html", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".map", "/")


def is_watched() -> bool:
    """True under `mkdocs serve` with its reload; without, nobody tells us what is asked for."""
    command = click.get_current_context(silent=True)
    return command is not None and bool(command.params.get("livereload"))


@dataclass
class Rest:
    """What one rebuild leaves to be made."""

    around: Surroundings
    write_search: Callable[[], None] | None
    #: Data files, made one after the other.
    data: Iterator[DataFile]
    #: Our pages by the path of their file in the site.
    pages: dict[str, RecordPage] = field(init=False)

    def __post_init__(self) -> None:
        """Let our pages wait."""
        self.pages = {page.file.dest_uri: page for page in self.around.ours}
        self.around.let_wait(self.pages.values())


class OnDemand:
    """Makes what a preview is asked for, never while MkDocs builds."""

    def __init__(self) -> None:
        self._building = RLock()
        #: What the last build left.
        self.rest: Rest | None = None

    def serve(self, server: LiveReloadServer) -> None:
        """Stand between a browser and the server of MkDocs."""
        build, answer, root = server.builder, server.serve_request, server.mount_path

        def build_alone() -> None:
            with self._building, looking_only_at_what_is_new():
                build()

        def answer_made(
            environ: dict[str, Any], start_response: Callable[..., Any]
        ) -> Iterable[bytes]:
            address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            path = address.removeprefix(root).lstrip("/")
            self._make(path)
            said: list[tuple[Any, ...]] = []
            answered = answer(environ, lambda *words: said.append(words))
            if said[0][0].startswith("404") and self._make(path):
                # A rebuild came in between and swept away what had been made.
                answered = answer(environ, lambda *words: said.append(words))
            start_response(*said[-1])
            return answered

        server.builder = build_alone
        server.set_app(answer_made)

    def _make(self, path: str) -> bool:
        """Write what stands at a path below the root of the site, where it is ours."""
        with self._building:
            if (rest := self.rest) is None:
                return False
            for name in (path, posixpath.join(path, "index.html")):
                if page := rest.pages.get(name):
                    if page.waits:
                        rest.around.write(page)
                    return True
            if path.startswith("search/") and rest.write_search:
                write_search, rest.write_search = rest.write_search, None
                write_search()
                return True
            return _write_data(path, rest)


def _write_data(path: str, rest: Rest) -> bool:
    """Write data files until one of this path comes."""
    site_dir = Path(rest.around.config.site_dir)
    if not path or path.endswith(_NOT_DATA) or (site_dir / path).exists():
        return False
    for file in rest.data:
        write_files([file], site_dir)
        if file.path == path:
            return True
    return False


class _FileToCome(File):
    """Stands for a data file that hand-written pages link to, until it is made."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to whoever asks for it."""


def add_files_to_come(files: Files, config: MkDocsConfig, pages: Iterable[WrittenPage]) -> None:
    """Let links to data files be: whether these exist is known only when all are made, in a build."""
    for page in pages:
        for match in _LINK.finditer(page.text):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), match[1]))
            is_data = "://" not in match[1] and not path.startswith((".", "/"))
            if (
                is_data
                and not path.endswith((".md", *_NOT_DATA))
                and files.get_file_from_path(path) is None
            ):
                files.append(
                    _FileToCome.generated(
                        config, path, content="", inclusion=InclusionLevel.INCLUDED
                    )
                )
