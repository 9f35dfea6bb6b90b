"""Kinds of problem: dates."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

IMPOSSIBLE_DATE = ProblemKind(
    "DAT001", Severity.ERROR, "Date that does not exist", "A date on a page must be one."
)
FUTURE_DATE = ProblemKind(
    "DAT002", Severity.ERROR, "Date in the future", "Nothing was reviewed tomorrow."
)
DATES_REVERSED = ProblemKind(
    "DAT003",
    Severity.ERROR,
    "Review due before the last review",
    "The next review comes after the last one.",
)
IMPOSSIBLE_YEAR = ProblemKind(
    "DAT004", Severity.ERROR, "Year that cannot be", "A study's year orders the evidence."
)
REVIEW_OVERDUE = ProblemKind(
    "DAT005",
    Severity.ADVICE,
    "Review overdue",
    "Evidence ages; readers are promised that someone looks again by this day.",
    may_be_allowed=True,
)
REVIEW_OLDER_THAN_STUDY = ProblemKind(
    "DAT006",
    Severity.WARNING,
    "Review older than a study",
    "Whoever cites a newer study has looked again, or should.",
    may_be_allowed=True,
)
SEARCH_TOO_OLD = ProblemKind(
    "DAT007",
    Severity.ADVICE,
    "Search too old",
    "“We found nothing” holds only as long as nothing new was likely to appear.",
    may_be_allowed=True,
)
