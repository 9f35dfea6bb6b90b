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
SURER_THAN_ITS_CLAIMS = ProblemKind(
    "WRD002",
    Severity.WARNING,
    "Bottom line surer than its claims",
    "Most readers read no further; the first sentences must not say more than the claims below.",
    may_be_allowed=True,
)
PROMISES_TOO_MUCH = ProblemKind(
    "WRD003",
    Severity.WARNING,
    "Word that promises too much",
    "“Proven” and “breakthrough” sell; a reader in need takes them for findings.",
    may_be_allowed=True,
)
WORDS_AGAINST_DIRECTION = ProblemKind(
    "WRD004",
    Severity.ERROR,
    "Words against direction",
    "A claim that no difference was found must not read as if there were one.",
    may_be_allowed=True,
)
