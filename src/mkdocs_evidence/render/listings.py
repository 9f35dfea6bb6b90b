"""Lists of records for hand-written pages, written `[[list:name]]`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.changes_page import changes_list
from mkdocs_evidence.render.map_page import short_map
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.render.record_pages import INDEX_TITLES, grouped_records
from mkdocs_evidence.statistics import by_certainty_and_direction
from mkdocs_evidence.words import ngettext

#: How many findings a card of the home page shows.
_FINDINGS = 2


def _records(page: PageWriter, kind: str) -> str:
    return page.render("record_list.html", kind=kind, groups=grouped_records(page.library, kind))


def _featured(page: PageWriter) -> str:
    """The records that readers ask for most, each with its first findings."""
    library = page.library
    records = [library.by_slug[slug] for slug in library.layout.featured]
    cards = [(record, library.summary_of(record)[:_FINDINGS]) for record in records]
    return page.render("featured.html", cards=cards)


def _search(page: PageWriter) -> str:
    return page.render("search_box.html")


def _offline(page: PageWriter) -> str:
    return page.render("offline.html")


def _numbers(page: PageWriter) -> str:
    library = page.library
    numbers = {kind: len(library.of_kind(kind)) for kind in INDEX_TITLES}
    nouns = {
        "condition": ngettext("condition", "conditions", numbers["condition"]),
        "treatment": ngettext("treatment", "treatments", numbers["treatment"]),
        "harm": ngettext("harm", "harms", numbers["harm"]),
        "topic": ngettext("topic", "topics", numbers["topic"]),
    }
    counts = [(page.addresses.index(kind), numbers[kind], noun) for kind, noun in nouns.items()]
    noun = ngettext("study", "studies", len(library.studies))
    counts.append((page.addresses.studies, len(library.studies), noun))
    return page.render("numbers.html", counts=counts, claims=len(library.shown_claims))


def _certainty(page: PageWriter) -> str:
    return page.render(
        "certainty_table.html",
        counts=by_certainty_and_direction(page.library),
        certainties=list(Certainty),
        directions=list(Direction),
    )


LISTINGS: dict[str, Callable[[PageWriter], str]] = {
    "conditions": partial(_records, kind="condition"),
    "treatments": partial(_records, kind="treatment"),
    "harms": partial(_records, kind="harm"),
    "topics": partial(_records, kind="topic"),
    "numbers": _numbers,
    "map": short_map,
    "featured": _featured,
    "search": _search,
    "offline": _offline,
    "certainty": _certainty,
    "changes": changes_list,
}
