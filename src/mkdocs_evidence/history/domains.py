"""What changed in how a certainty was reached, domain by domain (GRADE Handbook, section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.model.claim import Grade
from mkdocs_evidence.model.vocabulary import Concern, Upgrade


def domain_changes(old: Grade | None, new: Grade | None) -> Iterator[str]:
    """Each domain that was rated otherwise, in a few words with the reason now given."""
    if old is None or new is None:
        if new is not None:
            yield "now has a rating"
        elif old is not None:
            yield "the rating was taken away"
        return
    if old.start is not new.start and new.start is not None:
        yield f"starts {new.start.label.lower()}"
    for name, concern in new.concerns.items():
        if (before := old.concerns[name]) is not concern:
            yield _concern(name.replace("_", " "), before, concern, getattr(new.why, name))
    for name, step in new.upgrades.items():
        if old.upgrades[name] is not step:
            spoken = name.replace("_", " ")
            what = "a step up" if step is Upgrade.PRESENT else "no longer a step up"
            yield _with_reason(f"{spoken}: {what}", getattr(new.why, name))
    if old.rated_by is not new.rated_by:
        yield new.rated_by.label.lower()


def _concern(name: str, old: Concern, new: Concern, why: str | None) -> str:
    if new is Concern.NONE:
        return f"{name} no longer a concern"
    more = "" if old is Concern.NONE else f" instead of {old.label.lower()}"
    return _with_reason(f"{name} now {new.label.lower()}{more}", why)


def _with_reason(what: str, why: str | None) -> str:
    return f"{what} ({why})" if why else what
