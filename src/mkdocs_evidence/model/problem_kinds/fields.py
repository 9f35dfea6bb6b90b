"""Kinds of problem: fields and values."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNKNOWN_FIELD = ProblemKind(
    "SCH001",
    Severity.ERROR,
    "Unknown field",
    "A misspelt field would otherwise be dropped without a word.",
)
MISSING_FIELD = ProblemKind(
    "SCH002", Severity.ERROR, "Missing field", "Pages rely on these fields being there."
)
BAD_VALUE = ProblemKind(
    "SCH003",
    Severity.ERROR,
    "Value does not fit its field",
    "Each field has one form, so that numbers and terms can be compared.",
)
BAD_FILE_NAME = ProblemKind(
    "SCH004",
    Severity.ERROR,
    "File name is not a slug",
    "The file's name is the page's address and the name other records link to.",
)
