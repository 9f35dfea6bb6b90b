"""Problems for programs: JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from mkdocs_evidence.model.problem import Problem


def as_json(problems: Sequence[Problem]) -> str:
    """An object with `problems` and `counts`."""
    counts = Counter(problem.severity.value for problem in problems)
    entries = [problem.as_data() for problem in problems]
    return json.dumps({"problems": entries, "counts": counts}, indent=2)
