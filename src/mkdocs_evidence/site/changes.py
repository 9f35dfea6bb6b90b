"""The history of the site's files: read for the page of changes, published as feeds."""

from __future__ import annotations

from mkdocs_evidence.export.feeds import (
    ATOM,
    ATOM_TYPE,
    JSON_FEED,
    JSON_FEED_TYPE,
    Feed,
)
from mkdocs_evidence.export.page_heads import HeadLink
from mkdocs_evidence.history.log import NO_HISTORY, ChangeLog, read_log
from mkdocs_evidence.site.settings import EvidenceSettings
from mkdocs_evidence.sources.layout import Layout

_TYPES = {ATOM: ATOM_TYPE, JSON_FEED: JSON_FEED_TYPE}


def known_log(settings: EvidenceSettings, layout: Layout) -> ChangeLog:
    """What the settings let us know of the history; none where they ask for no commits."""
    if settings.history <= 0:
        return NO_HISTORY
    cache = layout.root / settings.cache / "history"
    return read_log(layout, commits=settings.history, cache_folder=cache)


def feed_links(feed: Feed) -> list[HeadLink]:
    """Links by which a reader's program finds the feeds from any page.

    The theme takes every `rel="alternate"` alone for another language of the site, and asks for its
    site map; with a second word it does not.
    """
    return [HeadLink("alternate feed", path, kind, feed.title) for path, kind in _TYPES.items()]
