"""Which pages a set of changes touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_evidence.history.change import Change
from mkdocs_evidence.library import Library
from mkdocs_evidence.wording import short_label


@dataclass(frozen=True, slots=True, order=True)
class TouchedPage:
    """A page of the new edition whose content changes."""

    #: `record`, `study` or `heard`.
    kind: str
    #: Slug of the record or citation key; empty for the page of statements heard.
    name: str
    title: str


def pages_touched(
    changes: Sequence[Change], base: Library, head: Library
) -> tuple[TouchedPage, ...]:
    """Pages of the records, studies and statements that changed, and those that show them too."""
    return tuple(dict.fromkeys(sorted(page for c in changes for page in _pages(c, base, head))))


def _pages(change: Change, base: Library, head: Library) -> Iterator[TouchedPage]:
    if change.heard:
        yield TouchedPage("heard", "", "Statements heard")
        yield from _records(_asked_about(change.heard, head), head)
    if change.study in head.studies:
        study = head.studies[change.study]
        yield TouchedPage("study", study.key, short_label(study.reference))
        yield from _records([c.claim.record.slug for c in study.cited_by], head)
    yield from _records([change.record], head)
    linked = (head.by_ref.get(change.ref) or base.by_ref.get(change.ref)) if change.claim else None
    if linked is not None:
        yield from _records(linked.other_records, head)


def _asked_about(statement: str, head: Library) -> list[str]:
    """Records whose pages show a statement heard."""
    return [
        slug
        for slug, found in head.heard_about.items()
        if any(heard.statement.id == statement for heard in found)
    ]


def _records(slugs: list[str], head: Library) -> Iterator[TouchedPage]:
    for slug in slugs:
        if slug in head.by_slug:
            yield TouchedPage("record", slug, head.by_slug[slug].model.name)
