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
    may_be_allowed=True,
)
UNUSED_REFERENCE = ProblemKind(
    "REF004",
    Severity.ADVICE,
    "Reference that nothing cites",
    "Its study page would have no claims.",
    may_be_allowed=True,
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
MALFORMED_IDENTIFIER = ProblemKind(
    "REF007",
    Severity.ERROR,
    "Identifier that cannot be one",
    "Its link leads nowhere, and a copy of the study would not be noticed.",
)
WRONG_CHECK_DIGIT = ProblemKind(
    "REF008",
    Severity.ERROR,
    "Check digit does not fit",
    "The last digit follows from the others: one of them is a misprint.",
)
MALFORMED_TRIAL = ProblemKind(
    "REF009",
    Severity.WARNING,
    "Registry number that cannot be one",
    "Reports of one trial are only known as such by its number.",
)
PAGES_BACKWARDS = ProblemKind(
    "REF010", Severity.WARNING, "Pages run backwards", "One of the two numbers is a misprint."
)
TITLE_IN_CAPITALS = ProblemKind(
    "REF011",
    Severity.ADVICE,
    "Title in capitals",
    "Capitals hide names and abbreviations, and shout on every page.",
)
MARKUP_IN_TITLE = ProblemKind(
    "REF012",
    Severity.ADVICE,
    "Left-overs in a title",
    "Readers would see the code of a web page, or a second full stop.",
)
JOURNAL_VARIANTS = ProblemKind(
    "REF013",
    Severity.ADVICE,
    "One journal under two names",
    "Its studies would stand apart in lists and filters.",
)
PREPRINT_AND_PUBLICATION = ProblemKind(
    "REF014",
    Severity.ADVICE,
    "Preprint beside its publication",
    "Both report one study: its people must not count twice.",
)
NO_AUTHORS = ProblemKind(
    "REF015",
    Severity.ADVICE,
    "Article without authors",
    "A reader cannot see whose work it is; organisations can be authors, too.",
)
