"""What a build says of problems in its log."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs.plugins import get_plugin_logger

from mkdocs_evidence.model.problem import Problem, Severity
from mkdocs_evidence.wording import counted

log = get_plugin_logger("evidence")


def report(errors: list[Problem]) -> str:
    """The errors of a knowledge base, each in a line."""
    count = counted(len(errors), "error", "errors")
    lines = "\n".join(f"  {problem}" for problem in errors)
    return f"{count} in the knowledge base.\n{lines}"


def tell(problems: Collection[Problem]) -> None:
    """Name the warnings, which stop a strict build, and count the advice."""
    for problem in problems:
        if problem.severity is Severity.WARNING:
            log.warning(str(problem))
    advice = sum(problem.severity is Severity.ADVICE for problem in problems)
    if advice:
        log.info("%d pieces of advice: run `evidence check` to read them", advice)
