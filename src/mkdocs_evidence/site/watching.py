"""Hears of changed files at once where the system tells of them, and looks for them everywhere.

MkDocs looks at every file twice a second. Systems tell of most changes at once, but not of those on
every network drive or from outside of a container: so both are done, and what has been heard of is
not told again when it is found.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.plugins import get_plugin_logger
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from mkdocs_evidence.site.watched_files import Stamp, stamp_of

log = get_plugin_logger("evidence")

#: Events that say that a file is another. Each file that a rebuild reads would be an event, too.
_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent]


class Watching:
    """Takes the place of the observer of MkDocs's server, which goes on looking."""

    def __init__(self, looking: Any, is_news: Callable[[str], bool]) -> None:
        """Put this before an observer that looks for changes.

        Args:
            looking: An observer of watchdog.
            is_news: Whether a path is not what it was when the site was last built from it.
        """
        self._looking = looking
        self._hearing: Any = Observer()
        self._is_news = is_news
        self._is_hearing = False
        self._causes: set[str] = set()
        #: How each path was when it was last told of: both observers come upon each change.
        self._told: dict[str, Stamp | None] = {}
        self._telling = Lock()

    def causes(self) -> set[str]:
        """Paths that were told of since this was last asked."""
        with self._telling:
            found, self._causes = self._causes, set()
        return found

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> Any:
        """Tell a handler of what changes at a path."""
        named = os.path.abspath(path)  # noqa: PTH100  # links stay, as MkDocs has them
        if Path(path).is_dir():
            self._hear(handler, os.path.realpath(path), named, recursive=recursive)
        else:
            # Most editors save to a new file, which takes the name of the old one.
            folder, name = os.path.split(named)
            self._hear(handler, os.path.realpath(folder), folder, only=name)
        return self._looking.schedule(_OfNews(handler, self), path, recursive=recursive)

    def _hear(
        self,
        handler: FileSystemEventHandler,
        folder: str,
        named: str,
        *,
        recursive: bool = False,
        only: str = "",
    ) -> None:
        told = _OfNews(handler, self, instead=(folder, named), only=only)
        with suppress(TypeError):  # an old watchdog would tell of files that we read
            self._hearing.schedule(told, folder, recursive=recursive, event_filter=_CHANGES)

    def unschedule(self, watch: Any) -> None:
        """Look no longer; what is heard of it stays, and asks for a rebuild that finds nothing new."""
        self._looking.unschedule(watch)

    def start(self) -> None:
        """Begin to look and to hear."""
        self._looking.start()
        try:
            self._hearing.start()
        except (OSError, RuntimeError) as error:
            # For instance, there may be no more places to be told of: "inotify watch limit reached".
            log.debug("The system tells nothing of changed files: %s", error)
            self._hearing.unschedule_all()
        else:
            self._is_hearing = True

    def stop(self) -> None:
        """End both."""
        self._looking.stop()
        if self._is_hearing:
            self._hearing.stop()

    def join(self, timeout: float | None = None) -> None:
        """Wait until both have ended."""
        self._looking.join(timeout)
        if self._is_hearing:
            self._hearing.join(timeout)

    def tells_of(self, paths: list[str]) -> bool:
        """True where one of these is news; then they are the cause of the next rebuild."""
        with self._telling:
            stamps = {path: stamp_of(path) for path in paths}
            news = {
                path: stamp
                for path, stamp in stamps.items()
                if self._is_news(path) and (path not in self._told or self._told[path] != stamp)
            }
            self._told |= news
            self._causes |= news.keys()
        return bool(news)


class _OfNews(FileSystemEventHandler):
    """Passes on what is news to a handler."""

    def __init__(
        self,
        handler: FileSystemEventHandler,
        watching: Watching,
        *,
        instead: tuple[str, str] = ("", ""),
        only: str = "",
    ) -> None:
        """Pass news on to a handler.

        Args:
            handler: Told of events that are news.
            watching: Knows what is news.
            instead: A folder as the system names it, and as it is to be named.
            only: Name of the one file in that folder that counts; empty where all do.
        """
        self._handler = handler
        self._watching = watching
        self._real, self._named = instead
        self._only = only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Whatever happened, as long as a file is another."""
        if event.is_directory or not isinstance(event, tuple(_CHANGES)):
            return
        told = (event.src_path, getattr(event, "dest_path", ""))
        paths = [self._path(os.fsdecode(path)) for path in told if path]
        if self._only:
            wanted = Path(self._named, self._only)
            paths = [path for path in paths if Path(path) == wanted]
        if paths and self._watching.tells_of(paths):
            self._handler.dispatch(event)

    def _path(self, told: str) -> str:
        return self._named + told.removeprefix(self._real) if told.startswith(self._real) else told
