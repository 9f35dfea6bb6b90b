"""Kinds of problem: content that some readers cannot use."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

ABBREVIATION_NOT_SPELLED_OUT = ProblemKind(
    "ACC001",
    Severity.ADVICE,
    "Abbreviation that is nowhere spelled out",
    "Readers from another field, and screen readers, need the long form once (WCAG 3.1.4).",
    may_be_allowed=True,
)
TABLE_WITHOUT_HEADER = ProblemKind(
    "ACC002",
    Severity.WARNING,
    "Table without a header, or with a ragged row",
    "A screen reader names the column of each cell (WCAG 1.3.1).",
    may_be_allowed=True,
)
NO_ALTERNATIVE_TEXT = ProblemKind(
    "ACC003",
    Severity.WARNING,
    "Image without alternative text",
    "Who cannot see the picture reads its text (WCAG 1.1.1).",
    may_be_allowed=True,
)
HEADING_SKIPPED = ProblemKind(
    "ACC004",
    Severity.WARNING,
    "Heading level skipped",
    "Headings are the table of contents of those who hear a page (WCAG 1.3.1).",
    may_be_allowed=True,
)
LINK_SAYS_NOTHING = ProblemKind(
    "ACC005",
    Severity.WARNING,
    "Link text that says nothing",
    "Links are read in a list, without the sentence around them (WCAG 2.4.4).",
    may_be_allowed=True,
)
