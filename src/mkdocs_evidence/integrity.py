"""How sound the studies are that claims rest on: a retraction flows from the study to each claim.

A study counts once however often a claim links it; background is context, so nothing rests on it
(COPE retraction guidelines; ICMJE Recommendations, section III.A).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.claim import Claim, EvidenceLink
from mkdocs_evidence.model.vocabulary import IntegrityStatus, Support
from mkdocs_evidence.words import gettext, ngettext


@dataclass(frozen=True)
class Footing:
    """The studies that a claim rests on, each once, in the claim's order."""

    studies: tuple[Study, ...]

    def having(self, status: IntegrityStatus) -> list[Study]:
        """The studies with this standing."""
        return [study for study in self.studies if status_of(study) is status]

    @property
    def retracted(self) -> list[Study]:
        """The studies that were withdrawn from the literature."""
        return self.having(IntegrityStatus.RETRACTED)

    @property
    def in_doubt(self) -> list[Study]:
        """The studies of which their journals say that something may be wrong."""
        return self.having(IntegrityStatus.CONCERN)

    @property
    def worst(self) -> IntegrityStatus:
        """The gravest standing among the studies."""
        order = list(IntegrityStatus)
        return max(map(status_of, self.studies), key=order.index, default=IntegrityStatus.OK)

    @property
    def in_words(self) -> str:
        """`rests on 1 retracted of 3 studies`; empty where nothing is retracted or in doubt."""
        if all(status_of(study) is IntegrityStatus.OK for study in self.studies):
            return ""
        retracted, doubted, whole = len(self.retracted), len(self.in_doubt), len(self.studies)
        if doubted:
            parts = [gettext("{n} retracted").format(n=retracted)] if retracted else []
            parts.append(gettext("{n} under an expression of concern").format(n=doubted))
            said = ngettext("rests on {n} study: {doubts}", "rests on {n} studies: {doubts}", whole)
            return said.format(n=whole, doubts=", ".join(parts))
        if retracted == whole and retracted:
            said = ngettext("rests on {n} retracted study", "rests on {n} retracted studies", whole)
            return said.format(n=whole)
        if retracted:
            return gettext("rests on {n} retracted of {all} studies").format(n=retracted, all=whole)
        return ""


def status_of(study: Study) -> IntegrityStatus:
    """The standing of a study's publication."""
    return study.appraisal.integrity.status


def is_retracted(study: Study) -> bool:
    """True where the publication was withdrawn from the literature."""
    return status_of(study) is IntegrityStatus.RETRACTED


def footing(claim: Claim, library: Library) -> Footing:
    """What a claim rests on; keys that are not in the reference list are left to their own check."""
    return Footing(tuple(_studies(claim.deciding, library)))


def lost_its_support(claim: Claim, library: Library) -> bool:
    """True where every study that carries the claim is retracted.

    Where no study supports a claim at all, as when all contradict it, all of them carry it.
    """
    carrying = [link for link in claim.deciding if link.supports.agrees] or claim.deciding
    studies = _studies(carrying, library)
    return bool(studies) and all(map(is_retracted, studies))


def _studies(links: Iterable[EvidenceLink], library: Library) -> list[Study]:
    keys = dict.fromkeys(link.study for link in links)
    return [library.studies[key] for key in keys if key in library.studies]


def claims_resting_on(study: Study) -> list[LinkedClaim]:
    """The claims that rest on a study, each once; those that give it as background do not."""
    resting = (
        cited.claim for cited in study.cited_by if cited.link.supports is not Support.BACKGROUND
    )
    return list({claim.ref: claim for claim in resting}.values())


def with_notices(library: Library, status: IntegrityStatus) -> list[Study]:
    """The studies with this standing that the site cites, by citation key."""
    found = (study for study in library.studies.values() if status_of(study) is status)
    return sorted((study for study in found if study.is_used), key=lambda study: study.key.lower())
