"""The leaflet for patients: only what a condition's own plain-language fields say."""

from __future__ import annotations

from functools import partial

from mkdocs_evidence.model.record import PlainLanguage, Record
from mkdocs_evidence.render.page import Page, PageWriter, Search
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.words import gettext, marked

#: Each list of the leaflet under the question that a patient would ask.
_QUESTIONS = (
    ("may_help", marked("Can it help?")),
    ("harms", marked("What harm can it do?")),
    ("not_known", marked("What is not known?")),
    ("ask", marked("What can I ask my doctor?")),
)


def leaflet_page(record: SourceFile[Record], leaflet: PlainLanguage, page: PageWriter) -> Page:
    """The leaflet of one condition, on a page of its own."""
    name = record.model.name
    parts = [(field, gettext(title), getattr(leaflet, field)) for field, title in _QUESTIONS]
    html = partial(page.render, "leaflet.html", record=record, leaflet=leaflet, parts=parts)
    # Counts least in the search: whoever types the condition's name wants the condition first.
    search = Search(names=(gettext("leaflet for patients"),))
    return page.finish(
        gettext("{name}: leaflet for patients").format(name=name),
        html,
        record.path,
        leaflet.about,
        search,
    )
