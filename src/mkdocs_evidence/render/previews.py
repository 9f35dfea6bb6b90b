"""What the preview of a citation says of a study: the few facts by which a reader weighs it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.library import Study
from mkdocs_evidence.model.vocabulary import Blinding, Design
from mkdocs_evidence.render.reference_style import identifiers
from mkdocs_evidence.wording import label, number
from mkdocs_evidence.words import gettext, marked

NOT_STATED = marked("Not stated")
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
    yield gettext("Design"), label(appraisal.design) if appraisal.design else gettext(NOT_STATED)
    yield from _size(study)
    if appraisal.design in _ALLOCATED:
        yield gettext("Blinding"), label(appraisal.blinding or Blinding.UNSTATED)
    funding = label(appraisal.sponsor) if appraisal.sponsor else appraisal.funding
    if funding or appraisal.design not in _DOCUMENTS:
        yield gettext("Funding"), funding or gettext(NOT_STATED)
    yield gettext("Integrity"), label(appraisal.integrity.status)
    yield gettext("Free copy"), free_copy(study)


def _size(study: Study) -> Iterator[tuple[str, str]]:
    appraisal = study.appraisal
    if appraisal.k is not None:
        yield gettext("Studies"), number(appraisal.k)
    if appraisal.n is not None:
        yield gettext("People"), number(appraisal.n)
    elif appraisal.k is None and appraisal.design in _ALLOCATED:
        yield gettext("People"), gettext(NOT_STATED)


def free_copy(study: Study) -> str:
    """Whether anyone may read the study: one rule for previews and for its own page."""
    if study.appraisal.open or free_copy_href(study):
        return gettext("Yes")
    return gettext("None known")


def free_copy_href(study: Study) -> str:
    """Address of a copy that anyone may read, empty where none is known."""
    if study.appraisal.open_url:
        return study.appraisal.open_url
    archives = (part.href for part in identifiers(study.reference) if part.role == "pmcid")
    return next(archives, "")
