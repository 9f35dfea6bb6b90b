"""Kinds of problem: the reference list."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

DUPLICATE_DOI = ProblemKind(
    "REF001", Severity.ERROR, "DOI used twice", "One study under two keys splits its claims."
)
DUPLICATE_PMID = ProblemKind(
    "REF002", Severity.ERROR, "PMID used twice", "One study under two keys splits its claims."
)
SHARED_TRIAL = ProblemKind(
    "REF003",
    Severity.ADVICE,
    "Registry id shared",
    "Reports of one trial are one source of evidence, not several.",
)
UNUSED_REFERENCE = ProblemKind(
    "REF004",
    Severity.ADVICE,
    "Reference that nothing cites",
    "Its study page would have no claims.",
)
NO_IDENTIFIER = ProblemKind(
    "REF005",
    Severity.WARNING,
    "Reference without DOI, PMID, ISBN or URL",
    "Readers must be able to find the study.",
)
ORPHAN_APPRAISAL = ProblemKind(
    "REF006",
    Severity.ERROR,
    "Study record without a reference",
    "The file's name is the citation key of the study it appraises.",
)
