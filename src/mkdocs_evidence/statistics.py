"""Counts of a knowledge base: how much there is, how sure it is, how fresh, how complete."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.record import Statement
from mkdocs_evidence.model.vocabulary import Certainty, Direction, ReadDepth


@dataclass(frozen=True)
class Statistics:
    """Everything that `evidence stats` shows."""

    records: dict[str, int]
    claims: int
    claims_without_evidence: int
    by_certainty_and_direction: dict[tuple[Certainty, Direction], int]
    links: int
    links_with_locator: int
    links_by_depth: dict[ReadDepth | None, int]
    studies: int
    studies_uncited: int
    studies_appraised: int
    statements: int
    statements_answered: int
    awaiting_review: int
    overdue: int

    @property
    def links_with_depth(self) -> int:
        """Evidence links that say how much of the study was read."""
        return self.links - self.links_by_depth.get(None, 0)


def statistics(library: Library, today: dt.date) -> Statistics:
    """Count everything in a library that readers are shown."""
    claims = [claim.claim for claim in library.shown_claims]
    links = [link for claim in claims for link in claim.evidence]
    studies = library.studies.values()
    answered = [heard for heard in library.statements if _is_answered(library, heard.statement)]
    records = [record.model for record in library.records]
    return Statistics(
        records={kind: len(library.of_kind(kind)) for kind in library.layout.folders},
        claims=len(claims),
        claims_without_evidence=sum(not claim.evidence for claim in claims),
        by_certainty_and_direction=by_certainty_and_direction(library),
        links=len(links),
        links_with_locator=sum(bool(link.locator) for link in links),
        links_by_depth=Counter(link.read for link in links),
        studies=len(studies),
        studies_uncited=sum(not study.is_used for study in studies),
        studies_appraised=sum(study.file is not None for study in studies),
        statements=len(library.statements),
        statements_answered=len(answered),
        awaiting_review=sum(not record.reviewed_by for record in records),
        overdue=sum(bool(record.review_by and record.review_by < today) for record in records),
    )


def by_certainty_and_direction(library: Library) -> dict[tuple[Certainty, Direction], int]:
    """How many shown claims there are of each certainty and direction."""
    claims = (linked.claim for linked in library.shown_claims)
    return Counter((claim.certainty, claim.direction) for claim in claims)


def _is_answered(library: Library, statement: Statement) -> bool:
    rests_on_claims = bool(statement.claims) and all(
        ref in library.by_ref for ref in statement.claims
    )
    return rests_on_claims or statement.searched is not None
