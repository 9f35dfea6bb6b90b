"""Treatments, or conditions, side by side on the same outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.list_parts import ListPart, list_parts
from mkdocs_evidence.render.page import Page, PageWriter
from mkdocs_evidence.render.record_pages import KIND_ORDER, grouped_records
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import capitalise, label
from mkdocs_evidence.words import gettext

#: Each kind that can stand side by side, and the kind that narrows the comparison.
NARROWED_BY = {"treatment": "condition", "condition": "treatment"}
#: How many stand side by side when the page opens.
_SHOWN_FIRST = 2
#: Claims of a cell that show at once; the others unfold.
CELL_SIZE = 4
#: More columns than this cannot be read side by side.
MOST_COLUMNS = 4
#: More claims than this stand in parts, of at most about so many; the page has its first columns.
MOST_CLAIMS = 1500
CLAIMS_OF_A_PART = 300
_SUREST_FIRST = list(Certainty)


@dataclass(frozen=True)
class ComparedClaim:
    """A claim in a cell."""

    linked: LinkedClaim
    #: Slugs of the records by which a reader can narrow the comparison to this claim.
    narrowed_by: tuple[str, ...]
    #: What sets it apart from others of its cell: its condition or treatments, its comparator.
    context: str


@dataclass(frozen=True)
class OutcomeRow:
    """One group of outcomes, with a cell for each record."""

    title: str
    cells: tuple[tuple[SourceFile[Record], tuple[ComparedClaim, ...]], ...]


def compare_pages(
    kind: str, addresses: Addresses, write: Callable[[str], PageWriter]
) -> Iterator[Page]:
    """All records of a kind side by side; a script shows those that the reader picks.

    Where there are very many claims, the page has the columns that it opens with, and the script takes
    the others from pages by the records' names.
    """
    page = write(addresses.compare(kind))
    library = page.library
    counts = {record.slug: len(library.claims_on(record.slug)) for record in library.of_kind(kind)}
    records = [record for record in library.of_kind(kind) if counts[record.slug]]
    richest = sorted(records, key=lambda record: -counts[record.slug])[:_SHOWN_FIRST]
    first = [record for record in records if record in richest]
    parts = []
    if sum(counts.values()) > MOST_CLAIMS:
        parts = list_parts(
            records,
            lambda record: record.model.name,
            CLAIMS_OF_A_PART,
            lambda record: counts[record.slug],
        )
    by_record = _ClaimsOfRecords(library)
    said = _words_of(kind)
    html = partial(
        _written, kind, page, by_record=by_record, records=records, first=first, parts=parts
    )
    yield page.finish(said["title"], html, "", said["description"], None)
    for part in parts:
        own = write(addresses.compare_part(kind, part.name))
        rows = part.rows
        html = partial(
            _written,
            kind,
            own,
            by_record=by_record,
            records=rows,
            first=rows[:_SHOWN_FIRST],
            parts=[],
        )
        yield own.finish(f"{said['title']}: {part.title}", html, "", "", None)


def _written(  # noqa: PLR0913  # all that sets a page apart from its parts
    kind: str,
    page: PageWriter,
    *,
    by_record: dict[str, list[ComparedClaim]],
    records: Sequence[SourceFile[Record]],
    first: Sequence[SourceFile[Record]],
    parts: list[ListPart[SourceFile[Record]]],
) -> str:
    """A comparison of these records, with the columns of all or of those that it opens with."""
    library = page.library
    shown = list(first if parts else records)
    slugs = {record.slug for record in records}
    groups = [
        (title, [record for record in found if record.slug in slugs])
        for title, found in grouped_records(library, kind)
    ]
    here = [one for slug in slugs for one in by_record[slug]]
    compared = [one.linked.claim for one in here]
    narrowing = {slug for one in here for slug in one.narrowed_by}
    claims_first = {one.linked.ref for record in first for one in by_record[record.slug]}
    pages = [(part, page.addresses.compare_part(kind, part.name)) for part in parts]
    return page.render(
        "compare.html",
        groups=[group for group in groups if group[1]],
        records=shown,
        parts=pages,
        part_of={record.slug: target for part, target in pages for record in part.rows},
        shown_first=[record.slug for record in first],
        opening=_opening([record.model.name for record in first], len(claims_first)),
        words=_words_of(kind),
        narrow_to=[r for r in library.of_kind(NARROWED_BY[kind]) if r.slug in narrowing],
        rows=list(_rows(shown, {slug: by_record[slug] for slug in slugs}, library)),
        cell_size=CELL_SIZE,
        most=MOST_COLUMNS,
        directions=[term for term in Direction if any(c.direction is term for c in compared)],
        certainties=[term for term in Certainty if any(c.certainty is term for c in compared)],
    )


def _opening(names: list[str], claims: int) -> str:
    """What stands side by side when the page opens; compare.js says it anew for another choice."""
    said = gettext("{names}: {n} claims.")
    return said.format(names=gettext(" and ").join(names), n=claims)


def _words_of(kind: str) -> dict[str, str]:
    """What the page of a kind says: in many languages a noun changes with its place."""
    if kind == "treatment":
        return {
            "title": gettext("Compare treatments"),
            "description": gettext("Treatments side by side on each outcome."),
            "choose": gettext("Choose treatments"),
            "caption": gettext(
                "Claims by outcome, one column for each of the treatments, the surest claims first"
            ),
            "parts": gettext("All treatments in parts"),
            "narrow": gettext("Condition"),
            "all_to_narrow": gettext("All conditions"),
        }
    return {
        "title": gettext("Compare conditions"),
        "description": gettext("Conditions side by side on each outcome."),
        "choose": gettext("Choose conditions"),
        "caption": gettext(
            "Claims by outcome, one column for each of the conditions, the surest claims first"
        ),
        "parts": gettext("All conditions in parts"),
        "narrow": gettext("Treatment"),
        "all_to_narrow": gettext("All treatments"),
    }


class _ClaimsOfRecords(dict[str, list[ComparedClaim]]):
    """The claims on the pages of records, by slug, found out when they are first asked for."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def __missing__(self, slug: str) -> list[ComparedClaim]:
        claims = self[slug] = _claims(self._library.by_slug[slug], self._library)
        return claims


