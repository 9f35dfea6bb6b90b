"""The law: no claim without a study, no citation without a reference."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.former_names import former_keys
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem, did_you_mean
from mkdocs_evidence.model.problem_kinds import citations as kinds
from mkdocs_evidence.prose import scan


def keys_are_in_the_reference_list(library: Library) -> Iterator[Problem]:
    """Every citation key, in claims, licences, regimens, prose and pages, names a reference."""
    former = former_keys(library)
    for key, place in _unknown_keys(library):
        if key in former:
            message = f'"{key}" is called "{former[key]}" now.'
            yield kinds.UNKNOWN_KEY.at(place, message, f"Cite {former[key]}.")
        elif key not in library.broken:
            message = f'"{key}" is not in {library.bibliography}.'
            mend = did_you_mean(key, library.studies) or "Add the entry, or correct the key."
            yield kinds.UNKNOWN_KEY.at(place, message, mend)


def _unknown_keys(library: Library) -> Iterator[tuple[str, Place]]:
    known = library.studies
    for claim in library.claims:
        for index, link in enumerate(claim.claim.evidence):
            if link.study not in known:
                yield link.study, claim.place("evidence", index, "study")
        grade = claim.claim.grade
        if grade and grade.source and grade.source not in known:
            yield grade.source, claim.place("grade", "source")
    for mention in library.mentions:
        if mention.key not in known:
            yield mention.key, mention.place
    for study in known.values():
        for index, key in enumerate(study.appraisal.includes):
            if study.file and key not in known:
                yield key, study.file.place("includes", index)


def claims_rest_on_evidence(library: Library) -> Iterator[Problem]:
    """Every claim has at least one study that supports, contradicts or is mixed."""
    for claim in library.claims:
        if not claim.claim.deciding:
            has_background = bool(claim.claim.evidence)
            found = "only background studies" if has_background else "no evidence"
            message = f'The claim "{claim.claim.id}" has {found}.'
            mend = (
                "Add evidence: with a study that supports or contradicts it, or delete the claim."
            )
            yield kinds.NO_EVIDENCE.at(claim.place("evidence"), message, mend)


def studies_are_linked_once(library: Library) -> Iterator[Problem]:
    """A claim does not link one finding of a study twice."""
    for claim in library.claims:
        seen: dict[tuple[str, str], int] = {}
        for index, link in enumerate(claim.claim.evidence):
            first = seen.setdefault((link.study, link.finding), index)
            if first != index:
                message = (
                    f'The claim "{claim.claim.id}" gives this finding of "{link.study}" twice.'
                )
                mend = "Keep one link, or say what the second analysis found."
                yield kinds.STUDY_TWICE.at(claim.place("evidence", index), message, mend)


def bottom_lines_are_cited(library: Library) -> Iterator[Problem]:
    """The bottom line of every record cites at least one study."""
    for record in library.records:
        if not scan(record.model.bottom_line).citations:
            message = f'The bottom line of "{record.model.name}" cites no study.'
            mend = "Add [@key] after what the study shows."
            yield kinds.UNCITED_SUMMARY.at(record.place("bottom_line"), message, mend)
