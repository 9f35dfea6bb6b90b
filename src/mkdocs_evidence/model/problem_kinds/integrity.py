"""Kinds of problem: retractions, expressions of concern, corrections."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

NO_SOUND_SUPPORT = ProblemKind(
    "INT001",
    Severity.ERROR,
    "Claim without sound support",
    "A claim whose every supporting study is retracted has nothing left to stand on.",
)
RETRACTED_STUDY = ProblemKind(
    "INT002",
    Severity.WARNING,
    "Retracted study cited",
    "Readers take a cited study for sound unless they are told why it is there.",
    may_be_allowed=True,
)
STUDY_IN_DOUBT = ProblemKind(
    "INT003",
    Severity.WARNING,
    "Study under an expression of concern",
    "Its journal has doubts; an editor weighs what rests on it.",
    may_be_allowed=True,
)
CORRECTED_STUDY = ProblemKind(
    "INT004",
    Severity.WARNING,
    "Correction that nobody has weighed",
    "The numbers that we took may be the ones that were wrong.",
    may_be_allowed=True,
)
BARE_NOTICE = ProblemKind(
    "INT005",
    Severity.ADVICE,
    "Notice without date or address",
    "Readers want to read the notice and to know since when it stands.",
    may_be_allowed=True,
)
