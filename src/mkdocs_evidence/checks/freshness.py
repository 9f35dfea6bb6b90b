"""How fresh the evidence is: reviews that are due, searches and reviews older than the studies.

What only the passing of time makes wrong is advice: a build must not fail tomorrow that was right
today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import dates as kinds
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.model.vocabulary import ClaimStatus

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


def reviews_are_not_overdue(library: Library, today: dt.date) -> Iterator[Problem]:
    """`review_by` of a record or a claim has not passed."""
    dues = [(record.model.review_by, record.place) for record in library.records]
    dues += [(claim.claim.review_by, claim.place) for claim in _living(library)]
    for due, place_of in dues:
        if due and due < today:
            message = f"The review was due on {due} ({(today - due).days} days ago)."
            mend = "Search anew, review what changed, and set reviewed: and review_by:."
            yield kinds.REVIEW_OVERDUE.at(place_of("review_by"), message, mend)


def reviews_know_their_studies(library: Library) -> Iterator[Problem]:
    """A claim was reviewed after the newest study that it rests on was published."""
    published = {key: _published(study.reference) for key, study in library.studies.items()}
    for claim in _living(library):
        reviewed = claim.claim.reviewed or claim.record.model.reviewed
        if reviewed is None:
            continue
        for index, link in enumerate(claim.claim.evidence):
            if published.get(link.study, (0, 0)) > (reviewed.year, reviewed.month):
                study, where = library.studies[link.study], _place_of_review(claim)
                message = (
                    f'"{study.key}" ({study.reference.year}) is newer than the review of {reviewed}'
                    f" ({where})."
                )
                mend = "Review the claim with this study in view, and set reviewed: anew."
                yield kinds.REVIEW_OLDER_THAN_STUDY.at(
                    claim.place("evidence", index, "study"), message, mend
                )


def searches_are_recent(library: Library, today: dt.date) -> Iterator[Problem]:
    """Evidence that was looked for in vain is looked for again after the site's interval."""
    for searched, place in _searches(library):
        age = (today.year - searched.year) * 12 + today.month - searched.month
        if age > library.layout.search_again_after:
            message = f"The last search is {age} months old ({searched})."
            mend = "Search again and set searched:; there may be a study by now."
            yield kinds.SEARCH_TOO_OLD.at(place, message, mend)


def _searches(library: Library) -> Iterator[tuple[dt.date, Place]]:
    for record in library.records:
        for index, gap in enumerate(record.model.gaps):
            if gap.searched:
                yield gap.searched, record.place("gaps", index, "searched")
    for claim in _living(library):
        if claim.claim.searched:
            yield claim.claim.searched, claim.place("searched")
    for heard in library.statements:
        if heard.statement.searched:
            yield heard.statement.searched, heard.place("searched")


def _living(library: Library) -> list[LinkedClaim]:
    """Claims that are held to be true: the others are kept for their links alone."""
    over = {ClaimStatus.SUPERSEDED, ClaimStatus.WITHDRAWN}
    return [claim for claim in library.claims if claim.claim.status not in over]


def _place_of_review(claim: LinkedClaim) -> Place:
    return (claim if claim.claim.reviewed else claim.record).place("reviewed")


def _published(reference: Reference) -> tuple[int, int]:
    """Year and month of publication; the first month where only the year is known."""
    year = int(reference.year) if reference.year.isdigit() else 0
    month = reference.month.strip().lower()
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 1)
    return year, number
