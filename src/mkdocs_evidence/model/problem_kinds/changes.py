"""Kinds of problem: changes from one edition to the next."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

NO_REASON = ProblemKind(
    "CHG001",
    Severity.ERROR,
    "Certainty or direction changed without a reason",
    "A reader who trusted the old answer must learn why there is a new one.",
)
