"""Pages at earlier addresses, which lead to where a study or a record is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mkdocs_evidence.cited_fields import leaflet_of
from mkdocs_evidence.former_names import former_keys, former_slugs
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.page import Page, PageWriter


def redirect_pages(
    library: Library, addresses: Addresses, write: Callable[[str], PageWriter]
) -> Iterator[Page]:
    """A page for each earlier citation key and each earlier name of a record."""
    for old, key in former_keys(library).items():
        title = library.studies[key].reference.title
        yield _redirect(write(addresses.study(old)), addresses.study(key), old, title)
    for old, slug in former_slugs(library).items():
        record = library.by_slug[slug]
        now = addresses.record(record)
        before = now.removesuffix(slug) + old
        yield _redirect(write(before), now, old, record.model.name)
        if leaflet_of(record.model):
            leaflet = addresses.leaflet(record)
            yield _redirect(write(f"{before}/leaflet"), leaflet, old, record.model.name)


def _redirect(page: PageWriter, target: str, old: str, title: str) -> Page:
    address = page.addresses.relative(page.name, target)

    def html() -> str:
        return page.render("redirect.html", old=old, title=title, address=page.href(target))

    return replace(page.finish(title, html, "", "", None), moved_to=address)
