"""All kinds of problem by code, in the order in which docs/about/checks.md explains them."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind
from mkdocs_evidence.model.problem_kinds import (
    accessibility,
    allowances,
    bibtex,
    certainty,
    changes,
    citations,
    consistency,
    dates,
    directions,
    drafts,
    fields,
    files,
    former_names,
    independence,
    integrity,
    leaflets,
    links,
    numbers,
    references,
    settings,
    wording,
)

FAMILIES = (
    files,
    settings,
    fields,
    bibtex,
    citations,
    links,
    references,
    former_names,
    integrity,
    dates,
    numbers,
    directions,
    consistency,
    independence,
    certainty,
    wording,
    leaflets,
    changes,
    accessibility,
    drafts,
    allowances,
)
ALL: dict[str, ProblemKind] = {
    kind.code: kind
    for family in FAMILIES
    for kind in vars(family).values()
    if isinstance(kind, ProblemKind)
}
