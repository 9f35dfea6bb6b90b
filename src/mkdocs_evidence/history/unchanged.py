"""What both editions hold and say alike, so that nothing of it needs to be compared.

Editions that were read with one cache share what they read of files that are the same: the same
object, in which there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from mkdocs_evidence.history.counterparts import Counterparts
from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.sources.knowledge_base import SourceFile


class Unchanged:
    """Tells of two editions what nothing can have changed in."""

    def __init__(self, base: Library, head: Library, names: Counterparts) -> None:
        self._base = base
        self._head = head
        self._names = names

    def record(self, old: SourceFile[Record], new: SourceFile[Record]) -> bool:
        """True where two records say the same of things that are named the same."""
        return old.model is new.model and not self._is_renamed

    def claim(self, old: LinkedClaim, new: LinkedClaim) -> bool:
        """True where two claims say the same, and their studies are what they were."""
        if old.claim is not new.claim:
            return False
        return all(link.study not in self._other_studies for link in old.claim.evidence)

    def study(self, old: Study, new: Study) -> bool:
        """True where two studies have the same reference and are judged alike."""
        is_same_reference = old.reference is new.reference or old.reference == new.reference
        return is_same_reference and old.file is new.file

    @cached_property
    def _is_renamed(self) -> bool:
        """True where anything has another name: what stayed as it is may then mean another thing."""
        names = (self._names.records, self._names.claims, self._names.studies)
        return any(_renames(pairs) for pairs in names)

    @cached_property
    def _other_studies(self) -> frozenset[str]:
        """Studies of one edition alone, and those that are judged in another way."""
        base, head = self._base.studies, self._head.studies
        judged = {key for key in base.keys() & head.keys() if base[key].file is not head[key].file}
        return frozenset(judged | (base.keys() ^ head.keys()))


def _renames(names: Mapping[str, str]) -> bool:
    return any(old != new for old, new in names.items())
