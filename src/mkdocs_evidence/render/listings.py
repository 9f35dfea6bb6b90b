"""Lists of records for hand-written pages, written `[[list:name]]`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.map_page import short_map
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.render.record_pages import INDEX_TITLES, grouped_records


def _records(page: PageWriter, kind: str) -> str:
    return page.render("record_list.html", kind=kind, groups=grouped_records(page.library, kind))


def _featured(page: PageWriter) -> str:
    """The records that readers ask for most, each with its first finding."""
    library = page.library
    cards = []
    for slug in library.layout.featured:
        record = library.by_slug[slug]
        by_id = {claim.claim.id: claim for claim in library.claims_of(slug)}
        cards.append((record, [by_id[name] for name in record.model.summary[:2] if name in by_id]))
    return page.render("featured.html", cards=cards)


def _search(page: PageWriter) -> str:
    return page.render("search_box.html")


def _offline(page: PageWriter) -> str:
    return page.render("offline.html")


def _numbers(page: PageWriter) -> str:
    library = page.library
    counts = [
        (title, page.addresses.index(kind), len(library.of_kind(kind)))
        for kind, title in INDEX_TITLES.items()
    ]
    shown = [claim for claim in library.claims if claim.is_shown]
    counts.append(("Studies", page.addresses.studies, len(library.studies)))
    return page.render("numbers.html", counts=counts, claims=len(shown))


def _certainty(page: PageWriter) -> str:
    claims = [claim.claim for claim in page.library.claims if claim.is_shown]
    counts = Counter((claim.certainty, claim.direction) for claim in claims)
    return page.render(
        "certainty_table.html",
        counts=counts,
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
}
