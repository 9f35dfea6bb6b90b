"""What changed in studies: which there are, whether they still stand, and how they were judged."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.counterparts import Counterparts, identifiers
from mkdocs_evidence.history.unchanged import Unchanged
from mkdocs_evidence.integrity import claims_resting_on
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.study import Appraisal
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.wording import number, short_label, term_inside
from mkdocs_evidence.words import counted_sentence, listed, marked, sentence

_NOTICES = {
    IntegrityStatus.RETRACTED: (ChangeKind.RETRACTED, marked("Retracted")),
    IntegrityStatus.CONCERN: (ChangeKind.CONCERN, marked("Expression of concern")),
    IntegrityStatus.CORRECTED: (ChangeKind.CORRECTED, marked("Corrected")),
    IntegrityStatus.OK: (ChangeKind.SOUND_AGAIN, marked("No notice any more")),
}


def study_changes(base: Library, head: Library, names: Counterparts) -> Iterator[Change]:
    """Studies added, removed, renamed; notices of journals; how each study was done."""
    continued = set(names.studies.values())
    unchanged = Unchanged(base, head, names)
    for key, old in base.studies.items():
        new = head.studies.get(names.studies.get(key, ""))
        if new is None and key in head.broken:
            continue  # it is there, but cannot be read: nothing is known of it
        if new is None:
            place = Place(head.bibliography)
            said = sentence("No longer in the reference list.")
            yield _change(ChangeKind.STUDY_REMOVED, old, said, place)
        elif not unchanged.study(old, new):
            yield from _one_study(old, new, head)
    for key, new in head.studies.items():
        if key not in continued and key not in base.broken:
            place = Place(head.bibliography, new.reference.line)
            facts = _facts(new.appraisal)
            said = sentence("New study: {facts}.", facts=facts) if facts else sentence("New study.")
            yield _change(ChangeKind.STUDY_ADDED, new, said, place)
            if new.appraisal.integrity.status is not IntegrityStatus.OK:
                yield _notice(new, head)


def _one_study(old: Study, new: Study, head: Library) -> Iterator[Change]:
    place = Place(head.bibliography, new.reference.line)
    if old.key != new.key:
        said = sentence("Its citation key was {key}.", key=old.key)
        yield _change(ChangeKind.STUDY_RENAMED, new, said, place, (old.key, new.key))
    before, after = dict(identifiers(old)), dict(identifiers(new))
    for kind in before.keys() & after.keys():
        if before[kind] != after[kind]:
            said = sentence(
                "Its {identifier} changed from {before} to {after}.",
                identifier=kind.upper(),
                before=before[kind],
                after=after[kind],
            )
            yield _change(ChangeKind.STUDY_REPLACED, new, said, place, (before[kind], after[kind]))
    if old.appraisal.integrity.status is not new.appraisal.integrity.status:
        yield _notice(new, head)
    elif _facts(old.appraisal) != _facts(new.appraisal):
        nothing = sentence("nothing")
        was, now = _facts(old.appraisal) or nothing, _facts(new.appraisal) or nothing
        where = new.file.place() if new.file else place
        said = sentence("How it was done: {now}; before: {before}.", now=now, before=was)
        yield _change(ChangeKind.APPRAISAL, new, said, where, (was, now))
    if (was := _publication(old)) != (now := _publication(new)):
        said = sentence("Its reference was corrected.")
        yield _change(ChangeKind.REWORDED, new, said, place, (was, now))


def _notice(study: Study, head: Library) -> Change:
    kind, words = _NOTICES[study.appraisal.integrity.status]
    integrity = study.appraisal.integrity
    said = sentence(words)
    if integrity.date:
        said = sentence("{what} ({day})", what=said, day=str(integrity.date))
    if integrity.reasons:
        said = sentence("{what}: {why}", what=said, why="; ".join(integrity.reasons))
    said = sentence("{what}.", what=said)
    if resting := len(claims_resting_on(study)):
        rest = counted_sentence("{n} claim rests on it.", "{n} claims rest on it.", resting)
        said = sentence("{what} {rest}", what=said, rest=rest)
    place = study.file.place("integrity") if study.file else Place(head.bibliography)
    return _change(kind, study, said, place, ("", integrity.status.label))


def _facts(appraisal: Appraisal) -> str:
    """How a study was done, in a few words; empty where nothing is known."""
    facts = [
        term_inside(appraisal.design) if appraisal.design else "",
        sentence("{n} people", n=number(appraisal.n)) if appraisal.n is not None else "",
        term_inside(appraisal.blinding) if appraisal.blinding else "",
        sentence("paid by {sponsor}", sponsor=term_inside(appraisal.sponsor))
        if appraisal.sponsor
        else "",
    ]
    known = [fact for fact in facts if fact]
    return listed(known) if known else ""


def _publication(study: Study) -> str:
    reference = study.reference
    parts = [reference.title, reference.container, reference.year, reference.volume]
    return ". ".join(filter(None, [*parts, reference.pages]))


def _change(
    kind: ChangeKind, study: Study, said: str, place: Place, texts: tuple[str, str] = ("", "")
) -> Change:
    return Change(
        kind,
        about=f"{short_label(study.reference)}: {study.reference.title}",
        sentence=said,
        study=study.key,
        before=texts[0],
        after=texts[1],
        is_safety=kind in {ChangeKind.RETRACTED, ChangeKind.CONCERN},
        places=(place,),
    )
