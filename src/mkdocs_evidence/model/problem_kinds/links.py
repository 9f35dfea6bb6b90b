"""Kinds of problem: links between records."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNKNOWN_SLUG = ProblemKind(
    "LNK001",
    Severity.ERROR,
    "Link to a record that is not there",
    "A reader would meet a dead end.",
)
UNKNOWN_CLAIM = ProblemKind(
    "LNK002",
    Severity.ERROR,
    "Link to a claim that is not there",
    "A verdict must rest on claims that exist.",
)
DUPLICATE_SLUG = ProblemKind(
    "LNK003", Severity.ERROR, "Two records with one name", "A link by name must lead to one page."
)
DUPLICATE_CLAIM = ProblemKind(
    "LNK004",
    Severity.ERROR,
    "Claim id used twice",
    "A claim's link must lead to one claim, for ever.",
)
UNKNOWN_GROUP = ProblemKind(
    "LNK005",
    Severity.ERROR,
    "Group that the site does not know",
    "Groups are the sections of the indexes; mkdocs.yml lists them.",
)
UNANSWERED_STATEMENT = ProblemKind(
    "LNK006",
    Severity.ERROR,
    "Verdict without claims",
    "A verdict rests on claims, or says when evidence was searched in vain.",
)
UNKNOWN_LIST = ProblemKind(
    "LNK007",
    Severity.ERROR,
    "List that does not exist",
    "Readers would see the notation, not the list.",
)
UNKNOWN_LEGEND = ProblemKind(
    "LNK008",
    Severity.ERROR,
    "Legend that is not there",
    "Whoever wonders what a symbol means must find out in one step.",
)
DUPLICATE_STATEMENT = ProblemKind(
    "LNK009",
    Severity.ERROR,
    "Id of a statement used twice",
    "A link to a statement heard must lead to one statement, for ever.",
)
