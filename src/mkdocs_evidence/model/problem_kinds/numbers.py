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
EVENTS_AGAINST_COMPARISON = ProblemKind(
    "NUM007",
    Severity.WARNING,
    "Comparison against its counts",
    "Ratios and differences of risks follow from the events, unless the estimate is adjusted.",
    may_be_allowed=True,
)
GROUPS_AGAINST_TOTAL = ProblemKind(
    "NUM008",
    Severity.WARNING,
    "Groups that do not add up",
    "The people of the groups are the people of the analysis.",
    may_be_allowed=True,
)
TOO_MANY_STUDIES = ProblemKind(
    "NUM009",
    Severity.ERROR,
    "More studies than the review has",
    "A pooled estimate cannot hold more studies than were included.",
    may_be_allowed=True,
)
LOPSIDED_INTERVAL = ProblemKind(
    "NUM010",
    Severity.WARNING,
    "Lopsided interval",
    "An estimate lies about in the middle (of the logarithms, for ratios), or a sign is lost.",
    may_be_allowed=True,
)
IMPLAUSIBLE_SMD = ProblemKind(
    "NUM011",
    Severity.ADVICE,
    "Standardised difference hardly possible",
    "A standard error taken for a standard deviation makes effects look huge.",
    may_be_allowed=True,
)
IMPOSSIBLE_VALUE = ProblemKind(
    "NUM012",
    Severity.ERROR,
    "Number that its measure cannot have",
    "No share is above 100% and no ratio below 0.",
)
UNIT_AGAINST_MEASURE = ProblemKind(
    "NUM013",
    Severity.WARNING,
    "Unit against measure",
    "Four points, four per cent and four hours are different findings; a ratio has no unit.",
    may_be_allowed=True,
)
TEXT_AGAINST_EFFECT = ProblemKind(
    "NUM014",
    Severity.WARNING,
    "Text against effect",
    "A finding and the effect beside it say the same numbers.",
    may_be_allowed=True,
)
TEXT_AGAINST_COUNTS = ProblemKind(
    "NUM015",
    Severity.WARNING,
    "Percentage in a text against its counts",
    "“9 of 40 (25%)” has one number too many or one digit wrong.",
    may_be_allowed=True,
)
