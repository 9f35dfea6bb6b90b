"""Every page as a Markdown file: our way out, should MkDocs end, and a twin beside each page.

The tree builds with any generator that makes `conditions/asthma/` of `conditions/asthma.md`, with
the same addresses as the site and without a plugin of ours.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.export.markdown.lists import (
    LISTS,
    changes_blocks,
    claim_pages,
    compare_blocks,
    heard_blocks,
    integrity_blocks,
    map_blocks,
    record_index_blocks,
    study_pages,
)
from mkdocs_evidence.export.markdown.page import MarkdownPage, Told, text
from mkdocs_evidence.export.markdown.records import leaflet_blocks, record_blocks
from mkdocs_evidence.export.markdown.studies import study_blocks
from mkdocs_evidence.library import Library
from mkdocs_evidence.prose import LIST
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.page import Page
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.sources.knowledge_base import WrittenPage

MEDIA_TYPE = "text/markdown"
_COMPARED = ("treatment", "condition")
_LINKED = re.compile(r"\]\((?![a-z]+:|/)([^()#?\s]+)\)")
#: Classes for our style sheet, alone in a line: another generator would print them.
_CLASSES = re.compile(r"(?m)^\{:? ?\.[^}\n]*\}[ \t]*\n?")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


def markdown_files(
    library: Library,
    addresses: Addresses,
    facts: SiteFacts,
) -> Iterator[DataFile]:
    """All pages, and the images of hand-written ones. A hand-written page wins over one of ours."""
    written = {page.uri.removesuffix(".md"): page for page in library.pages}
    for name, page in written.items():
        if _PLAIN_NAME.fullmatch(name):
            resolved = _written(page, MarkdownPage(name, library, addresses), facts)
            yield text_file(f"{name}.md", resolved, MEDIA_TYPE)
    there = set(written)
    for name, blocks in chain(_made(library, addresses), _leading_on(library, addresses)):
        if name not in there:
            there.add(name)
            content = "\n\n".join(block for block in blocks if block) + "\n"
            yield text_file(f"{name}.md", content, MEDIA_TYPE)
    yield from _images(library)


def _made(library: Library, addresses: Addresses) -> Iterator[tuple[str, Iterator[str]]]:
    told = Told()

    def page(name: str) -> MarkdownPage:
        return MarkdownPage(name, library, addresses, told)

    for kind in library.layout.folders:
        name = addresses.index(kind)
        yield name, record_index_blocks(kind, page(name))
    for record in library.records:
        name = addresses.record(record)
        yield name, record_blocks(record, page(name))
    for record, leaflet in library.leaflets():
        name = addresses.leaflet(record)
        yield name, leaflet_blocks(record, leaflet, page(name))
    for key, study in library.studies.items():
        name = addresses.study(key)
        yield name, study_blocks(study, page(name))
    for kind in _COMPARED:
        name = addresses.compare(kind)
        yield name, compare_blocks(kind, page(name))
    yield from study_pages(addresses, page)
    yield from claim_pages(addresses, page)
    lists = {
        addresses.heard: heard_blocks,
        addresses.map: map_blocks,
        addresses.changes: changes_blocks,
        addresses.retractions: integrity_blocks,
    }
    for name, blocks in lists.items():
        yield name, blocks(page(name))


def _leading_on(library: Library, addresses: Addresses) -> Iterator[tuple[str, Iterator[str]]]:
    """What stands at every other address: the whole list, of its parts; or the page of today."""
    for shown in Renderer(library, addresses).pages():
        yield shown.name, _leading_blocks(shown, MarkdownPage(shown.name, library, addresses))


def _leading_blocks(shown: Page, page: MarkdownPage) -> Iterator[str]:
    yield f"# {text(shown.title)}"
    if shown.moved_to:
        folder = posixpath.dirname(page.addresses.url(shown.name))
        now = posixpath.normpath(posixpath.join(folder, unquote(shown.moved_to)))
        yield f"This page has moved: {page.link(shown.title, now.removesuffix('.html'))}"
    else:
        yield page.link("All of them are in one list", _whole_list(shown.name, page.addresses))


def _whole_list(part: str, addresses: Addresses) -> str:
    """The page of the list that a page is a part of."""
    first, second, *_ = part.split("/")
    compared = {
        folder: addresses.compare(kind) for kind, folder in addresses.layout.folders.items()
    }
    lists = (addresses.claims, addresses.studies, addresses.references, addresses.map)
    whole = {name.partition("/")[0]: name for name in lists}
    return whole[first] if first in whole else compared[second]


def _written(written: WrittenPage, page: MarkdownPage, facts: SiteFacts) -> str:
    """A hand-written page with our notations resolved; its front matter stays.

    Links to files that only the built site has (data files, feeds) lead to the site.
    """

    def to_site(match: re.Match[str]) -> str:
        name = _named_from(written, match[1])
        is_elsewhere = name.startswith("..") or name.endswith((".md", "/"))
        if is_elsewhere or (page.library.layout.docs_dir / name).exists():
            return match.group()
        return f"]({facts.address(name)})"

    plain = _CLASSES.sub("", written.text)
    if facts.url:
        plain = _LINKED.sub(to_site, plain)
    listed = LIST.sub(lambda match: _listed(match.group(1), page), plain)
    return page.resolve(listed).strip() + "\n"


def _named_from(page: WrittenPage, target: str) -> str:
    """The file below docs that a link of a page names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), unquote(target)))


def _listed(name: str, page: MarkdownPage) -> str:
    return LISTS[name](page) if name in LISTS else ""


def _images(library: Library) -> Iterator[DataFile]:
    """Files of the site that hand-written pages show or link, apart from pages."""
    docs = library.layout.docs_dir.resolve()
    found = {
        _named_from(page, target) for page in library.pages for target in _LINKED.findall(page.text)
    }
    for name in sorted(found):
        file = docs / name
        is_ours = _PLAIN_NAME.fullmatch(name) and file.resolve().is_relative_to(docs)
        if is_ours and file.is_file() and file.suffix not in {".md", ".yml", ".yaml"}:
            yield DataFile(name, file.read_bytes(), "application/octet-stream")
