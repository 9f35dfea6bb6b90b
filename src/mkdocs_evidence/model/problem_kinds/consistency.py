"""Kinds of problem: records that contradict each other."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

EFFECT_TOLD_TWICE = ProblemKind(
    "CON001",
    Severity.WARNING,
    "One effect with two numbers",
    "A reader who meets both pages cannot know which number the study reports.",
    may_be_allowed=True,
)
JUDGED_TWICE = ProblemKind(
    "CON002",
    Severity.ADVICE,
    "One estimate judged in two ways",
    "Two pages may judge an estimate differently, for other people say, but then they say why.",
    may_be_allowed=True,
)
