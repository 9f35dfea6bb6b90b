"""Identifiers of references, trials and people: their forms, and their check digits.

Sources of the forms: Crossref ("DOIs and matching regular expressions"), NLM (PMID, PMCID), and
the registries of the WHO's International Clinical Trials Registry Platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.checks.check_digits import isbn_fits, issn_fits, orcid_fits
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.problem import Place, Problem, ProblemKind
from mkdocs_evidence.model.problem_kinds import references as kinds

#: Field of a reference, its name, its form, and an example of the form.
_FORMS = (
    ("doi", "DOI", re.compile(r"10\.\d{4,9}/[!-~\u00a1-\uffff]+"), "10.1234/abc"),
    ("pmid", "PMID", re.compile(r"[1-9]\d{0,7}"), "12345678"),
    ("pmcid", "PMCID", re.compile(r"PMC[1-9]\d{0,8}"), "PMC1234567"),
)
#: Registries by the letters that their numbers begin with.
_REGISTRIES = {
    "NCT": (r"NCT\d{8}", "NCT and 8 digits"),
    "ISRCTN": (r"ISRCTN\d{8}", "ISRCTN and 8 digits"),
    "ACTRN": (r"ACTRN\d{14}p?", "ACTRN and 14 digits"),
    "DRKS": (r"DRKS\d{8}", "DRKS and 8 digits"),
    "KCT": (r"KCT\d{7}", "KCT and 7 digits"),
    "UMIN": (r"UMIN\d{9}", "UMIN and 9 digits"),
    "EUDRACT": (r"EudraCT (number )?20\d\d-\d{6}-\d{2}", "EudraCT 2012-123456-12"),
    "20": (r"20\d\d-\d{6}-\d{2}(-\d{2})?", "2012-123456-12, in CTIS with -00"),
}
_ORCID = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dXx]\b")


def identifiers_have_their_form(library: Library) -> Iterator[Problem]:
    """DOI, PMID and PMCID look as such identifiers do."""
    for study in library.studies.values():
        for field, name, form, example in _FORMS:
            value = getattr(study.reference, field)
            if value and not form.fullmatch(value):
                message = f'"{value[:60]}" of "{study.key}" is no {name}.'
                mend = f"Write it bare: {example}"
                yield _at(kinds.MALFORMED_IDENTIFIER, library, study, field, message, mend)


def check_digits_fit(library: Library) -> Iterator[Problem]:
    """ISBN and ISSN fit their last digit."""
    for study in library.studies.values():
        issn = study.reference.other.get("issn", "")
        for field, value, fits in (
            ("isbn", study.reference.isbn, isbn_fits),
            ("issn", issn, issn_fits),
        ):
            numbers = re.findall(r"[\dXx-]*\d[\dXx-]*", value)  # "… (print), … (online)"
            wrong = [number for number in numbers if not fits(number)]
            if wrong and not fits(value):
                message = f'"{wrong[0][:40]}" of "{study.key}" is no {field.upper()}.'
                mend = "Its last digit does not follow from the others: look it up again."
                yield _at(kinds.WRONG_CHECK_DIGIT, library, study, field, message, mend)


def orcids_fit(library: Library) -> Iterator[Problem]:
    """ORCID iDs of editors and reviewers fit their last digit."""
    for record in library.records:
        people = {"editors": record.model.editors, "reviewed_by": record.model.reviewed_by}
        for field, names in people.items():
            for index, name in enumerate(names):
                for orcid in _ORCID.findall(name):
                    if not orcid_fits(orcid):
                        place = record.place(field, index)
                        message = f"{orcid} is no ORCID iD."
                        mend = "Its last digit does not follow from the others: look it up again."
                        yield kinds.WRONG_CHECK_DIGIT.at(place, message, mend)


def registry_numbers_have_their_form(library: Library) -> Iterator[Problem]:
    """A number that begins as those of a known registry goes on as they do."""
    for study in library.studies.values():
        for index, number in enumerate(study.appraisal.trial):
            wanted = _broken_form(number)
            if wanted and study.file:
                message = f'"{number}" is no number of that registry.'
                mend = f"Such a number is {wanted}."
                yield kinds.MALFORMED_TRIAL.at(study.file.place("trial", index), message, mend)


def _broken_form(number: str) -> str:
    """The form that a number should have and has not; empty where it is right or unknown."""
    for beginning, (form, wanted) in _REGISTRIES.items():
        if number.upper().startswith(beginning):
            return "" if re.fullmatch(form, number) else wanted
    return ""


def _at(  # noqa: PLR0913, PLR0917  # a problem, and the field of the study it is about
    kind: ProblemKind, library: Library, study: Study, field: str, message: str, mend: str
) -> Problem:
    line = study.reference.field_lines.get(field, study.reference.line)
    return kind.at(Place(library.bibliography, line), message, mend)
