"""Problems as SARIF, which code scanners and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, sections 3.14 to 3.49.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs_evidence.model.problem import Place, Problem, ProblemKind, Severity
from mkdocs_evidence.model.problem_kinds.table import ALL

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: Fingerprints carry a version: another recipe gets another name (section 3.27.17).
FINGERPRINT = "evidenceProblem/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_KINDS = list(ALL.values())
_INDEX = {kind.code: index for index, kind in enumerate(_KINDS)}


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run of our tool, with every rule and every problem."""
    driver = {
        "name": "mkdocs-evidence",
        "version": version("mkdocs-evidence"),
        "rules": [_rule(kind) for kind in _KINDS],
    }
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, seen) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2)


def _rule(kind: ProblemKind) -> dict[str, Any]:
    """A kind of problem as a reporting descriptor (section 3.49)."""
    waiver = f" It can be accepted with a reason: allow: {{{kind.code}: reason}}."
    return {
        "id": kind.code,
        "name": "".join(word.capitalize() for word in kind.title.split()),
        "shortDescription": {"text": f"{kind.title}."},
        "fullDescription": {"text": kind.why},
        "help": {"text": kind.why + (waiver if kind.may_be_allowed else "")},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _result(problem: Problem, seen: Counter[str]) -> dict[str, Any]:
    place = problem.place
    return {
        "ruleId": problem.code,
        "ruleIndex": _INDEX[problem.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": " ".join(filter(None, [problem.message, problem.mend]))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(place),
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: _fingerprint(problem, seen)},
    }


def _artifact(place: Place) -> dict[str, str]:
    """Where the file is, relative to the root of the checkout (section 3.4)."""
    path = Path(place.path)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": "%SRCROOT%"}


def _fingerprint(problem: Problem, seen: Counter[str]) -> str:
    """What stays the same when lines above are added: file, code, message and which of equals."""
    said = f"{problem.place.path}\n{problem.code}\n{problem.message}"
    seen[said] += 1
    return sha256(f"{said}\n{seen[said]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
