"""JSON Schemas of the API's files, made from the models that the files are made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.json_api.envelope import FORMS
from mkdocs_evidence.export.json_api.links import ROOT

#: Source: json-schema.org, the dialect that OpenAPI 3.1 uses, too.
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DEFINITIONS = "#/$defs/"


@cache
def definitions(prefix: str = _DEFINITIONS) -> dict[str, dict[str, Any]]:
    """The schema of every model by its name, with references that begin with a prefix."""
    models = [(model, "serialization") for model in FORMS.values()]
    _, found = models_json_schema(models, ref_template=f"{prefix}{{model}}")  # type: ignore[arg-type]
    named: dict[str, dict[str, Any]] = found["$defs"]
    return named


def schemas(facts: SiteFacts) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each form of file with its schema, which stands alone."""
    known = definitions()
    for form, model in FORMS.items():
        own = known[model.__name__]
        needed = set(_needed(own, known, set()))
        yield (
            form,
            {
                "$schema": DIALECT,
                "$id": facts.address(f"{ROOT}/schema/{form}.json"),
                **own,
                "$defs": {name: known[name] for name in sorted(needed)},
            },
        )


def _needed(schema: Any, known: dict[str, dict[str, Any]], seen: set[str]) -> Iterator[str]:
    """Names of the definitions that a schema rests on, of each of them, too."""
    if isinstance(schema, list):
        for part in schema:
            yield from _needed(part, known, seen)
    if not isinstance(schema, dict):
        return
    name = str(schema.get("$ref", "")).removeprefix(_DEFINITIONS)
    if name in known and name not in seen:
        seen.add(name)
        yield name
        yield from _needed(known[name], known, seen)
    for part in schema.values():
        yield from _needed(part, known, seen)
