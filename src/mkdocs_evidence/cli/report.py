"""Problems as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from mkdocs_evidence.model.problem import Problem, Severity

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


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "json": as_json}
