"""What the preview of a citation says of a study: the few facts by which a reader weighs it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.library import Study
from mkdocs_evidence.model.vocabulary import Blinding, Design
from mkdocs_evidence.render.reference_style import identifiers
from mkdocs_evidence.wording import number

NOT_STATED = "Not stated"
#: Designs in which somebody is allocated, so that blinding means something.
_ALLOCATED = {
    Design.RCT,
    Design.RCT_CROSSOVER,
    Design.RCT_CLUSTER,
    Design.NON_RANDOMISED_TRIAL,
    Design.REGISTRY_RESULTS,
}
#: Documents, not studies: nobody took part, and nobody is expected to name a sponsor.
_DOCUMENTS = {Design.GUIDELINE, Design.CONSENSUS, Design.REGULATORY, Design.LABEL}


def preview_facts(study: Study) -> Iterator[tuple[str, str]]:
    """Design, size, blinding, funding and standing; what matters and is not known says so."""
    appraisal = study.appraisal
    yield "Design", appraisal.design.label if appraisal.design else NOT_STATED
    yield from _size(study)
    if appraisal.design in _ALLOCATED:
        yield "Blinding", (appraisal.blinding or Blinding.UNSTATED).label
    funding = appraisal.sponsor.label if appraisal.sponsor else appraisal.funding
    if funding or appraisal.design not in _DOCUMENTS:
        yield "Funding", funding or NOT_STATED
    yield "Integrity", appraisal.integrity.status.label
    yield "Free copy", free_copy(study)


def _size(study: Study) -> Iterator[tuple[str, str]]:
    appraisal = study.appraisal
    if appraisal.k is not None:
        yield "Studies", number(appraisal.k)
    if appraisal.n is not None:
        yield "People", number(appraisal.n)
    elif appraisal.k is None and appraisal.design in _ALLOCATED:
        yield "People", NOT_STATED


def free_copy(study: Study) -> str:
    """Whether anyone may read the study: one rule for previews and for its own page."""
    if study.appraisal.open or free_copy_href(study):
        return "Yes"
    return "None known"


def free_copy_href(study: Study) -> str:
    """Address of a copy that anyone may read, empty where none is known."""
    if study.appraisal.open_url:
        return study.appraisal.open_url
    archives = (part.href for part in identifiers(study.reference) if part.role == "pmcid")
    return next(archives, "")
