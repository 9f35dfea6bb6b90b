"""One claim in two editions, and the changes that are said of it."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.counterparts import Counterparts
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Claim, Effect
from mkdocs_evidence.model.vocabulary import ClaimKind, Direction, Importance
from mkdocs_evidence.wording import effect_in_full
from mkdocs_evidence.words import sentence

_SAFETY_KINDS = {
    ClaimKind.SAFETY,
    ClaimKind.CONTRAINDICATION,
    ClaimKind.INTERACTION,
    ClaimKind.MONITORING,
}


@dataclass(frozen=True)
class ClaimPair:
    """A claim that both editions hold."""

    base: Library
    head: Library
    names: Counterparts
    old: LinkedClaim
    new: LinkedClaim

    def change(
        self,
        kind: ChangeKind,
        said: str,
        *location: str | int,
        before: str = "",
        after: str = "",
    ) -> Change:
        """A change of this claim, at a place in the new edition."""
        return Change(
            kind,
            about=self.new.claim.statement,
            sentence=said,
            record=self.new.record.slug,
            claim=self.new.claim.id,
            before=before,
            after=after,
            is_safety=bears_on_safety(self.old.claim) or bears_on_safety(self.new.claim),
            in_summary=self.new.claim.id in self.new.record.model.summary,
            places=(self.new.place(*location),),
        )


def bears_on_safety(claim: Claim) -> bool:
    """True for claims of harm and how to avoid it, and for outcomes critical for a decision."""
    is_critical = claim.outcome is not None and claim.outcome.importance is Importance.CRITICAL
    return claim.kind in _SAFETY_KINDS or claim.direction is Direction.HARM or is_critical


def effect_said(effect: Effect | None) -> str:
    """An effect as sentences about a change say it."""
    return effect_in_full(effect) if effect else sentence("no number")
