"""Lists of records for hand-written pages, written `[[list:name]]`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.render.record_pages import INDEX_TITLES, grouped_records


def _records(page: PageWriter, kind: str) -> str:
    return page.render("record_list.html", kind=kind, groups=grouped_records(page.library, kind))


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
    "certainty": _certainty,
}
