"""Hands our search entries and our search worker to the theme's search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from mkdocs_evidence.render.search_entries import SearchEntry
from mkdocs_evidence.site.assets import asset_path

log = get_plugin_logger("evidence")

#: How much a match in an entry's names counts where the theme's own worker searches.
NAMES_BOOST = 1000.0
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


def add_entries(entries: Iterable[SearchEntry], config: MkDocsConfig) -> None:
    """Put our entries beside those of hand-written pages."""
    index = _index(config)
    if index is None:
        return
    index.config["fields"].setdefault("names", {"boost": NAMES_BOOST})
    index.entries.extend(_as_document(entry) for entry in entries)


def _as_document(entry: SearchEntry) -> dict[str, Any]:
    document: dict[str, Any] = {
        "location": entry.location,
        "title": str(entry.title),
        "text": str(entry.text),
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
