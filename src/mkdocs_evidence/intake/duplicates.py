"""Whether a study is in the knowledge base already, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.identifiers import Identifier, IdentifierKind
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.problem import Place


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A study of the knowledge base that has the same identifier."""

    key: str
    #: What both have: "DOI 10.5555/muster.2020".
    shared: str
    place: Place

    def __str__(self) -> str:
        return f'{self.place}  "{self.key}" has the {self.shared} already.'


def known_under(library: Library, identifier: Identifier) -> Duplicate | None:
    """The study that has an identifier, before any service is asked."""
    kind, value = identifier.kind, identifier.value
    found = {
        IdentifierKind.DOI: FoundStudy(doi=value),
        IdentifierKind.PMID: FoundStudy(pmid=value),
        IdentifierKind.PMCID: FoundStudy(pmcid=value),
        IdentifierKind.NCT: FoundStudy(trials=(value,), url=value),
    }[kind]
    return next(duplicates(library, found), None)


def duplicates(library: Library, found: FoundStudy) -> Iterator[Duplicate]:
    """Studies with the DOI, PMID or PMCID of a found one; for a registry entry, its trial.

    Reports of one trial share its number and are no duplicates of each other.
    """
    for study in library.studies.values():
        for field in ("doi", "pmid", "pmcid"):
            value = getattr(found, field)
            if value and _bare(getattr(study.reference, field)) == _bare(value):
                place = _place(library, study, field)
                yield Duplicate(study.key, f"{field.upper()} {value}", place)
    if not (found.doi or found.pmid or found.pmcid):
        yield from reports_of_the_trials(library, found)
        yield from _same_title(library, found)


def reports_of_the_trials(library: Library, found: FoundStudy) -> Iterator[Duplicate]:
    """Studies that report a trial of a found one."""
    for trial in found.trials:
        for key in library.trials.get(trial, ()):
            study = library.studies[key]
            place = study.file.place("trial") if study.file else _place(library, study, "url")
            yield Duplicate(key, f"trial {trial}", place)


def _same_title(library: Library, found: FoundStudy) -> Iterator[Duplicate]:
    """Entries of the same title and year: all there is to compare without identifiers.

    Short titles ("Editorial") need the same first author, too.
    """
    title = letters_of(found.title)
    for study in library.studies.values():
        reference = study.reference
        if (reference.year, letters_of(reference.title)) != (found.year, title):
            continue
        if len(title) > 40 or reference.authors[:1] == found.authors[:1]:
            yield Duplicate(study.key, "title and the year", _place(library, study, "title"))


def letters_of(title: str) -> str:
    """A title without case, punctuation and spaces, to compare it with another."""
    return re.sub(r"[\W_]", "", title).lower()


def _bare(identifier: str) -> str:
    return re.sub(r"^(pmc|pmid:?\s*)", "", identifier.lower())


def _place(library: Library, study: Study, field: str) -> Place:
    lines = study.reference.field_lines
    return Place(library.bibliography, lines.get(field, study.reference.line))
