"""Compares the reference list with a list of notices: what changes, in which study records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_evidence.intake.retraction_list import Notice, UnreadRow, read_notices
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.integrity import Comparison, Integrity
from mkdocs_evidence.model.vocabulary import IntegrityStatus

SOURCE = "Retraction Watch"
_GRAVITY = list(IntegrityStatus)


@dataclass(frozen=True)
class Update:
    """A study whose standing changes, or of whose notice more is known now."""

    study: Study
    after: Integrity
    #: The rows of the list that name the study.
    notices: tuple[Notice, ...]

    @property
    def before(self) -> Integrity:
        """What the study record says now."""
        return self.study.appraisal.integrity


@dataclass(frozen=True)
class Remark:
    """Something about a row that an editor should know."""

    line: int
    text: str


@dataclass(frozen=True)
class Findings:
    """What a comparison found."""

    comparison: Comparison
    updates: tuple[Update, ...]
    remarks: tuple[Remark, ...]
    #: Studies that the list names and whose records say so already.
    known: int


def compare(file: Path, library: Library, today: dt.date) -> Findings:
    """Compare every reference that has a DOI or PMID with a list of notices.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not such a list.
    """
    references = _References(library)
    found: dict[str, list[Notice]] = defaultdict(list)
    remarks: list[Remark] = []
    rows, latest = 0, None
    for row in read_notices(file):
        if isinstance(row, UnreadRow):
            remarks.append(Remark(row.line, f"Left out: {row.why}."))
            continue
        rows += 1
        latest = max(filter(None, [latest, _until(row.date, today)]), default=None)
        keys = references.named_by(row)
        if len(keys) > 1:
            remarks.append(Remark(row.line, f"Left out: its DOI is {keys[0]}, its PMID {keys[1]}."))
        elif keys:
            remarks += _odd(row, keys[0])
            found[keys[0]].append(row)
    standings = [(library.studies[key], _usable(notices)) for key, notices in found.items()]
    updates: list[Update] = []
    for study, notices in sorted(standings, key=lambda standing: standing[0].key.lower()):
        update, remark = _weigh(study, notices)
        updates += [update] if update else []
        remarks += [remark] if remark else []
    return Findings(
        Comparison(
            source=SOURCE,
            compared=today,
            notices=rows,
            latest_notice=latest,
            references=references.count,
        ),
        tuple(updates),
        tuple(sorted(remarks, key=lambda remark: remark.line)),
        len(found) - len(updates),
    )


class _References:
    """The reference list by DOI and by PMID."""

    def __init__(self, library: Library) -> None:
        references = [study.reference for study in library.studies.values()]
        self._by_doi = {r.doi.lower(): r.key for r in references if r.doi}
        self._by_pmid = {r.pmid: r.key for r in references if r.pmid}
        self.count = sum(bool(r.doi or r.pmid) for r in references)

    def named_by(self, notice: Notice) -> list[str]:
        """The references that a notice is about: none, one, or two where its ids disagree."""
        found = [self._by_doi.get(notice.doi, ""), self._by_pmid.get(notice.pmid, "")]
        return list(dict.fromkeys(filter(None, found)))


def _until(day: dt.date | None, today: dt.date) -> dt.date | None:
    return day if day and day <= today else None


def _odd(notice: Notice, key: str) -> Iterator[Remark]:
    if notice.effect is None:
        text = f'"{notice.nature}" is no kind of notice that is known here; {key} stays as it is.'
        yield Remark(notice.line, text)
    elif notice.date is None:
        text = (
            f'The date "{notice.written_date}" is not month/day/year; the notice on {key} has none.'
        )
        yield Remark(notice.line, text)


def _usable(notices: Iterable[Notice]) -> list[Notice]:
    return [notice for notice in notices if notice.effect is not None]


def _weigh(study: Study, notices: Sequence[Notice]) -> tuple[Update | None, Remark | None]:
    """What the notices about a study change in its record, and what an editor should know."""
    if not notices:
        return None, None
    deciding = _deciding(notices)
    listed, before = _integrity(deciding), study.appraisal.integrity
    if listed.status is before.status:
        after = _completed(before, listed)
    elif deciding.effect is IntegrityStatus.OK or _graver(listed, before):
        after = listed
    else:
        text = (
            f'The record of {study.key} says "{before.status.label}", '
            f'the list only "{listed.status.label}"; the record stays as it is.'
        )
        return None, Remark(deciding.line, text)
    return (Update(study, after, tuple(notices)) if after != before else None), None


def _deciding(notices: Sequence[Notice]) -> Notice:
    """The notice that gives a paper its standing: the gravest since it was last reinstated.

    A correction that follows a retraction does not take it back; only a reinstatement does. On
    the same day, and where a date is not known, the graver standing holds.
    """
    reinstated = max(
        (n.date for n in notices if n.effect is IntegrityStatus.OK and n.date), default=None
    )
    standing = [
        notice
        for notice in notices
        if notice.effect is not IntegrityStatus.OK
        and (reinstated is None or notice.date is None or notice.date >= reinstated)
    ]
    reinstating = [notice for notice in notices if notice.effect is IntegrityStatus.OK]
    return max(standing or reinstating, key=lambda n: (_rank(n), n.date or dt.date.min, n.line))


def _rank(notice: Notice) -> int:
    return _GRAVITY.index(notice.effect or IntegrityStatus.OK)


def _graver(one: Integrity, other: Integrity) -> bool:
    return _GRAVITY.index(one.status) > _GRAVITY.index(other.status)


def _integrity(notice: Notice) -> Integrity:
    reasons = list(notice.reasons)
    if notice.effect is IntegrityStatus.OK:
        reasons.insert(0, "Reinstated")
    return Integrity(
        status=notice.effect or IntegrityStatus.OK,
        date=notice.date.isoformat() if notice.date else None,
        notice=notice.address or None,
        reasons=reasons,
    )


def _completed(before: Integrity, listed: Integrity) -> Integrity:
    """What an editor wrote stays; what was missing comes from the list."""
    return Integrity(
        status=before.status,
        date=before.date or listed.date,
        notice=before.notice or listed.notice,
        reasons=before.reasons or listed.reasons,
    )


def as_if_written(library: Library, updates: Iterable[Update]) -> Library:
    """The library as it will be when the updates are written."""
    changed = {
        update.study.key: replace(
            update.study,
            appraisal=update.study.appraisal.model_copy(update={"integrity": update.after}),
        )
        for update in updates
    }
    return replace(library, studies={**library.studies, **changed})
