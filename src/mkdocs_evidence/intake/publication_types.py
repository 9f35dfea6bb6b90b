"""MeSH publication types to our designs, where a type says the design and no two disagree.

Source: MeSH, "Publication Characteristics" (tree V03). A "Review" alone may be narrative or not,
and a "Clinical Trial" may be randomised or not: neither says a design.
"""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_evidence.model.vocabulary import Design

#: The most telling first: a meta-analysis is often a systematic review as well.
_DESIGNS = (
    (
        {"Practice Guideline", "Guideline"},
        Design.GUIDELINE,
    ),
    (
        {"Consensus Statement", "Consensus Development Conference"},
        Design.CONSENSUS,
    ),
    ({"Network Meta-Analysis"}, Design.NETWORK_META_ANALYSIS),
    ({"Meta-Analysis"}, Design.META_ANALYSIS),
    ({"Systematic Review"}, Design.SYSTEMATIC_REVIEW),
    (
        {"Randomized Controlled Trial"},
        Design.RCT,
    ),
    ({"Case Reports"}, Design.CASE_REPORT),
)
#: Types of texts about a study that are not its report.
_NO_REPORT = {"Clinical Trial Protocol", "Comment", "Editorial", "Letter", "News"}


def design_of(types: Iterable[str]) -> Design | None:
    """The design that publication types name, or None where they name none."""
    given = set(types)
    if given & _NO_REPORT:
        return None
    return next((design for names, design in _DESIGNS if names & given), None)
