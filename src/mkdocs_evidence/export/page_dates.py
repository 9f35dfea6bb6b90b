"""Of what day the content of a page is, by the dates that editors write into records.

The day of a build says nothing about content. A record is as new as the newest of its reviews and
searches; a study's page is as new as the newest claim that cites it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.sources.knowledge_base import SourceFile


def record_day(record: SourceFile[Record], library: Library) -> dt.date | None:
    """The day of a record's page; None where no editor dated anything on it."""
    model = record.model
    dates = [model.reviewed, *(gap.searched for gap in model.gaps)]
    return _newest([*dates, *_dates(library.claims_on(record.slug))])


def study_day(study: Study) -> dt.date | None:
    """The day of a study's page; None where no claim that cites it is dated."""
    identity = study.appraisal.identity
    checked = identity.checked if identity else None
    return _newest([checked, *_dates(citation.claim for citation in study.cited_by)])


def _dates(claims: Iterable[LinkedClaim]) -> Iterable[dt.date | None]:
    for claim in claims:
        yield claim.claim.reviewed
        yield claim.claim.searched


def _newest(dates: Iterable[dt.date | None]) -> dt.date | None:
    return max((date for date in dates if date), default=None)
