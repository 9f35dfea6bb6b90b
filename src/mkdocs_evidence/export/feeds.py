"""Feeds of the changes: Atom (RFC 4287) and JSON Feed 1.1 (https://jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from mkdocs_evidence.export.change_report import PageLinks
from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.history.change import Change, ChangeImportance
from mkdocs_evidence.history.log import LogEntry
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.changes_page import commit_anchor, entry_headline, is_quiet
from mkdocs_evidence.wording import counted

#: Where the feeds stand, beside the page of changes.
ATOM, JSON_FEED = "changes/feed.xml", "changes/feed.json"
FEEDS = {"Atom": ATOM, "JSON Feed": JSON_FEED}
ATOM_TYPE, JSON_FEED_TYPE = "application/atom+xml", "application/feed+json"
_ENTRIES = 30
_CHANGES = 20
_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Feed:
    """What both feeds say."""

    title: str
    #: Address of the site, with a slash at its end.
    site_url: str
    language: str
    entries: tuple[LogEntry, ...]
    links: PageLinks

    @property
    def page_url(self) -> str:
        """Address of the page of changes."""
        return f"{self.site_url}{self.links.addresses.url(self.links.addresses.changes)}"

    def entry_url(self, entry: LogEntry) -> str:
        """Address of a commit on that page."""
        return f"{self.page_url}#{commit_anchor(entry)}"

    def entry_id(self, entry: LogEntry) -> str:
        """A name for ever, wherever the page may move: a tag URI (RFC 4151)."""
        parts = urlsplit(self.site_url)
        return f"tag:{parts.hostname},{entry.day}:{parts.path}changes/{entry.commit}"


def feed_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """Both feeds; none where there is nothing to tell, or nowhere to lead to."""
    if feed := make_feed(library, addresses, facts):
        yield DataFile(ATOM, as_atom(feed), ATOM_TYPE)
        yield text_file(JSON_FEED, as_json_feed(feed), JSON_FEED_TYPE)


def make_feed(library: Library, addresses: Addresses, facts: SiteFacts) -> Feed | None:
    """The latest commits that changed the evidence; None without any, or without an address.

    A feed is read away from its site, so it needs whole addresses.
    """
    entries = tuple(entry for entry in facts.log.entries if not is_quiet(entry))[:_ENTRIES]
    is_whole = facts.url.startswith(("https://", "http://"))
    if not entries or not is_whole:
        return None
    links = PageLinks(library, addresses, facts.url)
    return Feed(f"{facts.name}: changes", facts.url, facts.language, entries, links)


def as_atom(feed: Feed) -> bytes:
    """The feed as Atom: every element that RFC 4287, sections 4.1.1 and 4.1.2, asks for."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _add(root, "id", feed.page_url)
    _add(root, "title", feed.title)
    _add(root, "updated", _rfc3339(feed.entries[0]))
    author = ET.SubElement(root, "author")
    _add(author, "name", feed.title.rpartition(":")[0])
    _add(root, "link", rel="self", type=ATOM_TYPE, href=f"{feed.site_url}{ATOM}")
    _add(root, "link", rel="alternate", type="text/html", href=feed.page_url)
    for entry in feed.entries:
        item = ET.SubElement(root, "entry")
        _add(item, "id", feed.entry_id(entry))
        _add(item, "title", entry_headline(entry))
        _add(item, "updated", _rfc3339(entry))
        _add(item, "link", rel="alternate", type="text/html", href=feed.entry_url(entry))
        _add(item, "content", _content(entry, feed.links), type="html")
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def as_json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1."""
    items = [
        {
            "id": feed.entry_id(entry),
            "url": feed.entry_url(entry),
            "title": _plain(entry_headline(entry)),
            "content_html": _content(entry, feed.links),
            "date_published": _rfc3339(entry),
        }
        for entry in feed.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": f"{feed.site_url}{JSON_FEED}",
        "language": feed.language,
        "authors": [{"name": feed.title.rpartition(":")[0], "url": feed.site_url}],
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _content(entry: LogEntry, links: PageLinks) -> str:
    """The changes of a commit as a list in HTML; words of records are escaped."""
    mattering = [c for c in entry.changes if c.importance is not ChangeImportance.WORDING]
    items = list(_items(mattering[:_CHANGES], links))
    if left := len(entry.changes) - len(items):
        items.append(f"<li>{counted(left, 'more change', 'more changes')}</li>")
    subject = f"<p>{_html(entry.subject)}</p>"
    return f"{subject}<ul>{''.join(items)}</ul>" if items else subject


def _items(changes: list[Change], links: PageLinks) -> Iterator[str]:
    for change in changes:
        url, about = links.of_change(change), _html(change.about)
        named = f'<a href="{escape(url)}">{about}</a>' if url else about
        yield f"<li><strong>{_html(change.sentence)}</strong> {named}</li>"


def _html(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Text without control characters, which XML cannot hold."""
    line = " ".join(text.split())
    refused = {"Cc", "Cs", "Cn"}
    return "".join(letter for letter in line if unicodedata.category(letter) not in refused)


def _rfc3339(entry: LogEntry) -> str:
    return entry.moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    if text:
        element.text = _plain(text)
