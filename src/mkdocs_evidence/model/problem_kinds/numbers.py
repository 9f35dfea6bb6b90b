"""Kinds of problem: numbers that must agree with each other."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

ESTIMATE_OUTSIDE = ProblemKind(
    "NUM001",
    Severity.ERROR,
    "Estimate outside its interval",
    "One of the three numbers is a misprint.",
    may_be_allowed=True,
)
P_AGAINST_INTERVAL = ProblemKind(
    "NUM002",
    Severity.WARNING,
    "p value against interval",
    "A 95% interval that leaves out no effect goes with p below 0.05.",
    may_be_allowed=True,
)
EVENTS_AGAINST_VALUE = ProblemKind(
    "NUM003",
    Severity.ERROR,
    "Events against percentage",
    "The percentage must follow from the counts beside it.",
    may_be_allowed=True,
)
IMPOSSIBLE_PERCENTAGE = ProblemKind(
    "NUM004",
    Severity.ADVICE,
    "Percentage that no count gives",
    "No whole number of people makes this percentage of this group (GRIM).",
    may_be_allowed=True,
)
TOO_MANY_PEOPLE = ProblemKind(
    "NUM005",
    Severity.ERROR,
    "More people than the study has",
    "An analysis cannot hold more people than were enrolled.",
    may_be_allowed=True,
)
IMPOSSIBLE_EVENTS = ProblemKind(
    "NUM006",
    Severity.ERROR,
    "More events than people",
    "Counts are [people with the event, people in the group].",
)
