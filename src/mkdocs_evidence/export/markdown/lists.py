"""Indexes and lists in plain Markdown; what a reader chooses from on the site stands in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from mkdocs_evidence.export.markdown.page import MarkdownPage, table, text
from mkdocs_evidence.integrity import claims_resting_on, with_notices
from mkdocs_evidence.library import LinkedClaim, Study
from mkdocs_evidence.model.vocabulary import Certainty, Direction, IntegrityStatus
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.explorer_page import claim_parts
from mkdocs_evidence.render.list_parts import ListPart
from mkdocs_evidence.render.plain_text import first_sentence, plain_text
from mkdocs_evidence.render.record_pages import INDEX_TITLES, grouped_records
from mkdocs_evidence.render.study_pages import studies_by_author, study_parts
from mkdocs_evidence.statistics import by_certainty_and_direction


def record_index_blocks(kind: str, page: MarkdownPage) -> Iterator[str]:
    """All records of a kind, by group."""
    yield f"# {INDEX_TITLES[kind]}"
    yield from _records(kind, page, level=2)


def study_pages(
    addresses: Addresses, page: Callable[[str], MarkdownPage]
) -> Iterator[tuple[str, Iterator[str]]]:
    """All studies with their design, and all references in full; in parts as on the site."""
    index, references = page(addresses.studies), page(addresses.references)
    studies = studies_by_author(index.library)
    parts = study_parts(studies)
    by_author = [(part, addresses.studies_part(part.name)) for part in parts]
    in_full = [(part, addresses.references_part(part.name)) for part in parts]
    if not parts:
        yield addresses.studies, _studies("Studies", studies, index)
        yield addresses.references, _references("References", studies, references)
        return
    yield addresses.studies, _leading("Studies", by_author, index)
    yield addresses.references, _leading("References", in_full, references)
    for part, name in by_author:
        yield name, _studies(f"Studies by author: {part.title}", part.rows, page(name))
    for part, name in in_full:
        yield name, _references(f"References: {part.title}", part.rows, page(name))


def _leading(
    title: str, parts: Sequence[tuple[ListPart[Any], str]], page: MarkdownPage
) -> Iterator[str]:
    """A page that leads to the parts of a list."""
    yield f"# {title}"
    yield "\n".join(f"- {page.link(part.title, name)} ({len(part.rows):,})" for part, name in parts)


def _studies(title: str, studies: Iterable[Study], page: MarkdownPage) -> Iterator[str]:
    yield f"# {title}"
    rows = [
        [
            page.study(study.key),
            text(study.reference.title),
            study.appraisal.design.label if study.appraisal.design else "",
            "" if study.appraisal.n is None else f"{study.appraisal.n:,}",
        ]
        for study in studies
    ]
    yield table(["Study", "Title", "Design", "People"], rows)


def _references(title: str, studies: Iterable[Study], page: MarkdownPage) -> Iterator[str]:
    yield f"# {title}"
    yield "\n".join(
        f"- {page.study(study.key)}: {page.reference(study.reference)}" for study in studies
    )


def heard_blocks(page: MarkdownPage) -> Iterator[str]:
    """All statements heard, with verdicts."""
    yield "# Statements heard"
    for heard in page.library.statements:
        statement = heard.statement
        yield f'<a id="{statement.id}"></a>'
        yield f"## {text(statement.text)}"
        yield f"**{statement.verdict.label}.** {text(statement.because)}"
        by_ref = page.library.by_ref
        claims = [by_ref[ref] for ref in statement.claims if ref in by_ref and by_ref[ref].is_shown]
        if claims:
            yield "\n".join(f"- {page.claim(linked)}" for linked in claims)


def claim_pages(
    addresses: Addresses, page: Callable[[str], MarkdownPage]
) -> Iterator[tuple[str, Iterator[str]]]:
    """All claims; in parts as on the site."""
    index = page(addresses.claims)
    parts = claim_parts(index.library, addresses)
    if not parts:
        yield addresses.claims, _claims("Claims", index.library.shown_claims, index)
        return
    yield addresses.claims, _leading("Claims", parts, index)
    for part, name in parts:
        shown = [linked for linked in part.rows if linked.is_shown]
        yield name, _claims(f"Claims: {part.title}", shown, page(name))


def _claims(title: str, claims: Iterable[LinkedClaim], page: MarkdownPage) -> Iterator[str]:
    yield f"# {title}"
    rows = [
        [
            page.record(linked.record.slug),
            page.claim(linked),
            linked.claim.kind.label,
            linked.claim.direction.label,
            linked.claim.certainty.label,
        ]
        for linked in claims
    ]
    yield table(["Page", "Claim", "Kind", "Direction", "Certainty"], rows)


def compare_blocks(kind: str, page: MarkdownPage) -> Iterator[str]:
    """Records of a kind with how sure their claims are."""
    yield f"# {INDEX_TITLES[kind]} compared"
    rows = []
    for record in page.library.of_kind(kind):
        counts = Counter(one.claim.certainty for one in page.library.claims_on(record.slug))
        rows.append([page.record(record.slug), *(str(counts[level] or "") for level in Certainty)])
    yield table(["Claims by certainty", *(level.label for level in Certainty)], rows)


def map_blocks(page: MarkdownPage) -> Iterator[str]:
    """Conditions by outcome group: how many claims there are."""
    yield "# Evidence map"
    groups = page.library.layout.outcome_groups
    rows = []
    for record in page.library.of_kind("condition"):
        outcomes = (one.claim.outcome for one in page.library.claims_on(record.slug))
        counts = Counter(outcome.group for outcome in outcomes if outcome)
        rows.append([page.record(record.slug), *(str(counts[group] or "") for group in groups)])
    yield table(["Claims by outcome", *map(text, groups.values())], rows)


def integrity_blocks(page: MarkdownPage) -> Iterator[str]:
    """Retracted, doubted and corrected studies, and the claims that rest on them."""
    yield "# Retractions and corrections"
    for status in (IntegrityStatus.RETRACTED, IntegrityStatus.CONCERN, IntegrityStatus.CORRECTED):
        yield f"## {status.label}"
        found = with_notices(page.library, status)
        for study in found:
            yield f"{page.study(study.key)}: {text(study.reference.title)}"
            yield "\n".join(f"- {page.claim(linked)}" for linked in claims_resting_on(study))
        if not found:
            yield "None is known."


def changes_blocks(page: MarkdownPage) -> Iterator[str]:
    """Where changes are told: their list is made from the history, which files do not hold."""
    yield "# Changes"
    yield (
        "The list of changes is made from the history of the files. Without the site, `evidence "
        f"diff` tells it. The records are listed under "
        f"{page.link('conditions', page.addresses.index('condition'))}."
    )


def _records(kind: str, page: MarkdownPage, level: int) -> Iterator[str]:
    for title, records in grouped_records(page.library, kind):
        if title:
            yield f"{'#' * level} {text(title)}"
        yield "\n".join(
            f"- {page.record(record.slug)}: "
            f"{text(first_sentence(plain_text(record.model.bottom_line, page.library)))}"
            for record in records
        )


def _named(kind: str) -> Callable[[MarkdownPage], str]:
    return lambda page: "\n\n".join(_records(kind, page, level=3))


def _featured(page: MarkdownPage) -> str:
    return "\n".join(f"- {page.record(slug)}" for slug in page.library.layout.featured)


def _numbers(page: MarkdownPage) -> str:
    library = page.library
    counts = [
        f"{len(library.of_kind(kind))} {page.link(title.lower(), page.addresses.index(kind))}"
        for kind, title in INDEX_TITLES.items()
    ]
    studies = page.link("studies", page.addresses.studies)
    return ", ".join([*counts, f"{len(library.studies)} {studies}"])


def _certainty(page: MarkdownPage) -> str:
    counts = by_certainty_and_direction(page.library)
    rows = [
        [level.label, *(str(counts.get((level, one), 0)) for one in Direction)]
        for level in Certainty
    ]
    return table(["Certainty", *(one.label for one in Direction)], rows)


#: The lists of hand-written pages; those that need a browser are left out.
LISTS: dict[str, Callable[[MarkdownPage], str]] = {
    "conditions": _named("condition"),
    "treatments": _named("treatment"),
    "harms": _named("harm"),
    "topics": _named("topic"),
    "featured": _featured,
    "numbers": _numbers,
    "certainty": _certainty,
    "map": lambda page: page.link("Evidence map", page.addresses.map),
    "changes": lambda page: page.link("Changes", page.addresses.changes),
}
