"""The history of the site's files: read for the page of changes, published as feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_evidence.export.change_report import PageLinks
from mkdocs_evidence.export.feeds import (
    ATOM,
    ATOM_TYPE,
    FEEDS,
    JSON_FEED,
    JSON_FEED_TYPE,
    Feed,
    as_atom,
    as_json_feed,
    make_feed,
)
from mkdocs_evidence.export.page_heads import HeadLink
from mkdocs_evidence.history.log import NO_HISTORY, ChangeLog, read_log
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.site.settings import EvidenceSettings
from mkdocs_evidence.sources.layout import Layout

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_TYPES = {ATOM: ATOM_TYPE, JSON_FEED: JSON_FEED_TYPE}


def known_log(settings: EvidenceSettings, layout: Layout) -> ChangeLog:
    """What the settings let us know of the history; none where they ask for no commits."""
    if settings.history <= 0:
        return NO_HISTORY
    cache = layout.root / settings.cache / "history"
    return read_log(layout, commits=settings.history, cache_folder=cache)


def feed_of(renderer: Renderer, config: MkDocsConfig) -> Feed | None:
    """The feed of the changes; None where there are none, or the site has no address."""
    links = PageLinks(renderer.library, renderer.addresses, config.site_url or "")
    language = str(config.theme.get("language", "en"))
    feed = make_feed(renderer.log, links, config.site_name, language)
    renderer.addresses.feeds = FEEDS if feed else {}
    return feed


def add_feeds(feed: Feed, files: Files, config: MkDocsConfig) -> None:
    """Publish both feeds."""
    included = InclusionLevel.INCLUDED
    for path, content in ((ATOM, as_atom(feed)), (JSON_FEED, as_json_feed(feed))):
        files.append(File.generated(config, path, content=content, inclusion=included))


def feed_links(feed: Feed) -> list[HeadLink]:
    """Links by which a reader's program finds the feeds from any page.

    The theme takes every `rel="alternate"` alone for another language of the site, and asks for its
    site map; with a second word it does not.
    """
    return [HeadLink("alternate feed", path, kind, feed.title) for path, kind in _TYPES.items()]
