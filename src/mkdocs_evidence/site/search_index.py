"""Hands our search entries and our search worker to the theme's search.

The theme's index is one file, which every reader who searches loads whole. That of a large knowledge
base we write ourselves, in parts; the theme's file then says no more than where they are.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from mkdocs_evidence.export.data_file import DataFile, text_file
from mkdocs_evidence.export.writing import write_files
from mkdocs_evidence.render.search_entries import SearchEntry
from mkdocs_evidence.render.search_parts import search_parts
from mkdocs_evidence.site.assets import asset_path

log = get_plugin_logger("evidence")

#: How much a match in an entry's names counts where the theme's own worker searches.
NAMES_BOOST = 1000.0
#: Folder of an index in parts, and the file that the worker reads first.
PARTS = "search/parts"
TABLE = f"{PARTS}/table.json"
_THEME_WORKER = re.compile(r'("search": ?")((?:[^"]*/)?)assets/javascripts/workers/search[^"/]*"')


def takes_entries(config: MkDocsConfig) -> bool:
    """True where the theme's search collects entries in the form that we know."""
    return _index(config) is not None


def _index(config: MkDocsConfig) -> Any:
    """The index of the theme's search plugin, while it collects entries; None for any other."""
    for plugin in config.plugins.values():
        index = getattr(plugin, "search_index", None)
        has_entries = isinstance(getattr(index, "entries", None), list)
        if has_entries and isinstance(getattr(index, "config", {}).get("fields"), dict):
            return index
    return None


def warn_of_unknown_search(config: MkDocsConfig) -> None:
    """Say so where the theme's search is on but has changed its form."""
    plugin: Any = config.plugins.get("material/search")
    if plugin is not None and plugin.config.get("enabled", True) and not takes_entries(config):
        log.warning(
            "The theme's search has a form that is not known here: "
            "it reads whole pages, and trial names or registry ids may not be found first."
        )


class SearchHandOver:
    """What our pages give to the search of one build: entries, or an index in parts."""

    def __init__(self, parts_from: int) -> None:
        #: So many entries make the index one in parts; 0 never does.
        self.parts_from = parts_from
        self.parted: list[SearchEntry] = []

    def add_entries(self, entries: Iterable[SearchEntry], config: MkDocsConfig) -> None:
        """Put our entries beside those of hand-written pages, or keep very many back."""
        index = _index(config)
        if index is None:
            return
        ours = list(entries)
        if self.parts_from and len(ours) >= self.parts_from:
            self.parted = ours
            return
        index.config["fields"].setdefault("names", {"boost": NAMES_BOOST})
        # First, also where hand-written pages have been read already.
        index.entries[:0] = [_as_document(entry) for entry in ours]

    def write_parts(self, config: MkDocsConfig) -> None:
        """Write what was kept back, with the entries of hand-written pages, before the theme writes.

        A file that says the same already is not touched; parts that are no more go.
        """
        index = _index(config)
        if index is None:
            return
        if not self.parted:
            # In a preview, the index may have been a large one before the last edit.
            shutil.rmtree(Path(config.site_dir, PARTS), ignore_errors=True)
            return
        written = (_from_document(document) for document in index.entries)
        parts = search_parts([*self.parted, *written])
        self.parted = []
        # From a folder only scripts can be loaded.
        ending = ".json" if config.use_directory_urls else ".js"
        files = [_part_file(name, content, ending) for name, content in parts.items()]
        _write_anew(files, Path(config.site_dir))
        digest = hashlib.blake2b(digest_size=8)
        for file in files:
            digest.update(file.content)
        place = {"parts": f"{PARTS}/", "ending": ending, "version": digest.hexdigest()}
        stub = {"location": "", "title": config.site_name, "text": ""}
        index.entries[:] = [stub | place]

    def write_whole(self, config: MkDocsConfig) -> None:
        """Let the theme write its file again, in a preview where our entries come later."""
        for plugin in config.plugins.values():
            if getattr(plugin, "search_index", None) is _index(config):
                plugin.on_post_build(config=config)


class WrittenEntries:
    """What the theme's search finds on hand-written pages, page by page, as these are written again."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Remember an index to which nothing of ours has been added."""
        self._index = _index(config)
        self._fields = dict(self._index.config["fields"]) if self._index else {}
        self._found: dict[str, list[dict[str, Any]]] = {}

    def begin(self) -> None:
        """Empty the index: an edit may have changed every page."""
        self._found = {}
        if self._index is not None:
            self._index.entries.clear()
            fields = self._index.config["fields"]
            for added in fields.keys() - self._fields:
                del fields[added]

    def take(self, uri: str) -> None:
        """Keep what the theme has just found on a page."""
        if self._index is not None:
            self._found[uri] = list(self._index.entries)
            self._index.entries.clear()

    def put_back(self, uris: Iterable[str]) -> None:
        """Fill the index with what was kept, in the order of these pages."""
        if self._index is not None:
            self._index.entries[:] = [entry for uri in uris for entry in self._found.get(uri, ())]


def _part_file(name: str, content: str, ending: str) -> DataFile:
    if ending == ".json":
        return text_file(f"{PARTS}/{name}.json", content, "application/json")
    script = f'evidenceSearchPart("{name}",{content})'
    return text_file(f"{PARTS}/{name}.js", script, "text/javascript")


def _write_anew(files: list[DataFile], site_dir: Path) -> None:
    wanted = {site_dir / file.path: file.content for file in files}
    there = set((site_dir / PARTS).glob("*"))
    for old in there - set(wanted):
        old.unlink()
    same = {path for path in there & set(wanted) if path.read_bytes() == wanted[path]}
    write_files((file for file in files if site_dir / file.path not in same), site_dir)


def _from_document(document: dict[str, Any]) -> SearchEntry:
    """The entry of a hand-written page, as the theme reads it."""
    return SearchEntry(
        document["location"],
        Markup(document["title"]),
        Markup(document["text"]),
        tuple(document.get("tags", ())),
        document.get("boost", 1),
    )


def _as_document(entry: SearchEntry) -> dict[str, Any]:
    document: dict[str, Any] = {
        "location": entry.location,
        "title": str(entry.title),
        "text": str(entry.text),
        "kind": entry.kind,
    }
    if entry.names:
        document["names"] = list(entry.names)
    if entry.boost != 1:
        document["boost"] = round(entry.boost, 3)
    return document


def use_our_worker(html: str) -> str:
    """A page that searches with our worker; the theme's stays where the page names none."""
    ours = asset_path("search.worker.js")
    return _THEME_WORKER.sub(lambda match: f'{match[1]}{match[2]}{ours}"', html, count=1)
