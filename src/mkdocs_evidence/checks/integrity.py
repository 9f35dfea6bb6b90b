"""A retraction, a concern or a correction of a study is weighed wherever the study is cited."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.integrity import (
    claims_resting_on,
    footing,
    is_retracted,
    lost_its_support,
    status_of,
)
from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.problem import Problem, ProblemKind
from mkdocs_evidence.model.problem_kinds import integrity as kinds
from mkdocs_evidence.model.vocabulary import ClaimStatus, IntegrityStatus, Support
from mkdocs_evidence.wording import counted


def published_claims_have_sound_support(library: Library) -> Iterator[Problem]:
    """A published claim keeps at least one supporting study that is not retracted."""
    for linked in _citing_retracted(library):
        if _is_bereft(linked, library):
            keys = ", ".join(study.key for study in footing(linked.claim, library).retracted)
            message = (
                f'The claim "{linked.claim.id}" is left without sound support: retracted: {keys}.'
            )
            mend = "Cite sound studies, or set status: withdrawn and say why in changed_because."
            yield kinds.NO_SOUND_SUPPORT.at(linked.place("evidence"), message, mend)


def _citing_retracted(library: Library) -> list[LinkedClaim]:
    """The claims that name a retracted study at all."""
    retracted = {key for key, study in library.studies.items() if is_retracted(study)}
    return [
        linked
        for linked in library.claims
        if any(link.study in retracted for link in linked.claim.evidence)
    ]


def _is_bereft(linked: LinkedClaim, library: Library) -> bool:
    is_published = linked.claim.status is ClaimStatus.PUBLISHED
    return is_published and lost_its_support(linked.claim, library)


def retracted_studies_are_cited_on_purpose(library: Library) -> Iterator[Problem]:
    """A link to a retracted study is background and says why, or an editor has allowed it."""
    for linked in _citing_retracted(library):
        if linked.claim.status in {ClaimStatus.PUBLISHED, ClaimStatus.DRAFT}:
            yield from _retracted_in_claim(linked, library)
    in_records = {record.path for record in library.records}
    for mention in library.mentions:
        study = library.studies.get(mention.key)
        if study and is_retracted(study) and mention.place.path in in_records:
            message = f"{_since(study)}, and is cited here ({mention.part})."
            mend = "Cite a sound study, or allow: {INT002: why it stands here}."
            yield kinds.RETRACTED_STUDY.at(mention.place, message, mend)


def _retracted_in_claim(linked: LinkedClaim, library: Library) -> Iterator[Problem]:
    if _is_bereft(linked, library):
        return  # said already, and graver
    for index, link in enumerate(linked.claim.evidence):
        study = library.studies.get(link.study)
        is_background = link.supports is Support.BACKGROUND
        if study and is_retracted(study) and not (is_background and link.note):
            words = "names it" if is_background else footing(linked.claim, library).in_words
            message = f'{_since(study)}: the claim "{linked.claim.id}" {words}.'
            mend = (
                "Make the link background with a note: that says why, or allow: {INT002: reason}."
            )
            yield kinds.RETRACTED_STUDY.at(linked.place("evidence", index, "study"), message, mend)


def concerns_are_weighed(library: Library) -> Iterator[Problem]:
    """An expression of concern about a cited study is accepted by an editor, with a reason."""
    yield from _unweighed(library, IntegrityStatus.CONCERN, kinds.STUDY_IN_DOUBT)


def corrections_are_weighed(library: Library) -> Iterator[Problem]:
    """A correction of a cited study was compared with what we took from the study."""
    yield from _unweighed(library, IntegrityStatus.CORRECTED, kinds.CORRECTED_STUDY)


def _unweighed(library: Library, status: IntegrityStatus, kind: ProblemKind) -> Iterator[Problem]:
    for study in library.studies.values():
        if study.file and study.is_used and status_of(study) is status:
            message = f"{_since(study)}; {_resting(study)}."
            code = f"{{{kind.code}: what you found}}"
            mend = f"Compare them with the notice, then write allow: {code} in this file."
            yield kind.at(study.file.place("integrity", "status"), message, mend)


def notices_say_when_and_where(library: Library) -> Iterator[Problem]:
    """A notice has a date and a DOI or address."""
    for study in library.studies.values():
        integrity = study.appraisal.integrity
        missing = [name for name in ("date", "notice") if getattr(integrity, name) is None]
        if study.file and integrity.status is not IntegrityStatus.OK and missing:
            message = f'The notice about "{study.key}" has no {" and no ".join(missing)}.'
            mend = "Add what PubMed or the journal says; leave out what nobody knows."
            yield kinds.BARE_NOTICE.at(study.file.place("integrity"), message, mend)


#: What a notice did, as messages say it.
_DEEDS = {
    IntegrityStatus.RETRACTED: "was retracted",
    IntegrityStatus.CONCERN: "is under an expression of concern",
    IntegrityStatus.CORRECTED: "was corrected",
}


def _since(study: Study) -> str:
    date = study.appraisal.integrity.date
    return f'"{study.key}" {_DEEDS[status_of(study)]}' + (f" ({date})" if date else "")


def _resting(study: Study) -> str:
    refs = [claim.ref for claim in claims_resting_on(study)]
    if not refs:
        return "no claim rests on it, but it is cited"
    return f"{counted(len(refs), 'claim rests', 'claims rest')} on it: {', '.join(refs)}"
