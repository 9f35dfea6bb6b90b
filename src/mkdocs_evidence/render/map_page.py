"""The page of the evidence map, and its short form for hand-written pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.addresses import Addresses, page_name
from mkdocs_evidence.render.evidence_map import (
    PEOPLE_STEPS,
    RecordGroups,
    outcome_columns,
    outcome_counts,
    outcome_map,
    treatment_map,
)
from mkdocs_evidence.render.list_parts import ListPart, list_parts
from mkdocs_evidence.render.page import Page, PageWriter
from mkdocs_evidence.render.record_pages import grouped_records
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import number
from mkdocs_evidence.words import gettext, marked

#: So many columns fit beside the names of conditions on a desk's screen.
SHORT_COLUMNS = 8
#: The map of more conditions than this stands in parts, of at most about so many.
MOST_CONDITIONS = 150
CONDITIONS_OF_A_PART = 60
_DESCRIPTION = marked(
    "Which outcomes and treatments have evidence in each condition, and how sure it is."
)
_EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class MapPart:
    """Conditions of one group that begin alike, and the page of their map."""

    title: str
    rows: tuple[SourceFile[Record], ...]
    page: str
    #: How many of the conditions have a claim in each group of outcomes.
    counts: Counter[str]


def map_pages(addresses: Addresses, write: Callable[[str], PageWriter]) -> Iterator[Page]:
    """Conditions against outcomes, and against treatments.

    The map of very many conditions stands in parts, by group and by name; its page counts, for each of
    them, the conditions with a claim.
    """
    page = write(addresses.map)
    library = page.library
    if not (parts := map_parts(library, addresses)):
        yield _finished(page, gettext("Map"), "evidence_map.html", None)
        return
    overview = partial(
        page.render, "map_overview.html", columns=outcome_columns(library), parts=parts
    )
    yield page.finish(gettext("Map"), overview, "", gettext(_DESCRIPTION), None)
    for part in parts:
        own, groups = write(part.page), [(part.title, part.rows)]
        title = gettext("Map: {part}").format(part=part.title)
        yield _finished(own, title, "map_part.html", groups)


def map_parts(library: Library, addresses: Addresses) -> list[MapPart]:
    """Parts of a map that is too long for one page; none where it is not."""
    if len(library.of_kind("condition")) <= MOST_CONDITIONS:
        return []
    slugs = {title: slug for slug, title in library.layout.groups.items()}
    found = []
    for title, records in grouped_records(library, "condition"):
        group = page_name(slugs.get(title, "other"))
        if len(records) <= CONDITIONS_OF_A_PART:
            parts = [ListPart("all", "", tuple(records))]
        else:
            parts = list_parts(records, lambda record: record.model.name, CONDITIONS_OF_A_PART)
        for part in parts:
            name = f"{title or 'Conditions'} {part.title}".strip()
            counts = outcome_counts(part.rows, library)
            found.append(MapPart(name, part.rows, addresses.map_part(group, part.name), counts))
    return found


def _finished(page: PageWriter, title: str, template: str, groups: RecordGroups | None) -> Page:
    html = partial(_written, page, template, groups)
    return page.finish(title, html, "", gettext(_DESCRIPTION) if groups is None else "", None)


def _written(page: PageWriter, template: str, groups: RecordGroups | None) -> str:
    return page.render(
        template,
        outcomes=outcome_map(page.library, groups),
        treatments=treatment_map(page.library, groups),
        directions=list(Direction),
        certainties=[certainty for certainty in Certainty if certainty.filled],
        sizes=_sizes(),
    )


def short_map(page: PageWriter) -> str:
    """Conditions against the groups of outcomes that most claims are about.

    Where the map is in parts, their conditions are counted.
    """
    library = page.library
    if parts := map_parts(library, page.addresses):
        claimed = Counter(c.claim.outcome.group for c in library.claims if c.claim.outcome)
        columns = outcome_columns(library)
        kept = sorted(columns, key=lambda column: -claimed[column.slug])[:SHORT_COLUMNS]
        shown = [column for column in columns if column in kept]
        return page.render("short_overview.html", columns=shown, parts=parts)
    whole = outcome_map(library)
    return page.render(
        "short_map.html",
        outcomes=whole.fullest(SHORT_COLUMNS),
        more=len(whole.columns) > SHORT_COLUMNS,
        directions=list(Direction),
    )


def _sizes() -> list[tuple[int, str]]:
    """Sizes of dots with the numbers of people they stand for."""
    starts = (0, *PEOPLE_STEPS)
    ranges = [
        f"{number(low)}{_EN_DASH}{number(high - 1)}"
        if low
        else gettext("fewer than {n}").format(n=number(high))
        for low, high in zip(starts, PEOPLE_STEPS, strict=False)
    ]
    most = gettext("{n} or more").format(n=number(PEOPLE_STEPS[-1]))
    words = [gettext("not stated"), *ranges, most]
    return list(enumerate(words))
