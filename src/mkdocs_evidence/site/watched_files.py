"""The files of a site as they stood when somebody looked: which of them are others now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

from mkdocs_evidence.sources.settings_file import SettingsFiles

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_evidence.sources.layout import Layout

#: Nanoseconds of the last change, and bytes; those of a folder say nothing.
Stamp = tuple[int, int]
_FOLDER: Stamp = (0, -1)


@dataclass(frozen=True)
class WatchedFiles:
    """Every file and folder below some paths, each with its stamp."""

    stamps: Mapping[str, Stamp]
    #: True where a link leads to a folder: what is below it stands in two places.
    has_linked_folders: bool

    def is_news(self, path: str) -> bool:
        """True where a path is not what it was."""
        return self.stamps.get(path) != stamp_of(path)

    def changed_since(self, before: WatchedFiles) -> list[str]:
        """Paths that came, went or are others now."""
        return sorted({path for path, _ in self.stamps.items() ^ before.stamps.items()})


class Watched:
    """Where everything stands that a site is made from, and that may change while it is served."""

    def __init__(self, config: MkDocsConfig, *, with_theme: bool) -> None:
        """Find the places that a configuration names."""
        self.docs_dir = os.path.abspath(config.docs_dir)  # noqa: PTH100  # as MkDocs names it
        # Names that begin with a dot are no part of a site: editors keep their own files there.
        excluded = getattr(config.exclude_docs, "patterns", ())
        self._hidden_count = any(pattern.include is False for pattern in excluded)
        settings = Path(config.config_file_path) if config.config_file_path else None
        theme_dir = config.theme.custom_dir
        own_theme = [str(theme_dir)] if theme_dir else []
        others = [
            *(SettingsFiles(settings, "evidence").files if settings else ()),
            *(config.theme.dirs if with_theme else own_theme),
            *config.watch,
        ]
        self._others = list(map(os.path.abspath, others))

    def look(self) -> WatchedFiles:
        """How everything stands now."""
        stamps: dict[str, Stamp] = {}
        links: list[str] = []
        for path in (self.docs_dir, *self._others):
            stamp = stamp_of(path)
            if stamp is not None:
                stamps[path] = stamp
            if stamp == _FOLDER:
                hides = path == self.docs_dir and not self._hidden_count
                stamps.update(_below(path, links, hides=hides))
        return WatchedFiles(stamps, bool(links))

    def covers(self, path: str) -> bool:
        """True for what stands at one of the places, or below one."""
        places = (self.docs_dir, *self._others)
        return any(Path(path).is_relative_to(place) for place in places)

    def hides(self, path: str) -> bool:
        """True for what can be no part of the site."""
        if self._hidden_count or not Path(path).is_relative_to(self.docs_dir):
            return False
        return any(name.startswith(".") for name in Path(path).relative_to(self.docs_dir).parts)

    def is_source(self, path: str, layout: Layout) -> bool:
        """True for what is read as a record, an appraisal and so on; MkDocs has no use for it."""
        file, docs_dir = Path(path), Path(self.docs_dir)
        names = (layout.abbreviations, layout.retractions)
        if file == layout.bibliography or file in {docs_dir / name for name in names}:
            return True
        folders = {docs_dir / folder for folder in layout.record_folders}
        return file.suffix in {".yml", ".yaml"} and file.parent in folders


def stamp_of(path: str) -> Stamp | None:
    """How a path stands now; None where it does not."""
    try:
        found = os.stat(path)  # noqa: PTH116  # asked of thousands of paths for each edit
    except OSError:
        return None
    return _FOLDER if S_ISDIR(found.st_mode) else (found.st_mtime_ns, found.st_size)


def _below(folder: str, links: list[str], *, hides: bool) -> Iterator[tuple[str, Stamp]]:
    """What is below a folder, which may hide what begins with a dot."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if hides and entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield entry.path, _FOLDER
            yield from _below(entry.path, links, hides=hides)
        elif (stamp := stamp_of(entry.path)) == _FOLDER:
            links.append(entry.path)
        elif stamp is not None:
            yield entry.path, stamp
