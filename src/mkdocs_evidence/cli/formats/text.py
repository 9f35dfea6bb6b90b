"""Problems for people: one line each, as compilers print them, coloured on terminals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from mkdocs_evidence.model.problem import Problem, Severity, visible
from mkdocs_evidence.wording import counted

_PLURALS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "blue"}


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem and a line that counts them; `click.echo` drops colours in files."""
    lines = [_line(problem) for problem in problems]
    return "\n".join([*lines, *([""] if lines else []), count(problems)])


def _line(problem: Problem) -> str:
    place = click.style(visible(str(problem.place)), bold=True)
    code = click.style(problem.code, fg=_COLOURS[problem.severity], bold=True)
    mend = click.style(visible(problem.mend), dim=True) if problem.mend else ""
    return " ".join(filter(None, [f"{place}  {code}  {visible(problem.message)}", mend]))


def count(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning, 0 pieces of advice`."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(counted(counts[severity], *nouns) for severity, nouns in _PLURALS.items())
