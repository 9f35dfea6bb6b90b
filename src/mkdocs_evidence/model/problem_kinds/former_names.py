"""Kinds of problem: names that were changed."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

TAKEN = ProblemKind(
    "WAS001",
    Severity.ERROR,
    "Former name that is in use",
    "An old link must lead to what it always meant, and two pages cannot share an address.",
)
