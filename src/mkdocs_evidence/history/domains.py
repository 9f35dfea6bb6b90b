"""What changed in how a certainty was reached, domain by domain (GRADE Handbook, section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.model.claim import Grade
from mkdocs_evidence.model.vocabulary import Concern, Upgrade
from mkdocs_evidence.wording import domain_inside, term_inside
from mkdocs_evidence.words import sentence


def domain_changes(old: Grade | None, new: Grade | None) -> Iterator[str]:
    """Each domain that was rated otherwise, in a few words with the reason now given."""
    if old is None or new is None:
        if new is not None:
            yield sentence("now has a rating")
        elif old is not None:
            yield sentence("the rating was taken away")
        return
    if old.start is not new.start and new.start is not None:
        yield sentence("starts {level}", level=term_inside(new.start))
    for name, concern in new.concerns.items():
        if (before := old.concerns[name]) is not concern:
            yield _concern(domain_inside(name), before, concern, getattr(new.why, name))
    for name, step in new.upgrades.items():
        if old.upgrades[name] is not step:
            yield _step_up(domain_inside(name), step, getattr(new.why, name))
    if old.rated_by is not new.rated_by:
        yield term_inside(new.rated_by)


def _step_up(name: str, step: Upgrade, why: str | None) -> str:
    if step is Upgrade.PRESENT:
        return _with_reason(sentence("{domain}: a step up", domain=name), why)
    return _with_reason(sentence("{domain}: no longer a step up", domain=name), why)


def _concern(name: str, old: Concern, new: Concern, why: str | None) -> str:
    if new is Concern.NONE:
        return sentence("{domain} no longer a concern", domain=name)
    level = term_inside(new)
    if old is Concern.NONE:
        said = sentence("{domain} now {level}", domain=name, level=level)
    else:
        said = sentence(
            "{domain} now {level} instead of {before}",
            domain=name,
            level=level,
            before=term_inside(old),
        )
    return _with_reason(said, why)


def _with_reason(what: str, why: str | None) -> str:
    return sentence("{what} ({why})", what=what, why=why) if why else what
