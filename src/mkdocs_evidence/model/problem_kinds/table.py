"""All kinds of problem by code, in the order in which docs/about/checks.md explains them."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind
from mkdocs_evidence.model.problem_kinds import (
    allowances,
    bibtex,
    certainty,
    changes,
    citations,
    dates,
    directions,
    fields,
    files,
    leaflets,
    links,
    numbers,
    references,
    wording,
)

FAMILIES = (
    files,
    fields,
    bibtex,
    citations,
    links,
    references,
    dates,
    numbers,
    directions,
    certainty,
    wording,
    leaflets,
    changes,
    allowances,
)
ALL: dict[str, ProblemKind] = {
    kind.code: kind
    for family in FAMILIES
    for kind in vars(family).values()
    if isinstance(kind, ProblemKind)
}
