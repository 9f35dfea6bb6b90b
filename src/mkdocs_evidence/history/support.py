"""What a claim rests on in one edition: trials, and studies that support it and still stand."""

from __future__ import annotations

from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import EvidenceLink
from mkdocs_evidence.model.study import Appraisal
from mkdocs_evidence.model.vocabulary import Design, IntegrityStatus
from mkdocs_evidence.wording import short_label
from mkdocs_evidence.words import joined

#: Designs in which the investigators decided who was treated.
TRIALS = frozenset(
    {Design.RCT, Design.RCT_CROSSOVER, Design.RCT_CLUSTER, Design.NON_RANDOMISED_TRIAL}
)


def appraisal_of(library: Library, key: str) -> Appraisal:
    """The appraisal of a study; an empty one where the key names none."""
    study = library.studies.get(key)
    return study.appraisal if study else Appraisal()


def study_name(library: Library, key: str) -> str:
    """A study as chips show it: `Smith 2019`; the key where the list does not hold it."""
    study = library.studies.get(key)
    return short_label(study.reference) if study else key


def trials_behind(library: Library, linked: LinkedClaim) -> list[str]:
    """Citation keys of the trials that the claim rests on and that were not retracted."""
    return _sound(library, linked.claim.deciding, of_trials=True)


def sound_studies(library: Library, linked: LinkedClaim) -> list[str]:
    """Citation keys of all studies that the claim rests on and that were not retracted."""
    return _sound(library, linked.claim.deciding)


def sound_support_of(library: Library, linked: LinkedClaim) -> list[str]:
    """Citation keys of the studies that support the claim, wholly or in part, and still stand."""
    return _sound(library, [link for link in linked.claim.evidence if link.supports.agrees])


def _sound(library: Library, links: list[EvidenceLink], *, of_trials: bool = False) -> list[str]:
    keys = dict.fromkeys(link.study for link in links)
    appraisals = {key: appraisal_of(library, key) for key in keys}
    return [
        key
        for key, appraisal in appraisals.items()
        if appraisal.integrity.status is not IntegrityStatus.RETRACTED
        and (not of_trials or appraisal.design in TRIALS)
    ]


def independent_trials(library: Library, keys: list[str]) -> int:
    """How many trials some reports are of: reports that share a registry id are of one."""
    groups: list[set[str]] = []
    for key in keys:
        names = {key, *appraisal_of(library, key).trial}
        joined = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names]
        groups.append(names.union(*joined))
    return len(groups)


def named(library: Library, keys: list[str]) -> str:
    """Studies in words: `Smith 2019, Jones 2020 and Wu 2021`."""
    return joined([study_name(library, key) for key in keys])
