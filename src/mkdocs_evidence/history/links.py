"""What changed in the evidence behind one claim: its links to studies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.claim_pair import ClaimPair, effect_said
from mkdocs_evidence.history.support import (
    independent_trials,
    named,
    sound_studies,
    sound_support_of,
    study_name,
    trials_behind,
)
from mkdocs_evidence.history.texts import says_something_else, says_the_same
from mkdocs_evidence.model.claim import EvidenceLink
from mkdocs_evidence.model.vocabulary import Support
from mkdocs_evidence.wording import term_inside
from mkdocs_evidence.words import marked, sentence


@dataclass(frozen=True)
class _Numbered:
    """A link with its place in the claim's list."""

    index: int
    link: EvidenceLink


def link_changes(pair: ClaimPair) -> Iterator[Change]:
    """Studies added, removed, turned; findings changed; and what the claim lost with them."""
    yield from _losses(pair)
    matched, removed, added = _match(pair)
    for old in removed:
        said = sentence(
            "{study} no longer {supports}.",
            study=study_name(pair.base, old.study),
            supports=sentence(_ROLES[old.supports]),
        )
        yield pair.change(ChangeKind.LINK_REMOVED, said, "evidence", before=old.finding)
    for new in added:
        place = ("evidence", new.index)
        said = sentence(
            "{study} now {supports}: {finding}",
            study=study_name(pair.head, new.link.study),
            supports=sentence(_ROLES[new.link.supports]),
            finding=new.link.finding,
        )
        yield pair.change(ChangeKind.LINK_ADDED, said, *place, after=new.link.finding)
    for before, after in matched:
        yield from _one_link(pair, before, after)


def _one_link(pair: ClaimPair, old: EvidenceLink, numbered: _Numbered) -> Iterator[Change]:
    new, place = numbered.link, ("evidence", numbered.index)
    name = study_name(pair.head, new.study)
    if old.supports is not new.supports:
        said = sentence(
            "{study} now {supports}; before, it {supported}.",
            study=name,
            supports=sentence(_ROLES[new.supports]),
            supported=sentence(_PAST_ROLES[old.supports]),
        )
        before, after = old.supports.label, new.supports.label
        yield pair.change(ChangeKind.SUPPORT, said, *place, "supports", before=before, after=after)
    before, after = effect_said(old.effect), effect_said(new.effect)
    if before != after:
        said = sentence(
            "Effect in {study} changed from {before} to {after}.",
            study=name,
            before=before,
            after=after,
        )
        yield pair.change(ChangeKind.FINDING, said, *place, "effect", before=before, after=after)
    if not says_the_same(old.finding, new.finding):
        changed = says_something_else(old.finding, new.finding)
        kind = ChangeKind.FINDING if changed else ChangeKind.REWORDED
        if changed:
            said = sentence("What {study} found says something else.", study=name)
        else:
            said = sentence("What {study} found was reworded.", study=name)
        yield pair.change(kind, said, *place, "finding", before=old.finding, after=new.finding)
    if old.read is not new.read and new.read is not None:
        said = sentence("{study}: {read}.", study=name, read=term_inside(new.read))
        before = old.read.label if old.read else ""
        yield pair.change(
            ChangeKind.FINDING, said, *place, "read", before=before, after=new.read.label
        )


def _losses(pair: ClaimPair) -> Iterator[Change]:
    """A claim that lost its only trial, or everything sound that supported it."""
    before, after = trials_behind(pair.base, pair.old), trials_behind(pair.head, pair.new)
    if before and not after:
        names = named(pair.base, before)
        if independent_trials(pair.base, before) == 1:
            said = sentence("Lost its only trial, {names}.", names=names)
        else:
            said = sentence("Lost its only trials, {names}.", names=names)
        if left := sound_studies(pair.head, pair.new):
            rest = sentence("What is left: {names}.", names=named(pair.head, left))
            said = sentence("{what} {rest}", what=said, rest=rest)
        yield pair.change(ChangeKind.LOST_TRIAL, said, "evidence", before=names)
    before, after = sound_support_of(pair.base, pair.old), sound_support_of(pair.head, pair.new)
    if before and not after:
        names = named(pair.base, before)
        said = sentence("Nothing sound supports it any more; before, {names} did.", names=names)
        yield pair.change(ChangeKind.LOST_SUPPORT, said, "evidence", before=names)


def _match(
    pair: ClaimPair,
) -> tuple[list[tuple[EvidenceLink, _Numbered]], list[EvidenceLink], list[_Numbered]]:
    """Links of the same study, the same analysis and the same place first, then what is left."""
    left = [_Numbered(index, link) for index, link in enumerate(pair.new.claim.evidence)]
    matched: list[tuple[EvidenceLink, _Numbered]] = []
    waiting = list(pair.old.claim.evidence)
    for how in (_identity, _analysis, _study):
        still: list[EvidenceLink] = []
        for old in waiting:
            wanted = (pair.names.study(old.study), *how(old))
            found = next((n for n in left if (n.link.study, *how(n.link)) == wanted), None)
            if found is None:
                still.append(old)
            else:
                left.remove(found)
                matched.append((old, found))
        waiting = still
    return matched, waiting, left


def _identity(link: EvidenceLink) -> tuple[object, ...]:
    return link.analysis, link.finding


def _analysis(link: EvidenceLink) -> tuple[object, ...]:
    return link.analysis, link.locator


def _study(link: EvidenceLink) -> tuple[object, ...]:  # noqa: ARG001 - any link of the study will do
    return ()


_ROLES = {
    Support.SUPPORTS: marked("supports it"),
    Support.CONTRADICTS: marked("contradicts it"),
    Support.MIXED: marked("supports it in part"),
    Support.BACKGROUND: marked("stands as background"),
}
_PAST_ROLES = {
    Support.SUPPORTS: marked("supported it"),
    Support.CONTRADICTS: marked("contradicted it"),
    Support.MIXED: marked("supported it in part"),
    Support.BACKGROUND: marked("was background"),
}
