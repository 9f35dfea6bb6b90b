"""Problems of judgement that an editor accepts, each with its reason.

`allow: {CODE: reason}` in a record accepts a problem on one claim or on the whole record; the
comment `evidence: ignore CODE reason` accepts it in one place of any file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem, did_you_mean
from mkdocs_evidence.model.problem_kinds import allowances as kinds
from mkdocs_evidence.model.problem_kinds.table import ALL


@dataclass(frozen=True)
class Allowance:
    """One accepted code, and the lines for which it holds."""

    code: str
    reason: str
    place: Place
    first_line: int
    last_line: int

    def covers(self, problem: Problem) -> bool:
        """True where the problem is of this kind and stands in these lines."""
        place = problem.place
        return (
            problem.code == self.code
            and place.path == self.place.path
            and self.first_line <= place.line <= self.last_line
        )


def apply_allowances(library: Library, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that are not accepted, and those of the allowances themselves."""
    allowances = [*_fields(library), *_comments(library)]
    sound = {allowance for allowance in allowances if allowance.reason}
    used: set[Allowance] = set()
    for problem in problems:
        accepting = [allowance for allowance in sound if allowance.covers(problem)]
        if accepting and problem.kind.may_be_allowed:
            used.update(accepting)
        else:
            yield problem
    for allowance in allowances:
        yield from _own_problems(allowance, is_used=allowance in used)


def _own_problems(allowance: Allowance, *, is_used: bool) -> Iterator[Problem]:
    kind, place = ALL.get(allowance.code), allowance.place
    if kind is None or not kind.may_be_allowed:
        message = f'"{allowance.code}" cannot be allowed.'
        known = [code for code, kind in ALL.items() if kind.may_be_allowed]
        mend = did_you_mean(allowance.code, known) if kind is None else ""
        yield kinds.UNKNOWN_ALLOWANCE.at(place, message, mend or "Mend the problem instead.")
    elif not allowance.reason:
        message = f"{allowance.code} is ignored without a reason."
        mend = f"Say why: evidence: ignore {allowance.code} and a few words."
        yield kinds.NO_REASON.at(place, message, mend)
    elif not is_used:
        message = f'"{allowance.code}" is allowed here, but there is no such problem.'
        yield kinds.UNUSED_ALLOWANCE.at(place, message, "Delete this allowance.")


def _fields(library: Library) -> Iterator[Allowance]:
    """The `allow` fields, few and far between: only theirs are the files whose lines are counted."""
    for claim in library.claims:
        for code, reason in claim.claim.allow.items():
            lines = claim.record.document.lines("claims", claim.index)
            yield Allowance(code, reason, claim.place("allow", code), *lines)
    for record in library.records:
        for code, reason in record.model.allow.items():
            yield Allowance(code, reason, record.place("allow", code), *record.document.lines())
    for study in library.studies.values():
        if study.file:
            for code, reason in study.appraisal.allow.items():
                lines = study.file.document.lines()
                yield Allowance(code, reason, study.file.place("allow", code), *lines)


def _comments(library: Library) -> Iterator[Allowance]:
    for comment in library.ignore_comments:
        lines = comment.first_line, comment.last_line
        yield Allowance(comment.code, comment.reason, comment.place, *lines)
