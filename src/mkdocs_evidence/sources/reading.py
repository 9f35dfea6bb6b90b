"""What one file says: values and problems, as objects and as the JSON in which they are kept.

Problems are kept without the path of their file: the same content may stand in another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds.table import ALL
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.sources.bibtex import Bibliography
from mkdocs_evidence.sources.ignore_comments import IgnoreComment
from mkdocs_evidence.sources.yaml_document import YamlDocument

#: Code, line, column, message, mend.
_ProblemRow = tuple[str, int, int, str, str]
#: Code, reason, line, column, first and last line that the comment speaks for.
_CommentRow = tuple[str, str, int, int, int, int]


@dataclass(frozen=True)
class _KeptYaml:
    data: Any
    problems: list[_ProblemRow]


@dataclass(frozen=True)
class _KeptBibtex:
    references: list[Reference]
    broken: list[str]
    comments: list[_CommentRow]
    problems: list[_ProblemRow]


_YAML = TypeAdapter(_KeptYaml)
_BIBTEX = TypeAdapter(_KeptBibtex)
_PROBLEMS = TypeAdapter(list[_ProblemRow])


def yaml_as_json(document: YamlDocument, problems: Iterable[Problem]) -> bytes:
    """What a YAML file says."""
    return to_json(_KeptYaml(document.data, [_row(problem) for problem in problems]))


def yaml_from_json(kept: bytes, text: str, path: str) -> tuple[YamlDocument, list[Problem]] | None:
    """What was kept of a text; None where this is something else."""
    try:
        reading = _YAML.validate_json(kept)
        problems = [_problem(row, path) for row in reading.problems]
    except (ValidationError, KeyError):
        return None
    return YamlDocument.of_text(path, text).with_values(reading.data), problems


def bibtex_as_json(bibliography: Bibliography, problems: Iterable[Problem]) -> bytes:
    """What a file of references says."""
    return to_json(
        _KeptBibtex(
            list(bibliography.references.values()),
            sorted(bibliography.broken),
            [_comment_row(comment) for comment in bibliography.ignore_comments],
            [_row(problem) for problem in problems],
        )
    )


def bibtex_from_json(kept: bytes, path: str) -> tuple[Bibliography, list[Problem]] | None:
    """What was kept of a file of references; None where this is something else."""
    try:
        reading = _BIBTEX.validate_json(kept)
        problems = [_problem(row, path) for row in reading.problems]
    except (ValidationError, KeyError):
        return None
    comments = (_comment(row, path) for row in reading.comments)
    references = {reference.key: reference for reference in reading.references}
    return Bibliography(references, frozenset(reading.broken), tuple(comments)), problems


def problems_as_json(problems: Iterable[Problem]) -> bytes:
    """Problems of one file."""
    return to_json([_row(problem) for problem in problems])


def problems_from_json(kept: bytes, path: str) -> tuple[Problem, ...] | None:
    """The problems that were kept; None where this is something else."""
    try:
        return tuple(_problem(row, path) for row in _PROBLEMS.validate_json(kept))
    except (ValidationError, KeyError):
        return None


def _row(problem: Problem) -> _ProblemRow:
    place = problem.place
    return problem.code, place.line, place.column, problem.message, problem.mend


def _problem(row: _ProblemRow, path: str) -> Problem:
    code, line, column, message, mend = row
    return Problem(ALL[code], Place(path, line, column), message, mend)


def _comment_row(comment: IgnoreComment) -> _CommentRow:
    place = comment.place
    lines = comment.first_line, comment.last_line
    return comment.code, comment.reason, place.line, place.column, *lines


def _comment(row: _CommentRow, path: str) -> IgnoreComment:
    code, reason, line, column, first, last = row
    return IgnoreComment(code, reason, Place(path, line, column), first, last)
