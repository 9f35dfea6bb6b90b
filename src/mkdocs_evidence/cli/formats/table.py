"""The formats of `evidence check`, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_evidence.cli.formats.github import as_annotations
from mkdocs_evidence.cli.formats.programs import as_json
from mkdocs_evidence.cli.formats.sarif import as_sarif
from mkdocs_evidence.cli.formats.text import as_text
from mkdocs_evidence.model.problem import Problem

FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_annotations,
    "sarif": as_sarif,
}
