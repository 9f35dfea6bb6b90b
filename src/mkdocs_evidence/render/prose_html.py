"""Prose of records to safe HTML: Markdown without raw HTML, then sanitised."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown.util import AtomicString
from markupsafe import Markup, escape

from mkdocs_evidence.prose import (
    CITATION,
    RECORD_LINK,
    Cited,
    ListRequest,
    RecordLink,
    parse_citation,
    parse_record_link,
    record_engine,
)
from mkdocs_evidence.render.addresses import slug_of
from mkdocs_evidence.render.page import PageWriter, doubt_about
from mkdocs_evidence.render.usual_prose import usual_html
from mkdocs_evidence.wording import in_sentence, short_label

_TAGS = {
    *("p", "br", "em", "strong", "a", "sup", "sub", "code", "pre", "blockquote", "hr"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "span"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "sup": {"class", "id"},
    "span": {"class"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}


class ProseWriter:
    """Renders prose fields onto a page; one Markdown engine serves all of them."""

    def __init__(self) -> None:
        self._resolver = _PageResolver()
        self._engine = record_engine(self._resolver)

    def paragraphs(self, text: str, page: PageWriter) -> Markup:
        """A prose field as block HTML."""
        html = usual_html(text, lambda notation: _notation(notation, page))
        if html is not None:
            return html
        self._resolver.page = page
        self._engine.reset()
        return Markup(_sanitise(self._engine.convert(text)))

    def inline(self, text: str, page: PageWriter) -> Markup:
        """A prose field of one paragraph, without the paragraph around it."""
        html = str(self.paragraphs(text, page)).strip()
        single = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
        return Markup(html[3:-4] if single else html)


def _notation(text: str, page: PageWriter) -> Markup:
    if citation := CITATION.fullmatch(text):
        marks = [page.mark(c.key, c.locator) for c in parse_citation(citation.group(1))]
        return Markup().join(marks)
    match = RECORD_LINK.fullmatch(text)
    link = parse_record_link(match) if match else None
    if link is None:
        return escape(text)
    href, label = link_target(link, page)
    return Markup('<a href="{}">{}</a>').format(href, label)


def link_target(link: RecordLink, page: PageWriter) -> tuple[str, str]:
    """Address and words of a record link."""
    slug = link.slug or slug_of(page.name)
    record = page.library.by_slug[slug]
    return page.record_href(slug, link.claim), link.label or in_sentence(record.model.name)


def citation_marks(
    cited: list[Cited], page: PageWriter, href_of: Callable[[str], str], *, with_hints: bool = False
) -> Element:
    """Numbers that lead to the studies of one bracket; `href_of` gives a study's address.

    A page without previews of its studies wants the browser's own hints.
    """
    group = Element("span", {"class": "ev-marks"})
    for one in cited:
        mark = page.cite(one.key)
        sup = SubElement(group, "sup", {"class": "ev-mark", "id": mark.places[-1]})
        link = SubElement(sup, "a", {"href": href_of(one.key)})
        if with_hints:
            link.set("title", short_label(mark.study.reference))
        link.text = f"[{mark.number}]"
        if words := doubt_about(mark.study)[1]:
            link.text = f"[{mark.number} {doubt_about(mark.study)[0]}"
            SubElement(link, "span", {"class": "ev-only-read"}).text = f", {words}"
            link[-1].tail = "]"
        link.tail = f" {one.locator}" if one.locator else None
    return group


class _PageResolver:
    """Gives the Markdown engine the elements for our notations on the current page."""

    page: PageWriter

    def citation(self, cited: list[Cited]) -> Element | None:
        return citation_marks(cited, self.page, self.page.study_href)

    def record_link(self, link: RecordLink) -> Element | None:
        href, label = link_target(link, self.page)
        element = Element("a", {"href": href})
        element.text = link.label or AtomicString(label)
        return element

    def listing(self, request: ListRequest) -> str | None:  # noqa: ARG002
        """Records hold no lists of other records."""
        return None


def _sanitise(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        filter_style_properties={"text-align"},
        link_rel="noopener",
    )
