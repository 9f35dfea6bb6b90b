"""Where a change can be seen today."""

from __future__ import annotations

from mkdocs_evidence.history.change import Change
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses


def place_of_change(
    change: Change, library: Library, addresses: Addresses
) -> tuple[str, str] | None:
    """Page and anchor of what changed; None where the library has no page for it any more."""
    record = library.by_slug.get(change.record)
    if record is not None:
        claim = library.by_ref.get(change.ref)
        return addresses.record(record), change.claim if claim and claim.is_shown else ""
    if change.study in library.studies:
        return addresses.study(change.study), ""
    if any(heard.statement.id == change.heard for heard in library.statements):
        return addresses.heard, change.heard
    return None
