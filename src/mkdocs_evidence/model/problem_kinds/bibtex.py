"""Kinds of problem: BibTeX."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

BIB_SYNTAX = ProblemKind(
    "BIB001",
    Severity.ERROR,
    "BibTeX entry cannot be read",
    "An entry that cannot be parsed is a study that cannot be cited.",
)
BIB_DUPLICATE_KEY = ProblemKind(
    "BIB002",
    Severity.ERROR,
    "Citation key used twice",
    "A key must name one study; keys that differ only in case share a page.",
)
BIB_DUPLICATE_FIELD = ProblemKind(
    "BIB003",
    Severity.ERROR,
    "BibTeX field given twice",
    "Only one of the two values could be shown.",
)
BIB_KEY = ProblemKind(
    "BIB004",
    Severity.ERROR,
    "Citation key cannot be used",
    "Keys become page addresses and stand inside citations.",
)
BIB_NO_TITLE = ProblemKind(
    "BIB005",
    Severity.ERROR,
    "Entry without a title",
    "A reference without a title cannot be recognised by a reader.",
)
BIB_STRING = ProblemKind(
    "BIB006",
    Severity.WARNING,
    "Undefined @string",
    "The abbreviation would be printed as it stands.",
)
BIB_CROSSREF = ProblemKind(
    "BIB007",
    Severity.WARNING,
    "crossref to an entry that is not there",
    "Fields that the parent should give are missing.",
)
BIB_LATEX = ProblemKind(
    "BIB008",
    Severity.WARNING,
    "LaTeX that cannot be shown",
    "Readers would see the macro instead of the letter.",
)
