"""What our pages say of themselves to machines: put into the finished page, whatever the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from mkdocs.utils import get_relative_url

from mkdocs_evidence.export.page_heads import HeadLink, PageHead
from mkdocs_evidence.export.structured_data import as_script
from mkdocs_evidence.site.record_page import RecordPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def with_head(  # noqa: PLR0913, PLR0917  # the page, and what is said of it
    html: str,
    page: Page,
    config: MkDocsConfig,
    head: PageHead,
    links: Iterable[HeadLink] = (),
    manifest: str = "",
) -> str:
    """A finished page with our elements at the end of its head.

    `links` stand on every page, and `manifest` where the site can be kept on a device.
    """
    elements = [*_social(page, config), *_redirect(page)]
    elements += [_named(name, value) for name, value in head.tags]
    elements += [_link(link, page) for link in (*head.links, *links)]
    if head.data:
        elements.append(as_script(head.data))
    if manifest:
        elements.append(_link(HeadLink("manifest", manifest), page))
    return html.replace("</head>", "\n".join([*elements, "</head>"]), 1)


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{escape(value)}">'


def _named(name: str, value: str) -> str:
    return f'<meta name="{escape(name)}" content="{escape(value)}">'


def _redirect(page: Page) -> Iterator[str]:
    """Lead on to the page that took this one's place; to the same claim of it, with a script (moved.js)."""
    if isinstance(page, RecordPage) and page.finished.moved_to:
        yield _named("robots", "noindex")
        yield _named("evidence-moved-to", page.finished.moved_to)
        address = escape(page.finished.moved_to)
        yield f'<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>'


def _social(page: Page, config: MkDocsConfig) -> Iterator[str]:
    """The preview of a link in a chat or a feed. Source: the Open Graph protocol (ogp.me)."""
    # Titles and descriptions of pages are HTML: the theme prints them as they are.
    title = Markup(page.title or config.site_name).unescape()
    description = Markup(page.meta.get("description") or config.site_description or "").unescape()
    yield _property("og:type", "website" if page.is_homepage else "article")
    yield _property("og:site_name", config.site_name)
    yield _property("og:title", config.site_name if page.is_homepage else title)
    if description:
        yield _property("og:description", description)
    if page.canonical_url:
        yield _property("og:url", page.canonical_url)


def _link(link: HeadLink, page: Page) -> str:
    is_whole = link.target.startswith(("https://", "http://"))
    target = link.target if is_whole else get_relative_url(link.target, page.url)
    said = {"rel": link.relation, "type": link.media_type, "title": link.title, "href": target}
    attributes = (f' {name}="{escape(value)}"' for name, value in said.items() if value)
    return f"<link{''.join(attributes)}>"
