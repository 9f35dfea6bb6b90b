"""Pages of records: conditions, treatments, harms, topics, and their indexes."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from mkdocs_evidence.cited_fields import leaflet_of
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Certainty, ClaimKind
from mkdocs_evidence.render.frequencies import frequencies_of
from mkdocs_evidence.render.page import Page, PageWriter, Search
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.words import gettext, marked

#: Order in which a page shows kinds of claims.
KIND_ORDER = (
    ClaimKind.EFFICACY,
    ClaimKind.DURABILITY,
    ClaimKind.SAFETY,
    ClaimKind.CONTRAINDICATION,
    ClaimKind.INTERACTION,
    ClaimKind.DOSING,
    ClaimKind.MONITORING,
    ClaimKind.MECHANISM,
    ClaimKind.EPIDEMIOLOGY,
    ClaimKind.REGULATORY,
    ClaimKind.GUIDELINE,
)
INDEX_TITLES = {
    "condition": marked("Conditions"),
    "treatment": marked("Treatments"),
    "harm": marked("Harms"),
    "topic": marked("Topics"),
}
#: A condition comes before what mentions it.
SEARCH_BOOST = {"condition": 8, "treatment": 6, "harm": 6, "topic": 4}
_ELSEWHERE_TITLES = {
    "condition": marked("Claims from other pages"),
    "treatment": marked("What it was studied for"),
    "harm": marked("What studies of each condition report"),
    "topic": marked("Claims from other pages"),
}
_CODE_NAMES = {"icd11": "ICD-11", "icd10cm": "ICD-10-CM", "mesh": "MeSH", "doid": "DOID"}


def record_page(record: SourceFile[Record], page: PageWriter) -> Page:
    """The page of one record."""
    model, library = record.model, page.library

    def html() -> str:
        summary = library.summary_of(record)
        return page.render(
            "record.html",
            record=record,
            certainty_range=_certainty_range(summary),
            codes=_codes(model),
            figures=getattr(model, "figures", []),
            leaflet=leaflet_of(model),
            summary=summary,
            own_claims=_by_kind(library.claims_of(record.slug)),
            elsewhere=_by_record(library, library.pointing_to.get(record.slug, ())),
            elsewhere_title=gettext(_ELSEWHERE_TITLES[record.kind]),
            frequencies=frequencies_of(record, library),
            heard=library.heard_about.get(record.slug, ()),
        )

    search = Search(SEARCH_BOOST[record.kind], (model.name, *model.synonyms))
    return page.finish(model.name, html, record.path, model.bottom_line, search)


def _certainty_range(claims: list[LinkedClaim]) -> list[Certainty]:
    """Lowest and highest certainty of some claims; one level where all agree."""
    rated = {claim.claim.certainty for claim in claims} - {Certainty.NOT_GRADED}
    levels = sorted(rated, key=lambda certainty: certainty.filled or 0)
    return list(dict.fromkeys([levels[0], levels[-1]])) if levels else []


def _codes(model: Record) -> list[tuple[str, str]]:
    codes = getattr(model, "codes", None)
    values = codes.model_dump(exclude_none=True) if codes else {}
    return [(_CODE_NAMES[name], value) for name, value in values.items()]


def _by_kind(claims: tuple[LinkedClaim, ...]) -> list[tuple[ClaimKind, list[LinkedClaim]]]:
    found = ((kind, [c for c in claims if c.claim.kind is kind]) for kind in KIND_ORDER)
    return [(kind, of_kind) for kind, of_kind in found if of_kind]


def _by_record(
    library: Library, claims: tuple[LinkedClaim, ...]
) -> list[tuple[SourceFile[Record], list[LinkedClaim]]]:
    grouped: dict[str, list[LinkedClaim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.record.slug].append(claim)
    groups = [(library.by_slug[slug], found) for slug, found in grouped.items()]
    return sorted(groups, key=lambda group: group[0].model.name.lower())


def record_index(kind: str, page: PageWriter) -> Page:
    """The index of one kind of record, by group where the site has groups."""
    title = gettext(INDEX_TITLES[kind])
    groups = grouped_records(page.library, kind)
    html = partial(page.render, "record_index.html", title=title, groups=groups)
    return page.finish(title, html, "", "", None)


def grouped_records(library: Library, kind: str) -> list[tuple[str, list[SourceFile[Record]]]]:
    """Records of a kind under the titles of their groups; one nameless group where none are."""
    records = library.of_kind(kind)
    titles = library.layout.groups if kind == "condition" else {}
    groups = [
        (title, [record for record in records if record.model.group == slug])
        for slug, title in titles.items()
    ]
    rest = [record for record in records if record.model.group not in titles]
    groups.append((gettext("Other") if titles else "", rest))
    return [group for group in groups if group[1]]
