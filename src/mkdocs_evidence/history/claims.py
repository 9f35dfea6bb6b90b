"""What changed in claims: which there are, what they say, how sure we are, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.claim_pair import ClaimPair, bears_on_safety, effect_said
from mkdocs_evidence.history.counterparts import Counterparts
from mkdocs_evidence.history.domains import domain_changes
from mkdocs_evidence.history.links import link_changes
from mkdocs_evidence.history.texts import says_something_else, says_the_same
from mkdocs_evidence.history.unchanged import Unchanged
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Claim, Effect
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.vocabulary import Certainty, ClaimStatus
from mkdocs_evidence.wording import certainty_term, number, outcome_label, term, term_inside
from mkdocs_evidence.words import Sentence, counted_sentence, joined, listed, marked, sentence


def claim_changes(base: Library, head: Library, names: Counterparts) -> Iterator[Change]:
    """Claims added, removed, withdrawn, and everything that changed in those that stayed."""
    continued = set(names.claims.values())
    unchanged = Unchanged(base, head, names)
    for ref, old in base.by_ref.items():
        new = head.by_ref.get(names.claims.get(ref, ""))
        if new is None:
            if is_held(old) and old.record.slug not in head.broken:
                yield _gone(old, names, head)
        elif not unchanged.claim(old, new):
            yield from _one_claim(ClaimPair(base, head, names, old, new))
    for ref, new in head.by_ref.items():
        if ref not in continued and is_held(new) and new.record.slug not in base.broken:
            yield _came(new, marked("New claim"))


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
        left = sentence(_LEAVES[status])
        if reason:
            said = sentence("{what}: {why}", what=left, why=reason)
        else:
            said = sentence("{what}.", what=left)
        yield pair.change(ChangeKind.WITHDRAWN, said, "status", after=status.label)


_RETURNS = {
    ClaimStatus.DRAFT: marked("New claim"),
    ClaimStatus.SUPERSEDED: marked("Held again after it was superseded"),
    ClaimStatus.WITHDRAWN: marked("Held again after it was withdrawn"),
}
_LEAVES = {
    ClaimStatus.DRAFT: marked("Taken back to a draft; readers no longer see it"),
    ClaimStatus.SUPERSEDED: marked("Superseded by a newer claim"),
    ClaimStatus.WITHDRAWN: marked("Withdrawn"),
}


def _came(new: LinkedClaim, how: str) -> Change:
    claim = new.claim
    graded = claim.certainty is not Certainty.NOT_GRADED
    judged = [term_inside(claim.direction)]
    judged += [certainty_term(claim.certainty)] if graded else []
    studies = len({link.study for link in claim.deciding})
    judged.append(counted_sentence("{n} study", "{n} studies", studies))
    return Change(
        ChangeKind.ADDED,
        about=claim.statement,
        sentence=sentence("{how}: {judged}.", how=sentence(how), judged=listed(judged)),
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
        sentence=sentence(
            "Taken out; links to it lead nowhere. A withdrawn claim keeps its address."
        ),
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
        said = sentence("Moved here from {page}.", page=old.record.model.name)
        yield pair.change(ChangeKind.MOVED, said, "id", before=old.ref, after=new.ref)
    elif old.claim.id != new.claim.id:
        if old.claim.id in new.claim.was:
            said = sentence("Its id was {id}; links to the old id still work.", id=old.claim.id)
        else:
            said = sentence("Its id was {id}; add was: [{id}], or links break.", id=old.claim.id)
        yield pair.change(
            ChangeKind.CLAIM_RENAMED, said, "id", before=old.claim.id, after=new.claim.id
        )


def _judgement(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old.claim, pair.new.claim
    reason = reason_given(old, new)
    domains = list(domain_changes(old.grade, new.grade))
    if old.direction is not new.direction:
        before, after = old.direction.label, new.direction.label
        what = sentence(
            "Direction changed from {before} to {after}",
            before=term_inside(old.direction),
            after=term_inside(new.direction),
        )
        said = _with_reason(what, reason)
        yield pair.change(ChangeKind.DIRECTION, said, "direction", before=before, after=after)
    if old.certainty is not new.certainty:
        before, after = old.certainty.label, new.certainty.label
        kind, what = _certainty_step(old.certainty, new.certainty)
        said = _with_reason(what, reason)
        if domains and not reason:
            said = sentence("{what}: {why}.", what=what, why=joined(domains))
        yield pair.change(kind, said, "certainty", before=before, after=after)
    elif domains:
        said = sentence(
            "Certainty stays {level}, but {domains}.",
            level=term_inside(new.certainty),
            domains=joined(domains),
        )
        yield pair.change(ChangeKind.GRADE, said, "grade")
    yield from _effect(pair)


def _certainty_step(old: Certainty, new: Certainty) -> tuple[ChangeKind, Sentence]:
    before, after = term_inside(old), term_inside(new)
    if old.filled is None or new.filled is None:
        what = sentence("Certainty changed from {before} to {after}", before=before, after=after)
        return ChangeKind.CERTAINTY, what
    if new.filled < old.filled:
        what = sentence("Certainty fell from {before} to {after}", before=before, after=after)
        return ChangeKind.CERTAINTY_DOWN, what
    what = sentence("Certainty rose from {before} to {after}", before=before, after=after)
    return ChangeKind.CERTAINTY_UP, what


def _with_reason(what: str, reason: str) -> Sentence:
    if reason:
        return sentence("{what}. Reason: {reason}", what=what, reason=_stop(reason))
    return sentence("{what}.", what=what)


def _effect(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old.claim.effect, pair.new.claim.effect
    if old != new:
        before, after = effect_said(old), effect_said(new)
        if before == after:
            return
        said = sentence("Effect changed from {before} to {after}.", before=before, after=after)
        if crossing := _crossing(old, new):
            said = sentence("{what} {rest}", what=said, rest=crossing)
        yield pair.change(ChangeKind.EFFECT, said, "effect", before=before, after=after)
    before, after = _per_1000(pair.old.claim), _per_1000(pair.new.claim)
    if before != after:
        said = sentence(
            "Baseline risk per 1000 changed from {before} to {after}.", before=before, after=after
        )
        yield pair.change(ChangeKind.EFFECT, said, "baseline_risk", before=before, after=after)


def _per_1000(claim: Claim) -> str:
    return number(claim.baseline_risk.per_1000) if claim.baseline_risk else sentence("none")


def _crossing(old: Effect | None, new: Effect | None) -> str:
    """Whether the interval came to include no effect, or to leave it out."""
    before, after = (effect.includes_no_effect if effect else None for effect in (old, new))
    if before is None or after is None or before is after:
        return ""
    if after:
        return sentence("Its interval now includes no effect.")
    return sentence("Its interval no longer includes no effect.")


def _words(pair: ClaimPair) -> Iterator[Change]:
    old, new = pair.old.claim, pair.new.claim
    if not says_the_same(old.statement, new.statement):
        changed = says_something_else(old.statement, new.statement)
        kind = ChangeKind.STATEMENT if changed else ChangeKind.REWORDED
        if changed:
            said = sentence("Says something else; before: {before}", before=old.statement)
        else:
            said = sentence("Reworded; before: {before}", before=old.statement)
        yield pair.change(kind, said, "statement", before=old.statement, after=new.statement)
    for name, before, after in _scope(old, new):
        if not says_the_same(before, after):
            nothing = sentence("not stated")
            said = sentence(
                "{part} changed from {before} to {after}.",
                part=sentence(name),
                before=before or nothing,
                after=after or nothing,
            )
            place = _FIELDS[name]
            yield pair.change(ChangeKind.SCOPE, said, place, before=before, after=after)
    if (old.note or "") != (new.note or "") and not says_the_same(old.note or "", new.note or ""):
        yield pair.change(
            ChangeKind.REWORDED,
            sentence("Its note was reworded.")
            if old.note and new.note
            else sentence("Its note was added or removed."),
            "note",
            before=old.note or "",
            after=new.note or "",
        )
    if old.searched != new.searched and new.searched is not None:
        said = sentence("Searched again on {day}.", day=str(new.searched))
        yield pair.change(ChangeKind.REVIEWED, said, "searched")


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
    yield marked("Kind"), term(old.kind), term(new.kind)
    yield marked("Population"), old.population or "", new.population or ""
    yield marked("Intervention"), old.intervention or "", new.intervention or ""
    yield marked("Comparator"), old.comparator or "", new.comparator or ""
    yield marked("Outcome"), _outcome(old), _outcome(new)
    yield marked("Treatments"), ", ".join(sorted(old.treatments)), ", ".join(sorted(new.treatments))


def _outcome(claim: Claim) -> str:
    return outcome_label(claim.outcome) if claim.outcome else ""


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
