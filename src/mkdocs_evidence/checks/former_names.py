"""Former citation keys and names of records lead to one page, for ever."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import former_names as kinds

_MEND = "Take it out of the former names, or rename the other."


def former_keys_are_free(library: Library) -> Iterator[Problem]:
    """No key of the past (`ids` in the reference list) is another study's, now or then."""
    living = {key.lower(): key for key in library.studies}
    seen: dict[str, str] = {}
    for key, study in library.studies.items():
        for old in study.reference.was:
            owner = living.get(old.lower()) or seen.get(old.lower())
            seen.setdefault(old.lower(), key)
            if owner:
                line = study.reference.field_lines.get("ids", study.reference.line)
                message = f'"{old}" was a key of "{key}", and is one of "{owner}".'
                yield kinds.TAKEN.at(Place(library.bibliography, line), message, _MEND)


def former_slugs_are_free(library: Library) -> Iterator[Problem]:
    """No name of the past of a record is another record's, now or then."""
    seen: dict[str, str] = {}
    for record in library.records:
        for index, old in enumerate(record.model.was):
            owner = old if old in library.by_slug else seen.get(old)
            seen.setdefault(old, record.slug)
            if owner:
                message = f'"{old}" was a name of "{record.slug}", and is one of "{owner}".'
                yield kinds.TAKEN.at(record.place("was", index), message, _MEND)
