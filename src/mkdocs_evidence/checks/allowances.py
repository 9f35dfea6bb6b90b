"""`allow: {CODE: reason}` accepts a problem of judgement on one claim or on a whole record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import allowances as kinds
from mkdocs_evidence.model.problem_kinds.table import ALL


@dataclass(frozen=True)
class Allowance:
    """One accepted code, and the lines for which it holds."""

    code: str
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
    allowances = list(_allowances(library))
    used: set[Allowance] = set()
    for problem in problems:
        accepting = [allowance for allowance in allowances if allowance.covers(problem)]
        if accepting and problem.kind.may_be_allowed:
            used.update(accepting)
        else:
            yield problem
    for allowance in allowances:
        kind = ALL.get(allowance.code)
        if kind is None or not kind.may_be_allowed:
            message = f'"{allowance.code}" cannot be allowed.'
            yield kinds.UNKNOWN_ALLOWANCE.at(allowance.place, message, "Mend the problem instead.")
        elif allowance not in used:
            message = f'"{allowance.code}" is allowed here, but there is no such problem.'
            yield kinds.UNUSED_ALLOWANCE.at(allowance.place, message, "Delete this allowance.")


def _allowances(library: Library) -> Iterator[Allowance]:
    for claim in library.claims:
        lines = claim.record.document.lines("claims", claim.index)
        for code in claim.claim.allow:
            yield Allowance(code, claim.place("allow", code), *lines)
    for record in library.records:
        for code in record.model.allow:
            yield Allowance(code, record.place("allow", code), *record.document.lines())
