"""What changed in claims: which there are, what they say, how sure we are, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.claim_pair import ClaimPair, bears_on_safety, effect_said
from mkdocs_evidence.history.counterparts import Counterparts
from mkdocs_evidence.history.domains import domain_changes
from mkdocs_evidence.history.links import link_changes
from mkdocs_evidence.history.texts import says_something_else, says_the_same
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Claim, Effect
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.vocabulary import Certainty, ClaimStatus
from mkdocs_evidence.wording import counted, in_words, number, outcome_label


def claim_changes(base: Library, head: Library, names: Counterparts) -> Iterator[Change]:
    """Claims added, removed, withdrawn, and everything that changed in those that stayed."""
    continued = set(names.claims.values())
    for ref, old in base.by_ref.items():
        new = head.by_ref.get(names.claims.get(ref, ""))
        if new is None:
            if is_held(old) and old.record.slug not in head.broken:
                yield _gone(old, names, head)
        else:
            yield from _one_claim(ClaimPair(base, head, names, old, new))
    for ref, new in head.by_ref.items():
        if ref not in continued and is_held(new) and new.record.slug not in base.broken:
            yield _came(new, "New claim")


def is_held(linked: LinkedClaim) -> bool:
    """True where the knowledge base stands behind the claim."""
    return linked.claim.status is ClaimStatus.PUBLISHED


def reason_given(old: Claim, new: Claim) -> str:
    """The reason for this change; one that stood there before belongs to an earlier change."""
    return (new.changed_because or "") if new.changed_because != old.changed_because else ""


def _one_claim(pair: ClaimPair) -> Iterator[Change]:
    if is_held(pair.old) and is_held(pair.new):
        yield from _names(pair)
        yield from _judgement(pair)
        yield from _words(pair)
        yield from link_changes(pair)
    elif is_held(pair.new):
        yield _came(pair.new, _RETURNS[pair.old.claim.status])
    elif is_held(pair.old):
        status = pair.new.claim.status
        reason = reason_given(pair.old.claim, pair.new.claim)
        sentence = f"{_LEAVES[status]}{f': {reason}' if reason else '.'}"
        yield pair.change(ChangeKind.WITHDRAWN, sentence, "status", after=status.label)


_RETURNS = {
    ClaimStatus.DRAFT: "New claim",
    ClaimStatus.SUPERSEDED: "Held again after it was superseded",
    ClaimStatus.WITHDRAWN: "Held again after it was withdrawn",
}
_LEAVES = {
    ClaimStatus.DRAFT: "Taken back to a draft; readers no longer see it",
    ClaimStatus.SUPERSEDED: "Superseded by a newer claim",
    ClaimStatus.WITHDRAWN: "Withdrawn",
}


def _came(new: LinkedClaim, how: str) -> Change:
    claim = new.claim
    graded = claim.certainty is not Certainty.NOT_GRADED
    judged = [claim.direction.label.lower()]
    judged += [f"{claim.certainty.label.lower()} certainty"] if graded else []
    judged.append(counted(len({link.study for link in claim.deciding}), "study", "studies"))
    return Change(
        ChangeKind.ADDED,
        about=claim.statement,
        sentence=f"{how}: {', '.join(judged)}.",
        record=new.record.slug,
        claim=claim.id,
        after=claim.statement,
        is_safety=bears_on_safety(claim),
        in_summary=claim.id in new.record.model.summary,
        places=(new.place(),),
    )


def _gone(old: LinkedClaim, names: Counterparts, head: Library) -> Change:
    record = head.by_slug.get(names.records.get(old.record.slug, ""))
    place = record.place("claims") if record else Place(old.record.path, old.place().line)
    return Change(
        ChangeKind.REMOVED,
        about=old.claim.statement,
        sentence="Taken out; links to it lead nowhere. A withdrawn claim keeps its address.",
        record=record.slug if record else old.record.slug,
        claim=old.claim.id,
        before=old.claim.statement,
        is_safety=bears_on_safety(old.claim),
        in_summary=old.claim.id in old.record.model.summary,
        places=(place,),
    )


def _names(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if pair.names.records.get(old.record.slug) != new.record.slug:
        sentence = f"Moved here from {old.record.model.name}."
        yield pair.change(ChangeKind.MOVED, sentence, "id", before=old.ref, after=new.ref)
    elif old.claim.id != new.claim.id:
        keeps = old.claim.id in new.claim.was
        then = (
            "links to the old id still work"
            if keeps
            else f"add was: [{old.claim.id}], or links break"
        )
        sentence = f"Its id was {old.claim.id}; {then}."
        yield pair.change(
            ChangeKind.CLAIM_RENAMED, sentence, "id", before=old.claim.id, after=new.claim.id
        )


def _judgement(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old.claim, pair.new.claim
    reason = reason_given(old, new)
    domains = list(domain_changes(old.grade, new.grade))
    because = f". Reason: {reason}" if reason else ""
    if old.direction is not new.direction:
        before, after = old.direction.label, new.direction.label
        sentence = f"Direction changed from {before.lower()} to {after.lower()}{_stop(because)}"
        yield pair.change(ChangeKind.DIRECTION, sentence, "direction", before=before, after=after)
    if old.certainty is not new.certainty:
        why = because or (f": {in_words(domains)}" if domains else "")
        before, after = old.certainty.label, new.certainty.label
        kind, verb = _certainty_step(old.certainty, new.certainty)
        sentence = f"Certainty {verb} from {before.lower()} to {after.lower()}{_stop(why)}"
        yield pair.change(kind, sentence, "certainty", before=before, after=after)
    elif domains:
        sentence = f"Certainty stays {new.certainty.label.lower()}, but {in_words(domains)}."
        yield pair.change(ChangeKind.GRADE, sentence, "grade")
    yield from _effect(pair)


def _certainty_step(old: Certainty, new: Certainty) -> tuple[ChangeKind, str]:
    if old.filled is None or new.filled is None:
        return ChangeKind.CERTAINTY, "changed"
    if new.filled < old.filled:
        return ChangeKind.CERTAINTY_DOWN, "fell"
    return ChangeKind.CERTAINTY_UP, "rose"


def _effect(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old.claim.effect, pair.new.claim.effect
    if old != new:
        before, after = effect_said(old), effect_said(new)
        if before == after:
            return
        sentence = f"Effect changed from {before} to {after}.{_crossing(old, new)}"
        yield pair.change(ChangeKind.EFFECT, sentence, "effect", before=before, after=after)
    before, after = _per_1000(pair.old.claim), _per_1000(pair.new.claim)
    if before != after:
        sentence = f"Baseline risk per 1000 changed from {before} to {after}."
        yield pair.change(ChangeKind.EFFECT, sentence, "baseline_risk", before=before, after=after)


def _per_1000(claim: Claim) -> str:
    return number(claim.baseline_risk.per_1000) if claim.baseline_risk else "none"


def _crossing(old: Effect | None, new: Effect | None) -> str:
    """Whether the interval came to include no effect, or to leave it out."""
    before, after = (effect.includes_no_effect if effect else None for effect in (old, new))
    if before is None or after is None or before is after:
        return ""
    return f" Its interval {'now includes' if after else 'no longer includes'} no effect."


def _words(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old.claim, pair.new.claim
    if not says_the_same(old.statement, new.statement):
        changed = says_something_else(old.statement, new.statement)
        kind = ChangeKind.STATEMENT if changed else ChangeKind.REWORDED
        sentence = f"{'Says something else' if changed else 'Reworded'}; before: {old.statement}"
        yield pair.change(kind, sentence, "statement", before=old.statement, after=new.statement)
    for name, before, after in _scope(old, new):
        if not says_the_same(before, after):
            said = f"{name} changed from {before or 'not stated'} to {after or 'not stated'}."
            place = _FIELDS[name]
            yield pair.change(ChangeKind.SCOPE, said, place, before=before, after=after)
    if (old.note or "") != (new.note or "") and not says_the_same(old.note or "", new.note or ""):
        yield pair.change(
            ChangeKind.REWORDED,
            "Its note was reworded." if old.note and new.note else "Its note was added or removed.",
            "note",
            before=old.note or "",
            after=new.note or "",
        )
    if old.searched != new.searched and new.searched is not None:
        sentence = f"Searched again on {new.searched}."
        yield pair.change(ChangeKind.REVIEWED, sentence, "searched")


_FIELDS = {
    "Kind": "kind",
    "Population": "population",
    "Intervention": "intervention",
    "Comparator": "comparator",
    "Outcome": "outcome",
    "Treatments": "treatments",
}


def _scope(old: Claim, new: Claim) -> Iterator[tuple[str, str, str]]:
    """Whom and what the claim is about, before and after."""
    yield "Kind", old.kind.label, new.kind.label
    yield "Population", old.population or "", new.population or ""
    yield "Intervention", old.intervention or "", new.intervention or ""
    yield "Comparator", old.comparator or "", new.comparator or ""
    yield "Outcome", _outcome(old), _outcome(new)
    yield "Treatments", ", ".join(sorted(old.treatments)), ", ".join(sorted(new.treatments))


def _outcome(claim: Claim) -> str:
    return outcome_label(claim.outcome) if claim.outcome else ""


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
