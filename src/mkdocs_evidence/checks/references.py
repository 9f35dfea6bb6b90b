"""The reference list: one entry a study, each one findable and in use."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.problem import Place, Problem, ProblemKind, did_you_mean
from mkdocs_evidence.model.problem_kinds import references as kinds


def identifiers_are_unique(library: Library) -> Iterator[Problem]:
    """No two entries share a DOI or a PMID."""
    yield from _shared(library, "doi", kinds.DUPLICATE_DOI)
    yield from _shared(library, "pmid", kinds.DUPLICATE_PMID)


def _shared(library: Library, field: str, kind: ProblemKind) -> Iterator[Problem]:
    first_with: dict[str, Study] = {}
    for study in library.studies.values():
        value = getattr(study.reference, field).lower()
        first = first_with.setdefault(value, study) if value else study
        if first is not study:
            message = (
                f'"{study.key}" has the {field.upper()} {value} of "{first.key}" '
                f"(line {first.reference.line})."
            )
            mend = "Delete one entry and cite the other, or correct the identifier."
            yield kind.at(_field_place(library, study, field), message, mend)


def reports_of_one_trial_are_known(library: Library) -> Iterator[Problem]:
    """Studies that share a registry id are named, so that no one counts a trial twice."""
    for registry_id, keys in library.trials.items():
        for key in keys[1:]:
            study = library.studies[key]
            if study.file:
                message = f'"{key}" reports the trial {registry_id}, as "{keys[0]}" does.'
                mend = "Right where both report it; otherwise correct the registry id."
                yield kinds.SHARED_TRIAL.at(study.file.place("trial"), message, mend)


def references_are_used(library: Library) -> Iterator[Problem]:
    """Every entry is cited by a claim or a page."""
    for study in library.studies.values():
        if not study.is_used:
            message = f'"{study.key}" is cited nowhere.'
            place = Place(library.bibliography, study.reference.line)
            yield kinds.UNUSED_REFERENCE.at(place, message, "Cite it or delete the entry.")


def references_can_be_found(library: Library) -> Iterator[Problem]:
    """Every entry has a DOI, PMID, ISBN or URL."""
    for study in library.studies.values():
        reference = study.reference
        if not (reference.doi or reference.pmid or reference.isbn or reference.url):
            message = f'"{study.key}" has no DOI, PMID, ISBN or URL.'
            place = Place(library.bibliography, reference.line)
            yield kinds.NO_IDENTIFIER.at(place, message, "Add one that you have checked.")


def appraisals_have_references(library: Library) -> Iterator[Problem]:
    """Every study record is named by a key of the reference list."""
    for file in library.orphans:
        message = f'"{file.slug}" is not in {library.bibliography}.'
        mend = did_you_mean(file.slug, library.studies) or "Add the entry or rename the file."
        yield kinds.ORPHAN_APPRAISAL.at(file.place(), message, mend)


def _field_place(library: Library, study: Study, field: str) -> Place:
    lines = study.reference.field_lines
    return Place(library.bibliography, lines.get(field, study.reference.line))
