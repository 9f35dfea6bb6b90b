"""What is wrong with the feeds of a site, by their specifications."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import feedparser
from defusedxml.ElementTree import fromstring

_ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: RFC 4151.
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:/\S*changes/[0-9a-f]{40}")


def feed_errors(site: Path) -> list[str]:
    """What both feeds lack or say in another form than their specifications ask for."""
    return [
        *_atom_errors((site / "changes/feed.xml").read_bytes()),
        *_json_errors(json.loads((site / "changes/feed.json").read_text("utf-8"))),
    ]


def _atom_errors(content: bytes) -> Iterator[str]:
    """RFC 4287, sections 4.1.1 and 4.1.2; dates as RFC 3339."""
    read = feedparser.parse(content)
    if read.bozo or read.version != "atom10":
        yield f"Atom: feedparser reads it as {read.version!r}: {read.get('bozo_exception')}"
    root = fromstring(content)
    entries = root.findall(f"{_ATOM}entry")
    for element in [root, *entries]:
        yield from _missing(element)
    if not root.findtext(f"{_ATOM}author/{_ATOM}name"):
        yield "Atom: has no author"
    if {link.get("rel") for link in root.findall(f"{_ATOM}link")} != {"self", "alternate"}:
        yield "Atom: does not lead to itself and to the page"
    ids = [entry.findtext(f"{_ATOM}id") or "" for entry in entries]
    if len(set(ids)) != len(ids) or not all(map(_TAG.fullmatch, ids)):
        yield "Atom: the ids of entries are no tag URIs, or stand twice"
    moments = [element.text or "" for element in root.iter(f"{_ATOM}updated")]
    if not all(map(_MOMENT.fullmatch, moments)):
        yield "Atom: a moment is not as RFC 3339 writes it"


def _missing(element: Element) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len(element.findall(f"{_ATOM}{name}")) != 1:
            yield f"Atom: {element.tag} has no {name}, or more than one"


def _json_errors(feed: dict[str, object]) -> Iterator[str]:
    """JSON Feed 1.1: top-level fields and items."""
    if feed["version"] != "https://jsonfeed.org/version/1.1" or not feed["title"]:
        yield "JSON Feed: version or title is missing"
    if not all(isinstance(author["name"], str) for author in feed["authors"]):
        yield "JSON Feed: an author has no name"
    items = feed["items"]
    if len({item["id"] for item in items}) != len(items):
        yield "JSON Feed: an id stands twice"
    for item in items:
        dated = dt.datetime.fromisoformat(item["date_published"])
        if not isinstance(item["id"], str) or not item["content_html"] or dated.tzinfo is None:
            yield f"JSON Feed: {item['id']} lacks content or a whole date"
