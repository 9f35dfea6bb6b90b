"""Names that studies and records had before: their addresses lead to where they are now."""

from __future__ import annotations

from mkdocs_evidence.library import Library


def former_keys(library: Library) -> dict[str, str]:
    """Earlier citation keys of studies, each with the key that it has now."""
    return {old: key for key, study in library.studies.items() for old in study.reference.was}


def former_slugs(library: Library) -> dict[str, str]:
    """Earlier names of records, each with the name that it has now."""
    return {old: record.slug for record in library.records for old in record.model.was}
