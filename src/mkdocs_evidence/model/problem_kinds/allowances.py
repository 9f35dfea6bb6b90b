"""Kinds of problem: allowances."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNKNOWN_ALLOWANCE = ProblemKind(
    "ALW001",
    Severity.ERROR,
    "Code that cannot be allowed",
    "Only checks of judgement can be waived, never the law of citations.",
)
UNUSED_ALLOWANCE = ProblemKind(
    "ALW002",
    Severity.WARNING,
    "Allowance that is not needed",
    "A waiver that outlives its cause would hide the next mistake.",
)
NO_REASON = ProblemKind(
    "ALW003",
    Severity.ERROR,
    "Ignored without a reason",
    "Whoever reads the record next must be able to judge the exception.",
)
