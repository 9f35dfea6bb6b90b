"""Kinds of problem: what is still being written."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNFINISHED = ProblemKind(
    "DRF001",
    Severity.ADVICE,
    "Draft to be finished",
    "A draft may wait for its evidence; this is what it still needs before it is published.",
)
PLACEHOLDER = ProblemKind(
    "DRF002",
    Severity.ERROR,
    "Placeholder left in the text",
    "Three dots that `evidence new` wrote would be all that a reader gets.",
)
LINK_TO_DRAFT = ProblemKind(
    "DRF003",
    Severity.ERROR,
    "Link to a draft",
    "The draft is not on the site, so that a reader would meet a dead end.",
)
