"""A preview: rebuilds what an edit changes, and makes what a browser asks for.

An editor who saves a file looks at one page. So a rebuild reads, links and checks everything, and
makes ready to write everything; each page is written when it is asked for, the index of the search
with its first question, and the data files with the first that is fetched. Where only sources have
changed, and neither pages nor menus come, go or are called otherwise, MkDocs need not build for that:
what it made stays, with another library behind it.
"""

from __future__ import annotations

import gc
import posixpath
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import RLock, Timer
from typing import TYPE_CHECKING, Any

import click
from mkdocs.plugins import get_plugin_logger

from mkdocs_evidence.site.loading import NEVER, looking_only_at_what_is_new
from mkdocs_evidence.site.reading import Reading
from mkdocs_evidence.site.rest import Rest
from mkdocs_evidence.site.watched_files import Watched, WatchedFiles
from mkdocs_evidence.site.watching import Watching
from mkdocs_evidence.sources.layout import Layout

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

#: Seconds without another change, after which whatever was saved is whole.
_QUIET = 0.05
#: Seconds after a rebuild in which pages are asked for.
_AT_REST = 1.0
log = get_plugin_logger("evidence")


def is_watched() -> bool:
    """True under `mkdocs serve` with its reload; without, nobody tells us what is asked for."""
    return bool(_options().get("livereload"))


def _options() -> dict[str, Any]:
    command = click.get_current_context(silent=True)
    return command.params if command is not None else {}


class OnDemand:
    """Makes what a preview is asked for, never while it is rebuilt."""

    def __init__(self, renew: Callable[[Rest], Reading | None]) -> None:
        """Begin a preview.

        Args:
            renew: Reads the sources, and puts them behind what is left of the last build. What does not
                fit there is given back, and MkDocs has to build.
        """
        self._renew = renew
        self._building = RLock()
        self._tidying = Timer(_AT_REST, gc.collect)
        #: Counts rebuilds.
        self._edition = 0
        self._watched: Watched | None = None
        self._files = WatchedFiles({}, has_linked_folders=False)
        self._layout: Layout | None = None
        #: What the last build left.
        self.rest: Rest | None = None
        #: What was read for the build that is about to begin.
        self.ahead: Reading | None = None

    def begin(self, config: MkDocsConfig, layout: Layout) -> None:
        """MkDocs is about to build: look at all files before anybody reads them."""
        self._watched = Watched(config, with_theme=bool(_options().get("watch_theme")))
        self._files = self._watched.look()
        self._layout = layout

    def serve(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Stand between the files and the server of MkDocs, and between this and browsers."""
        build, answer, root = server.builder, server.serve_request, server.mount_path
        watching = self._watch(server, config)

        def build_alone() -> None:
            causes = watching.causes()
            with self._building, looking_only_at_what_is_new():
                self._edition += 1
                self._tidying.cancel()
                if not self._rebuild(causes):
                    self.rest = None  # a build that fails leaves nothing
                    try:
                        build()
                    finally:
                        self.ahead = None
                self._tidy_soon()

        def answer_made(
            environ: dict[str, Any], start_response: Callable[..., Any]
        ) -> Iterable[bytes]:
            address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if address.startswith("/livereload/"):
                return answer(environ, start_response)
            file = f"{address}index.html" if address.endswith("/") else address
            path = posixpath.normpath(f"/{file.removeprefix(root)}").lstrip("/")
            while True:
                edition, said = self._edition, list[tuple[Any, ...]]()
                self._make(path)
                answered = answer(environ, lambda *words: said.append(words))  # noqa: B023  # now
                if edition == self._edition:
                    start_response(*said[-1])
                    return answered
                # A rebuild came in between, and what was made is of the time before.
                getattr(answered, "close", lambda: None)()

        server.builder = build_alone
        server.set_app(answer_made)
        gc.set_threshold(*gc.get_threshold()[:2], NEVER)
        self._tidy_soon()

    def _tidy_soon(self) -> None:
        """Collect garbage when the page that is waited for has been served: it takes as long as that."""
        self._tidying = Timer(_AT_REST, gc.collect)
        self._tidying.daemon = True
        self._tidying.start()

    def _watch(self, server: LiveReloadServer, config: MkDocsConfig) -> Watching:
        """Hear of changes as well as look for them."""
        watching = Watching(server.observer, self._is_news)
        places = [config.docs_dir, *filter(None, [config.config_file_path]), *config.theme.dirs]
        already = []
        for path in dict.fromkeys(places):
            with suppress(KeyError):  # the theme is watched where MkDocs is told to
                server.unwatch(path)
                already.append(path)
        server.observer = watching  # type: ignore[assignment]  # of which MkDocs uses no more
        # MkDocs allows for files that are found one after the other.
        server.build_delay = _QUIET
        for path in already:
            server.watch(path)
        return watching

    def _is_news(self, path: str) -> bool:
        """True where a path is not what it was at the last rebuild, and matters."""
        if self._watched is not None and self._watched.hides(path):
            return False
        return self._files.is_news(path)

    def _rebuild(self, causes: set[str]) -> bool:
        """Rebuild without MkDocs, where that is possible."""
        start = time.monotonic()
        rest, watched, layout = self.rest, self._watched, self._layout
        if rest is None or watched is None or layout is None or not rest.can_be_renewed:
            return False
        before, self._files = self._files, watched.look()
        changed = self._files.changed_since(before)
        if (
            not causes
            or not all(map(watched.covers, causes))
            or self._files.has_linked_folders
            or not all(watched.is_source(path, layout) for path in changed)
            or any(map(rest.has_file, changed))
        ):
            return False
        self.ahead = self._renew(rest)
        if self.ahead is not None:
            return False
        log.info("Sources read and checked in %.2f seconds", time.monotonic() - start)
        return True

    def _make(self, path: str) -> None:
        with self._building:
            if self.rest is not None:
                self.rest.make(path)
