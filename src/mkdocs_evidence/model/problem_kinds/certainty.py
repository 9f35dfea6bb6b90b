"""Kinds of problem: certainty (GRADE)."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

GRADE_ARITHMETIC = ProblemKind(
    "GRD001",
    Severity.ERROR,
    "GRADE arithmetic",
    "The start, minus steps down, plus steps up, is the certainty.",
    may_be_allowed=True,
)
STEP_WITHOUT_REASON = ProblemKind(
    "GRD002",
    Severity.ERROR,
    "GRADE step without a reason",
    "A reader can only judge a rating whose reasons are given.",
)
NOT_RATED = ProblemKind(
    "GRD003",
    Severity.ERROR,
    "Effect without a rating",
    "Every efficacy, safety or durability claim says how sure we are.",
    may_be_allowed=True,
)
UNCONTROLLED_TOO_SURE = ProblemKind(
    "GRD004",
    Severity.ERROR,
    "Uncontrolled studies rated too high",
    "Without a comparison, certainty is low unless a step up is explained.",
    may_be_allowed=True,
)
SMALL_TRIAL_HIGH = ProblemKind(
    "GRD005",
    Severity.ERROR,
    "One small trial rated high",
    "A few hundred people in one trial leave too much to chance.",
    may_be_allowed=True,
)
NARRATIVE_ONLY = ProblemKind(
    "GRD006",
    Severity.ADVICE,
    "Claim on a narrative review alone",
    "A review without a method is an opinion; cite what it rests on.",
    may_be_allowed=True,
)
STEP_UP_MISPLACED = ProblemKind(
    "GRD007",
    Severity.ADVICE,
    "Step up where GRADE seldom gives one",
    "Steps up are for observational evidence in which nothing else gave a step down.",
    may_be_allowed=True,
)
START_AGAINST_DESIGN = ProblemKind(
    "GRD008",
    Severity.WARNING,
    "Start against the designs",
    "Randomised evidence starts high and observational evidence low, or the rating is off by two.",
    may_be_allowed=True,
)
CONTRADICTION_UNEXPLAINED = ProblemKind(
    "GRD009",
    Severity.WARNING,
    "Contradicting study without a word",
    "A reader who finds the study that disagrees must find the reason why it counts less.",
    may_be_allowed=True,
)
