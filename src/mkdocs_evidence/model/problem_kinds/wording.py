"""Kinds of problem: wording."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

VERB_AGAINST_CERTAINTY = ProblemKind(
    "WRD001",
    Severity.ERROR,
    "Verb against certainty",
    "Readers take certainty from the verb before they see the symbol.",
    may_be_allowed=True,
)
