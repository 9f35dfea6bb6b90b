"""The studies of a claim, each named once."""

from __future__ import annotations

from mkdocs_evidence.model.claim import Claim, EvidenceLink


def studies_named(claim: Claim) -> list[str]:
    """Citation keys in the order of the claim."""
    return list(dict.fromkeys(link.study for link in claim.evidence))


def sides_taken(claim: Claim) -> list[EvidenceLink]:
    """A link for each study, and for each side of the claim on which it stands."""
    found: dict[tuple[str, str], EvidenceLink] = {}
    for link in claim.evidence:
        found.setdefault(link.study_and_support, link)
    return list(found.values())
