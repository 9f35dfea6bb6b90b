"""What changed in studies: which there are, whether they still stand, and how they were judged."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.counterparts import Counterparts, identifiers
from mkdocs_evidence.integrity import claims_resting_on
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.study import Appraisal
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.wording import counted, number, short_label

_NOTICES = {
    IntegrityStatus.RETRACTED: (ChangeKind.RETRACTED, "Retracted"),
    IntegrityStatus.CONCERN: (ChangeKind.CONCERN, "Expression of concern"),
    IntegrityStatus.CORRECTED: (ChangeKind.CORRECTED, "Corrected"),
    IntegrityStatus.OK: (ChangeKind.SOUND_AGAIN, "No notice any more"),
}


def study_changes(base: Library, head: Library, names: Counterparts) -> Iterator[Change]:
    """Studies added, removed, renamed; notices of journals; how each study was done."""
    continued = set(names.studies.values())
    for key, old in base.studies.items():
        new = head.studies.get(names.studies.get(key, ""))
        if new is None and key in head.broken:
            continue  # it is there, but cannot be read: nothing is known of it
        if new is None:
            place = Place(head.bibliography)
            yield _change(ChangeKind.STUDY_REMOVED, old, "No longer in the reference list.", place)
        else:
            yield from _one_study(old, new, head)
    for key, new in head.studies.items():
        if key not in continued and key not in base.broken:
            place = Place(head.bibliography, new.reference.line)
            yield _change(ChangeKind.STUDY_ADDED, new, f"New study{_facts(new.appraisal)}.", place)
            if new.appraisal.integrity.status is not IntegrityStatus.OK:
                yield _notice(new, head)


def _one_study(old: Study, new: Study, head: Library) -> Iterator[Change]:
    place = Place(head.bibliography, new.reference.line)
    if old.key != new.key:
        sentence = f"Its citation key was {old.key}."
        yield _change(ChangeKind.STUDY_RENAMED, new, sentence, place, (old.key, new.key))
    before, after = dict(identifiers(old)), dict(identifiers(new))
    for kind in before.keys() & after.keys():
        if before[kind] != after[kind]:
            spoken = kind.upper()
            sentence = f"Its {spoken} changed from {before[kind]} to {after[kind]}."
            yield _change(
                ChangeKind.STUDY_REPLACED, new, sentence, place, (before[kind], after[kind])
            )
    if old.appraisal.integrity.status is not new.appraisal.integrity.status:
        yield _notice(new, head)
    elif _facts(old.appraisal) != _facts(new.appraisal):
        was, now = _facts(old.appraisal)[2:] or "nothing", _facts(new.appraisal)[2:] or "nothing"
        where = new.file.place() if new.file else place
        sentence = f"How it was done: {now}; before: {was}."
        yield _change(ChangeKind.APPRAISAL, new, sentence, where, (was, now))
    if (was := _publication(old)) != (now := _publication(new)):
        yield _change(ChangeKind.REWORDED, new, "Its reference was corrected.", place, (was, now))


def _notice(study: Study, head: Library) -> Change:
    kind, words = _NOTICES[study.appraisal.integrity.status]
    integrity = study.appraisal.integrity
    dated = f" ({integrity.date})" if integrity.date else ""
    why = f": {'; '.join(integrity.reasons)}" if integrity.reasons else ""
    resting = len(claims_resting_on(study))
    rest = f" {counted(resting, 'claim rests', 'claims rest')} on it."
    place = study.file.place("integrity") if study.file else Place(head.bibliography)
    sentence = f"{words}{dated}{why}.{rest if resting else ''}"
    return _change(kind, study, sentence, place, ("", integrity.status.label))


def _facts(appraisal: Appraisal) -> str:
    """How a study was done, in a few words; empty where nothing is known."""
    facts = [
        appraisal.design.label.lower() if appraisal.design else "",
        f"{number(appraisal.n)} people" if appraisal.n is not None else "",
        appraisal.blinding.label.lower() if appraisal.blinding else "",
        f"paid by {appraisal.sponsor.label.lower()}" if appraisal.sponsor else "",
    ]
    known = ", ".join(filter(None, facts))
    return f": {known}" if known else ""


def _publication(study: Study) -> str:
    reference = study.reference
    parts = [reference.title, reference.container, reference.year, reference.volume]
    return ". ".join(filter(None, [*parts, reference.pages]))


def _change(
    kind: ChangeKind, study: Study, sentence: str, place: Place, texts: tuple[str, str] = ("", "")
) -> Change:
    return Change(
        kind,
        about=f"{short_label(study.reference)}: {study.reference.title}",
        sentence=sentence,
        study=study.key,
        before=texts[0],
        after=texts[1],
        is_safety=kind in {ChangeKind.RETRACTED, ChangeKind.CONCERN},
        places=(place,),
    )
