"""Compares two linked libraries: what a change of their files does to the evidence."""

from __future__ import annotations

from mkdocs_evidence.history.change import Change, in_order
from mkdocs_evidence.history.claims import claim_changes
from mkdocs_evidence.history.counterparts import find_counterparts
from mkdocs_evidence.history.heard import heard_changes
from mkdocs_evidence.history.records import record_changes
from mkdocs_evidence.history.studies import study_changes
from mkdocs_evidence.library import Library


def compare(base: Library, head: Library) -> tuple[Change, ...]:
    """Everything that changed from one edition to the other, the most important first.

    Both may hold citations and links that lead nowhere: those are compared by their names.
    """
    names = find_counterparts(base, head)
    return in_order(
        [
            *claim_changes(base, head, names),
            *study_changes(base, head, names),
            *record_changes(base, head, names),
            *heard_changes(base, head),
        ]
    )
