"""Kinds of problem: files and YAML syntax."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

UNREADABLE = ProblemKind(
    "YML001",
    Severity.ERROR,
    "File cannot be read as text",
    "Records are UTF-8 text so that names of every script survive.",
)
YAML_SYNTAX = ProblemKind(
    "YML002",
    Severity.ERROR,
    "YAML syntax",
    "A file that cannot be parsed would lose its claims silently.",
)
DUPLICATE_FIELD = ProblemKind(
    "YML003",
    Severity.ERROR,
    "Field given twice",
    "YAML would keep only the last value and drop the other.",
)
NOT_A_RECORD = ProblemKind(
    "YML004",
    Severity.ERROR,
    "Not a record",
    "A record is a list of fields with values; anything else is a mistake.",
)
TOO_MUCH_YAML = ProblemKind(
    "YML005",
    Severity.ERROR,
    "Too deep or too large",
    "Nesting and anchors are bounded so that no file can stall the build.",
)
YAML_FEATURE = ProblemKind(
    "YML006",
    Severity.ERROR,
    "YAML feature not allowed",
    "Tags and merge keys hide what a record says; content never runs code.",
)
INVISIBLE = ProblemKind(
    "YML007",
    Severity.WARNING,
    "Character that nobody sees",
    "It can hide words, reverse them, or make two names that look alike.",
)
LINK_OUT = ProblemKind(
    "FIL001",
    Severity.ERROR,
    "Symbolic link out of the site's folder",
    "Whoever sends a change could have a file of the machine published that builds the site.",
)
