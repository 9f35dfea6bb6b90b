"""Kinds of problem: citations."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNKNOWN_KEY = ProblemKind(
    "CIT001",
    Severity.ERROR,
    "Citation key not in the reference list",
    "A citation without a study never reaches a page.",
)
NO_EVIDENCE = ProblemKind(
    "CIT002",
    Severity.ERROR,
    "Claim without evidence",
    "Every claim links to a study that supports or contradicts it.",
)
STUDY_TWICE = ProblemKind(
    "CIT003",
    Severity.WARNING,
    "Study linked twice for one analysis",
    "The same finding would count twice.",
)
UNCITED_SUMMARY = ProblemKind(
    "CIT004",
    Severity.WARNING,
    "Bottom line without a citation",
    "The first sentences a reader sees need their studies too.",
)
UNCITED_LEAFLET = ProblemKind(
    "CIT005",
    Severity.ERROR,
    "Leaflet sentence without a citation",
    "A patient who asks where a promise or a warning comes from gets a study.",
)
