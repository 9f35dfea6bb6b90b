"""Kinds of problem: directions."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

DIRECTION_AGAINST_INTERVAL = ProblemKind(
    "DIR001",
    Severity.ERROR,
    "Direction against interval",
    "An interval that includes no effect shows neither benefit nor harm.",
    may_be_allowed=True,
)
DIRECTION_AGAINST_SIGN = ProblemKind(
    "DIR002",
    Severity.ERROR,
    "Direction against sign",
    "The sign of the estimate, with the better side of the outcome, gives the direction.",
    may_be_allowed=True,
)
