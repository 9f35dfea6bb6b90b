"""Problems as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mkdocs_evidence.model.problem import Problem, Severity
from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.statistics import Statistics

_PLURALS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem, as compilers print them, and a line that counts them."""
    lines = [str(problem) for problem in problems]
    return "\n".join([*lines, *([""] if lines else []), count(problems)])


def count(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning, 0 pieces of advice`."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counts[severity]} {one if counts[severity] == 1 else many}"
        for severity, (one, many) in _PLURALS.items()
    )


def as_json(problems: Sequence[Problem]) -> str:
    """An object with `problems` and `counts`."""
    counts = Counter(problem.severity.value for problem in problems)
    entries = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
            "mend": problem.mend,
        }
        for problem in problems
    ]
    return json.dumps({"problems": entries, "counts": counts}, indent=2, ensure_ascii=False)


def statistics_as_text(counts: Statistics) -> str:
    """The counts, a line each, and the table of claims by certainty and direction."""
    lines = [(f"{kind}s", str(number)) for kind, number in counts.records.items()]
    lines += [
        ("claims", f"{counts.claims} ({counts.claims_without_evidence} without evidence)"),
        ("evidence links", str(counts.links)),
        ("  with locator", _share(counts.links_with_locator, counts.links)),
        ("  with what was read", _share(counts.links_with_depth, counts.links)),
        ("studies", f"{counts.studies} ({counts.studies_uncited} cited nowhere)"),
        ("  with appraisal", _share(counts.studies_appraised, counts.studies)),
        ("statements answered", f"{counts.statements_answered} of {counts.statements}"),
        ("records awaiting review", str(counts.awaiting_review)),
        ("records overdue", str(counts.overdue)),
    ]
    width = max(len(name) for name, _ in lines)
    listed = [f"{name:<{width}}  {value}" for name, value in lines]
    return "\n".join([*listed, "", *_certainty_table(counts)])


def _certainty_table(counts: Statistics) -> Iterator[str]:
    yield f"{'':<12}" + "".join(f"{direction.label:>15}" for direction in Direction)
    for certainty in Certainty:
        row = (counts.by_certainty_and_direction.get((certainty, d), 0) for d in Direction)
        yield f"{certainty.label:<12}" + "".join(f"{number:>15}" for number in row)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({100 * part / whole:.0f}%)" if whole else "")


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "json": as_json}
