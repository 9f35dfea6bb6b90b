"""The evidence map: what the claims about each condition say, by outcome and by treatment.

A cell sums up its claims by the one that we are surest of. Of claims of equal certainty, those that
point somewhere come before mere figures, then the one with most people, then the one that the
condition's summary names first. Where claims of that same certainty disagree, the cell says “mixed”.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.record import Gap, Record
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    ClaimKind,
    ClaimStatus,
    Direction,
)
from mkdocs_evidence.render.record_pages import grouped_records
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import capitalise

#: Where the dot of a cell grows: from this many people on.
PEOPLE_STEPS = (100, 500, 2000)
#: Kinds of claims that say what a treatment does for a condition.
EFFECT_KINDS = frozenset({ClaimKind.EFFICACY, ClaimKind.DURABILITY})


@dataclass(frozen=True, slots=True)
class Column:
    """A group of outcomes, or a treatment."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The claims about one condition and one column, the surest first."""

    claims: tuple[LinkedClaim, ...]
    #: Claims that bear on the cell without summing it up: of other pages, or of other kinds.
    related: tuple[LinkedClaim, ...]
    #: People behind the first claim, where a study says so.
    people: int | None
    #: Last day of a search that covered the cell: empty, it then says that none was found.
    searched: dt.date | None = None

    @property
    def direction(self) -> Direction:
        """Where the surest claims point, or `mixed` where they disagree."""
        first = self.claims[0].claim
        surest = {c.claim.direction for c in self.claims if _level(c.claim) == _level(first)}
        return Direction.MIXED if len(surest - {Direction.DESCRIPTIVE}) > 1 else first.direction

    @property
    def certainty(self) -> Certainty:
        """How sure we are of the surest claim."""
        return self.claims[0].claim.certainty

    @property
    def size(self) -> int:
        """Size of the dot: 1 to 4 by people, 0 where their number is not stated."""
        return 0 if self.people is None else bisect_right(PEOPLE_STEPS, self.people) + 1


@dataclass(frozen=True, slots=True)
class Row:
    """A condition with a cell for each column."""

    record: SourceFile[Record]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Conditions of one group."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """A table of conditions against outcomes or treatments."""

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]

    def fullest(self, count: int) -> EvidenceMap:
        """The same map with only the columns that hold most claims, in their old order."""
        claims = Counter(dict.fromkeys(range(len(self.columns)), 0))
        for row in self.rows():
            claims.update({index: len(cell.claims) for index, cell in enumerate(row.cells)})
        kept = sorted(index for index, _ in claims.most_common(count))

        def narrow(row: Row) -> Row:
            return replace(row, cells=tuple(row.cells[index] for index in kept))

        groups = (replace(g, rows=tuple(narrow(row) for row in g.rows)) for g in self.groups)
        return EvidenceMap(tuple(self.columns[index] for index in kept), tuple(groups))

    def rows(self) -> Iterator[Row]:
        """Every condition."""
        return (row for group in self.groups for row in group.rows)


#: Titles of groups with their conditions.
RecordGroups = Sequence[tuple[str, Sequence[SourceFile[Record]]]]
#: The columns that a claim belongs to, and whether it may sum up its cells.
Sorter = Callable[[Claim], tuple[Iterable[str], bool]]
#: The columns that a search covered whose result the record calls a gap.
Coverage = Callable[[Gap], Iterable[str]]


def outcome_columns(library: Library) -> list[Column]:
    """The site's groups of outcomes, and after them those that it does not list."""
    titles = library.layout.outcome_groups
    used = {_outcome_group(c.claim) for c in library.claims if c.record.kind == "condition"}
    found = sorted(used - {"", *titles})
    columns = [Column(slug, title) for slug, title in titles.items()]
    return columns + [Column(slug, capitalise(slug.replace("-", " "))) for slug in found]


