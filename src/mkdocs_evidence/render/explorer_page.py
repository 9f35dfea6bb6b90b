"""The page of all claims: one table, which a script makes filterable and sortable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Certainty, Design, Direction, Sponsor
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.list_parts import ListPart, list_parts
from mkdocs_evidence.render.page import Page, PageWriter
from mkdocs_evidence.render.record_pages import INDEX_TITLES, KIND_ORDER
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import certainty_symbols, claim_label, label, short_label
from mkdocs_evidence.words import gettext, marked

#: Designs from the strongest down (after OCEBM 2011 levels of evidence; documents come last).
DESIGN_STRENGTH = (
    Design.META_ANALYSIS,
    Design.NETWORK_META_ANALYSIS,
    Design.SYSTEMATIC_REVIEW,
    Design.RCT,
    Design.RCT_CLUSTER,
    Design.RCT_CROSSOVER,
    Design.REGISTRY_RESULTS,
    Design.NON_RANDOMISED_TRIAL,
    Design.COHORT,
    Design.CASE_CONTROL,
    Design.CROSS_SECTIONAL,
    Design.PHARMACOVIGILANCE,
    Design.CASE_SERIES,
    Design.CASE_REPORT,
    Design.GUIDELINE,
    Design.CONSENSUS,
    Design.REGULATORY,
    Design.LABEL,
    Design.NARRATIVE_REVIEW,
    Design.PRECLINICAL,
)
#: More claims than this stand in parts, of about so many; the page then holds the first of them.
MOST_ROWS = 300
ROWS_OF_A_PART = 300
ROWS_AT_ONCE = 100
#: What the papers did not say (`unstated`) differs from what nobody has written down yet.
NOT_RECORDED = ("not-recorded", marked("Not recorded"))

Option = tuple[str, str]
TermT = TypeVar("TermT")


@dataclass(frozen=True)
class ClaimRow:
    """A claim with what its studies amount to."""

    linked: LinkedClaim
    treatments: tuple[SourceFile[Record], ...]
    #: The strongest design among the studies that the claim rests on.
    design: Design | None
    people: int | None
    #: Year of the latest study; empty where none has a year.
    year: str
    funding: tuple[Option, ...]
    #: Words that find the claim but do not stand in its row: its outcome, its studies.
    words: str

    @property
    def pages(self) -> list[str]:
        """Slugs of all records whose pages show the claim, the one it lives in first."""
        return [self.linked.record.slug, *self.linked.claim.also]


def claim_row(linked: LinkedClaim, library: Library) -> ClaimRow:
    """The row of one claim. Background studies do not count: the claim does not rest on them."""
    claim = linked.claim
    studies = [library.studies[key] for key in dict.fromkeys(link.study for link in claim.deciding)]
    cited = dict.fromkeys(link.study for link in claim.evidence)
    authors = [short_label(library.studies[key].reference) for key in cited]
    return ClaimRow(
        linked=linked,
        treatments=tuple(library.by_slug[slug] for slug in claim.treatments),
        design=_strongest(studies),
        people=library.people_behind(claim),
        year=max((s.reference.year for s in studies if s.reference.year.isdigit()), default=""),
        funding=tuple(_funding(studies)),
        words="; ".join([claim_label(claim), *authors]),
    )


def _strongest(studies: list[Study]) -> Design | None:
    designs = [study.appraisal.design for study in studies if study.appraisal.design]
    return min(designs, key=DESIGN_STRENGTH.index, default=None)


def _funding(studies: list[Study]) -> Iterator[Option]:
    found = {study.appraisal.sponsor for study in studies}
    yield from ((sponsor.value, label(sponsor)) for sponsor in Sponsor if sponsor in found)
    if None in found:
        yield _not_recorded()


def _not_recorded() -> Option:
    value, name = NOT_RECORDED
    return value, gettext(name)


def explorer_pages(addresses: Addresses, write: Callable[[str], PageWriter]) -> Iterator[Page]:
    """All claims that are shown, in the order of the site: by kind of record, then by name.

    Many stand in parts: pages of their own for readers without a script, and the files from which the
    script gets its rows. A copy in a folder, where a script can fetch nothing, keeps one table.
    """
    page = write(addresses.claims)
    parts = claim_parts(page.library, addresses)
    html = partial(_explorer, page, parts)
    description = gettext("Every claim in one table, to filter, sort and download.")
    yield page.finish(gettext("Claims"), html, "", description, None)
    for part, target in parts:
        yield _part_page(part, write(target))


def _explorer(page: PageWriter, parts: list[tuple[ListPart[LinkedClaim], str]]) -> str:
    library = page.library
    rows = [claim_row(linked, library) for linked in _in_order(library)]
    certainties = _used(Certainty, [row.linked.claim.certainty for row in rows])
    return page.render(
        "explorer.html",
        rows=rows[:ROWS_AT_ONCE] if parts else rows,
        count=len(rows),
        parts=parts,
        record_groups=list(_record_groups(library, rows)),
        filters=list(_filters(library, rows)),
        directions=_used(Direction, [row.linked.claim.direction for row in rows]),
        certainties=certainties,
        circles={level: certainty_symbols(level) for level in certainties},
        years=sorted({row.year for row in rows if row.year}, reverse=True),
    )


def claim_parts(library: Library, addresses: Addresses) -> list[tuple[ListPart[LinkedClaim], str]]:
    """Claims by kind of record, and by the record's name where a kind has many, with their pages.

    None where one table holds all of them.
    """
    claims = _in_order(library)
    if len(claims) <= MOST_ROWS or not addresses.directory_urls:
        return []
    parts = []
    for kind in library.layout.folders:
        of_kind = [linked for linked in claims if linked.record.kind == kind]
        if len(of_kind) <= ROWS_OF_A_PART:
            found = [ListPart("all", "", tuple(of_kind))] if of_kind else []
        else:
            found = list_parts(of_kind, lambda linked: linked.record.model.name, ROWS_OF_A_PART)
        for part in found:
            title = f"{gettext(INDEX_TITLES[kind])} {part.title}".strip()
            parts.append((replace(part, title=title), addresses.claims_part(kind, part.name)))
    return parts


def _in_order(library: Library) -> list[LinkedClaim]:
    records = (record for kind in library.layout.folders for record in library.of_kind(kind))
    return [linked for record in records for linked in library.claims_of(record.slug)]


def _part_page(part: ListPart[LinkedClaim], page: PageWriter) -> Page:
    def html() -> str:
        rows = [claim_row(linked, page.library) for linked in part.rows]
        return page.render("claims_part.html", title=part.title, rows=rows)

    return page.finish(gettext("Claims: {part}").format(part=part.title), html, "", "", None)


def _record_groups(
    library: Library, rows: list[ClaimRow]
) -> Iterator[tuple[str, list[SourceFile[Record]]]]:
    """Records whose pages show a claim, under the titles of their kinds."""
    shown = {slug for row in rows for slug in row.pages}
    for kind in library.layout.folders:
        found = [record for record in library.of_kind(kind) if record.slug in shown]
        if found:
            yield gettext(INDEX_TITLES[kind]), found


def _filters(library: Library, rows: list[ClaimRow]) -> Iterator[tuple[str, str, list[Option]]]:
    """Name, label and options of each plain filter; only what occurs can be picked."""
    claims = [row.linked.claim for row in rows]
    treated = {slug for claim in claims for slug in claim.treatments}
    named = [(r.slug, r.model.name) for r in library.of_kind("treatment") if r.slug in treated]
    yield "treatment", gettext("Treatment"), named
    kinds = _used(KIND_ORDER, [claim.kind for claim in claims])
    yield "kind", gettext("Kind of claim"), [(kind.value, label(kind)) for kind in kinds]
    designs = _used(DESIGN_STRENGTH, [row.design for row in rows])
    yield (
        "design",
        gettext("Best study design"),
        [(design.value, label(design)) for design in designs],
    )
    funding = [*((sponsor.value, label(sponsor)) for sponsor in Sponsor), _not_recorded()]
    yield (
        "funding",
        gettext("Who paid"),
        _used(funding, [one for row in rows for one in row.funding]),
    )


def _used(terms: Iterable[TermT], found: Iterable[object]) -> list[TermT]:
    """The terms that occur, in the order of their vocabulary."""
    occurring = set(found)
    return [term for term in terms if term in occurring]
