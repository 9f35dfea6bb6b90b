"""Kinds of problem: the settings of the plugin in mkdocs.yml."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNKNOWN_SETTING = ProblemKind(
    "SET001",
    Severity.ERROR,
    "Setting that does not exist",
    "A misspelt setting would be left out without a word.",
)
BAD_SETTING = ProblemKind(
    "SET002",
    Severity.ERROR,
    "Value does not fit its setting",
    "A site built with another value than the one that was meant would look right.",
)
OUTSIDE = ProblemKind(
    "SET003",
    Severity.ERROR,
    "Path outside the project",
    "A knowledge base reads and writes nothing outside its own folder.",
)
SHARED_FOLDER = ProblemKind(
    "SET004",
    Severity.ERROR,
    "Two kinds of record in one folder",
    "The folder says what its files are; one file cannot be two things.",
)
MISSING_FOLDER = ProblemKind(
    "SET005",
    Severity.WARNING,
    "Folder that is not there",
    "The records of a folder whose name is misspelt would be missing from the site.",
)