def outcome_counts(records: Iterable[SourceFile[Record]], library: Library) -> Counter[str]:
    """How many of some conditions have a claim in each group of outcomes."""
    counts: Counter[str] = Counter()
    for record in records:
        claims = (linked.claim for linked in library.claims_of(record.slug))
        stands = (claim for claim in claims if claim.status is ClaimStatus.PUBLISHED)
        counts.update({_outcome_group(claim) for claim in stands})
    return counts


def outcome_map(library: Library, groups: RecordGroups | None = None) -> EvidenceMap:
    """Conditions, all or those of some groups, against the site's groups of outcomes."""
    return _map(
        library,
        groups,
        outcome_columns(library),
        lambda claim: ([_outcome_group(claim)], True),
        lambda gap: gap.outcome_groups,
    )


def treatment_map(library: Library, groups: RecordGroups | None = None) -> EvidenceMap:
    """Conditions against treatments, summed up by what the treatment does for the condition."""
    return _map(
        library,
        groups,
        [Column(file.slug, file.model.name) for file in library.of_kind("treatment")],
        lambda claim: (claim.treatments, claim.kind in EFFECT_KINDS),
        lambda gap: gap.treatments,
    )


def _outcome_group(claim: Claim) -> str:
    return (claim.outcome.group if claim.outcome else None) or ""


def _map(
    library: Library,
    groups: RecordGroups | None,
    columns: list[Column],
    sorter: Sorter,
    coverage: Coverage,
) -> EvidenceMap:
    def row(record: SourceFile[Record]) -> Row:
        cells = _cells(library, record, sorter)
        searched = _searched(record.model, sorter, coverage)
        found = (cells(column.slug) for column in columns)
        return Row(
            record,
            tuple(
                replace(cell, searched=searched.get(column.slug))
                for column, cell in zip(columns, found, strict=True)
            ),
        )

    shown = grouped_records(library, "condition") if groups is None else groups
    rows = (RowGroup(title, tuple(row(record) for record in found)) for title, found in shown)
    return EvidenceMap(tuple(columns), tuple(rows))


def _cells(library: Library, record: SourceFile[Record], sorter: Sorter) -> Callable[[str], Cell]:
    """Sort the claims about one condition into columns."""
    summing: dict[str, list[LinkedClaim]] = defaultdict(list)
    related: dict[str, list[LinkedClaim]] = defaultdict(list)
    for claim in library.claims_on(record.slug):
        if claim.claim.status is not ClaimStatus.PUBLISHED:
            continue
        columns, may_sum_up = sorter(claim.claim)
        mine = may_sum_up and claim.record.slug == record.slug
        for column in dict.fromkeys(columns):
            (summing if mine else related)[column].append(claim)
    surest = _surest_first(library, record.model.summary)

    def cell(column: str) -> Cell:
        claims = sorted(summing[column], key=surest)
        people = library.people_behind(claims[0].claim) if claims else None
        return Cell(tuple(claims), tuple(sorted(related[column], key=surest)), people)

    return cell


def _surest_first(
    library: Library, summary: list[str]
) -> Callable[[LinkedClaim], tuple[int | bool, ...]]:
    def rank(linked: LinkedClaim) -> tuple[int | bool, ...]:
        claim = linked.claim
        return (
            -_level(claim),
            claim.direction is Direction.DESCRIPTIVE,
            -(library.people_behind(claim) or 0),
            summary.index(claim.id) if claim.id in summary else len(summary),
        )

    return rank


def _level(claim: Claim) -> int:
    return claim.certainty.filled or 0


def _searched(record: Record, sorter: Sorter, coverage: Coverage) -> dict[str, dt.date]:
    """Last day on which the record's searches covered each column."""
    days = [(coverage(gap), gap.searched) for gap in record.gaps]
    days += [(sorter(claim)[0], claim.searched) for claim in record.claims]
    last: dict[str, dt.date] = {}
    for columns, day in days:
        for column in columns:
            if day:
                last[column] = max(day, last.get(column, day))
    return last
