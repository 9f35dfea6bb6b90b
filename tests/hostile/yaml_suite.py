"""The cases of the official YAML test suite; see yaml-test-suite/README.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CASES = Path(__file__).resolve().parent / "yaml-test-suite" / "cases.jsonl"


@dataclass(frozen=True)
class SuiteCase:
    """A document of the suite."""

    id: str
    yaml: str
    #: True where no parser should take it.
    broken: bool
    #: Whether the suite says as JSON what it means, and what that is.
    is_told: bool
    says: Any


def suite_cases() -> list[SuiteCase]:
    """All of them, by their ids."""
    rows = map(json.loads, _CASES.read_text("utf-8").splitlines())
    return [
        SuiteCase(row["id"], row["yaml"], row.get("broken", False), "says" in row, row.get("says"))
        for row in rows
    ]
