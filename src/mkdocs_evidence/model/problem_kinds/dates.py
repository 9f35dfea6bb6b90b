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
