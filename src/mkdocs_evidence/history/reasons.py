"""A certainty or a direction never changes without its reason: the one rule that takes two editions."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.claims import is_held, reason_given
from mkdocs_evidence.history.counterparts import find_counterparts
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import changes as kinds
from mkdocs_evidence.wording import in_words


def missing_reasons(base: Library, head: Library) -> list[Problem]:
    """Published claims that changed certainty or direction and do not say why, in order of reading.

    A `changed_because` that stood there before gives the reason of an earlier change.
    """
    names = find_counterparts(base, head)
    problems = [
        problem
        for ref, old in base.by_ref.items()
        if (new := head.by_ref.get(names.claims.get(ref, ""))) is not None
        for problem in _of_claim(old, new)
    ]
    return sorted(problems, key=lambda problem: problem.sort_key)


def _of_claim(old: LinkedClaim, new: LinkedClaim) -> Iterator[Problem]:
    if not (is_held(old) and is_held(new)) or reason_given(old.claim, new.claim):
        return
    changed = [
        f'its {name} from "{before}" to "{after}"'
        for name, before, after in (
            ("direction", old.claim.direction, new.claim.direction),
            ("certainty", old.claim.certainty, new.claim.certainty),
        )
        if before is not after
    ]
    if not changed:
        return
    message = f'"{new.claim.id}" changed {in_words(changed)} without a reason.'
    if new.claim.changed_because:
        mend = "changed_because gives the reason of an earlier change: write that of this one."
        yield kinds.NO_REASON.at(new.place("changed_because"), message, mend)
    else:
        mend = "Add changed_because: with the reason in a few words, such as a new trial."
        field = "direction" if old.claim.direction is not new.claim.direction else "certainty"
        yield kinds.NO_REASON.at(new.place(field), message, mend)
