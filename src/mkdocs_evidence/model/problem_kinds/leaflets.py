"""Kinds of problem: leaflets for patients."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

HARD_TO_READ = ProblemKind(
    "PLN001",
    Severity.ADVICE,
    "Leaflet hard to read",
    "Many adults read as a twelve-year-old does: short sentences and short words reach them.",
    may_be_allowed=True,
)
NO_ABSOLUTE_NUMBER = ProblemKind(
    "PLN002",
    Severity.ERROR,
    "Leaflet number without its absolute form",
    "“Half the risk” or “50%” says little until a reader knows how many people of how many.",
)
LONG_BOTTOM_LINE = ProblemKind(
    "PLN003",
    Severity.ADVICE,
    "Bottom line too long",
    "Two to four sentences are read; a paragraph is skipped.",
    may_be_allowed=True,
)
