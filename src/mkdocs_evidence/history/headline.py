"""What a set of changes comes to, in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mkdocs_evidence.history.change import Change, ChangeImportance, ChangeKind
from mkdocs_evidence.wording import capitalise, number
from mkdocs_evidence.words import gettext, ngettext

#: Phrases after which a headline stops and counts the rest.
_PHRASES = 4


def headline(changes: Sequence[Change], pages: int | None = None) -> str:
    """`2 claims changed direction, 1 claim lost its only trial, 5 more changes; 3 pages`."""
    touched = ""
    if pages is not None:
        said = ngettext("{n} page", "{n} pages", pages).format(n=number(pages))
        touched = f"; {said}"
    if not changes:
        return gettext("No change to the evidence")
    mattering = [c for c in changes if c.importance is not ChangeImportance.WORDING]
    if not mattering:
        count = len(changes)
        said = ngettext("Wording only: {n} change", "Wording only: {n} changes", count)
        return said.format(n=number(count)) + touched
    by_kind = Counter(change.kind for change in mattering)
    kinds = [kind for kind in ChangeKind if by_kind[kind]]
    phrases = [kind.counted(by_kind[kind]) for kind in kinds[:_PHRASES]]
    if rest := len(mattering) - sum(by_kind[kind] for kind in kinds[:_PHRASES]):
        phrases.append(ngettext("{n} more change", "{n} more changes", rest).format(n=number(rest)))
    return capitalise(", ".join(phrases)) + touched