def _claims(record: SourceFile[Record], library: Library) -> list[ComparedClaim]:
    """The claims on a record's page, the surest first."""
    shown = library.claims_on(record.slug)
    shown.sort(key=lambda linked: _SUREST_FIRST.index(linked.claim.certainty))
    return [_compared(linked, record.kind, library) for linked in shown]


def _compared(linked: LinkedClaim, kind: str, library: Library) -> ComparedClaim:
    claim = linked.claim
    slugs = dict.fromkeys([linked.record.slug, *claim.also, *claim.treatments])
    others = [library.by_slug[slug] for slug in slugs]
    narrowing = [record for record in others if record.kind == NARROWED_BY[kind]]
    # A claim of a harm's page is of no condition: then its own page says where it belongs.
    named = narrowing if kind == "condition" else [linked.record]
    context = ", ".join(record.model.name for record in named)
    against = gettext("against {comparator}") if claim.comparator else ""
    return ComparedClaim(
        linked,
        tuple(record.slug for record in narrowing),
        "; ".join(filter(None, [context, against.format(comparator=claim.comparator)])),
    )


def _rows(
    records: list[SourceFile[Record]], by_record: dict[str, list[ComparedClaim]], library: Library
) -> Iterator[OutcomeRow]:
    cells: dict[str, dict[str, list[ComparedClaim]]] = defaultdict(lambda: defaultdict(list))
    for slug, claims in by_record.items():
        for one in claims:
            cells[_row_title(one.linked, library)][slug].append(one)
    for title in _titles(list(cells), library):
        found = cells[title]
        yield OutcomeRow(title, tuple((record, tuple(found[record.slug])) for record in records))


def _row_title(linked: LinkedClaim, library: Library) -> str:
    """The outcome's group; a claim without an outcome stands with others of its kind."""
    outcome = linked.claim.outcome
    if outcome is None:
        return label(linked.claim.kind)
    if outcome.group is None:
        return gettext("Other outcomes")
    titles = library.layout.outcome_groups
    return titles.get(outcome.group, capitalise(outcome.group.replace("-", " ")))


def _titles(found: list[str], library: Library) -> list[str]:
    """Titles of rows: outcomes in the site's order, then those it does not list, then kinds."""
    kinds = [label(kind) for kind in KIND_ORDER]
    listed = list(library.layout.outcome_groups.values())
    unlisted = [title for title in found if title not in {*listed, *kinds}]
    return [title for title in dict.fromkeys([*listed, *unlisted, *kinds]) if title in found]
