"""Problems as workflow commands, which GitHub shows beside the lines of a pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; the characters that are escaped are those
of the runner's own toolkit. Text of a record never begins a line and never ends a property, so no
pull request can speak to the runner through it.
"""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_evidence.cli.formats.text import count
from mkdocs_evidence.model.problem import Problem, Severity, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_annotations(problems: Sequence[Problem]) -> str:
    """One command a problem, errors first: GitHub shows the first ten of each severity."""
    severities = list(Severity)
    ordered = sorted(problems, key=lambda problem: severities.index(problem.severity))
    return "\n".join([*(_command(problem) for problem in ordered), count(problems)])


def _command(problem: Problem) -> str:
    properties = {
        "file": problem.place.path,
        "line": str(problem.place.line),
        "col": str(problem.place.column),
        "title": f"{problem.code} {problem.kind.title}",
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = " ".join(filter(None, [problem.message, problem.mend]))
    return f"::{_COMMANDS[problem.severity]} {named}::{_data(said)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
