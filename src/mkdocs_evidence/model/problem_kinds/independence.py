"""Kinds of problem: evidence that counts twice."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

TRIAL_COUNTED_TWICE = ProblemKind(
    "IND001",
    Severity.WARNING,
    "One trial counted twice",
    "Two reports of one trial confirm nothing that one report does not say.",
    may_be_allowed=True,
)
POOLED_TWICE = ProblemKind(
    "IND002",
    Severity.WARNING,
    "More studies pooled than there are trials",
    "A trial that is reported twice is one trial in a pooled estimate.",
    may_be_allowed=True,
)
OVERLAPPING_REVIEWS = ProblemKind(
    "IND003",
    Severity.ADVICE,
    "Reviews that share studies",
    "Reviews of the same trials agree because they count the same people.",
    may_be_allowed=True,
)
