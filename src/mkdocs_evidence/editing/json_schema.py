"""JSON Schema (draft 2020-12) of every kind of record, for editors that complete and explain.

Made from the models. The product reads every value as text and gives it its type by its field, so
the schema takes a number where a text stands without quotes. Names that only this knowledge base
knows (citation keys, records, claims, groups) stand in a file of their own, `names.schema.json`:
they are offered, and any other name of the right form is taken too, so that an old list of names
never marks a new study as wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from mkdocs_evidence.editing.hints import purpose
from mkdocs_evidence.editing.schema_line import schema_file_name
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.fields import NAMES
from mkdocs_evidence.model.structure import Shape, fields_of
from mkdocs_evidence.model.vocabulary import Vocabulary
from mkdocs_evidence.sources.record_files import MODELS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES_FILE = schema_file_name("names")
#: What pydantic takes for true and false besides the words themselves.
_SPOKEN_TRUTHS = ["yes", "no", "on", "off", "y", "n", "t", "f", 1, 0]
#: Words of pydantic for limits of decimal numbers, and those of JSON Schema.
_LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_SLUG = {"type": "string", "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$", "maxLength": 80}
_KEY = {"type": ["string", "number"], "pattern": r"^[^\s,{}\[\]@;#%\"'()=\\~]+$", "maxLength": 120}
_REF = {"type": "string", "pattern": "^[a-z0-9-]+#[a-z0-9-]+$"}


def schema_files(library: Library) -> dict[str, str]:
    """Every schema file by name: one for each kind of record, and one with this base's names."""
    files = {schema_file_name(kind): _as_text(record_schema(kind)) for kind in MODELS}
    return files | {NAMES_FILE: _as_text(names_schema(library))}


def record_schema(kind: str) -> Schema:
    """The schema of one kind of record."""
    model = MODELS[kind]
    generated = model.model_json_schema(mode="validation")
    classes = dict(_classes(Shape(model=model)))
    definitions = generated.pop("$defs", {})
    schema = _with_docs(_tidy(generated), model)
    for name, definition in definitions.items():
        source = classes.get(name)
        tidy = _tidy(definition)
        if source is not None and issubclass(source, BaseModel):
            tidy = _with_docs(tidy, source)
        elif source is not None and issubclass(source, Vocabulary):
            tidy |= {"markdownEnumDescriptions": [_explained(term) for term in source]}
        definitions[name] = tidy
    return {"$schema": DIALECT, **schema, "$defs": definitions}


def names_schema(library: Library) -> Schema:
    """The names of a knowledge base, each with what it stands for."""
    studies = {key: study.reference.title for key, study in library.studies.items()}
    records = {record.slug: record.model.name for record in library.records}
    treatments = {r.slug: r.model.name for r in library.records if r.kind == "treatment"}
    claims = {claim.ref: "" for claim in library.claims}
    layout = library.layout
    return {
        "$schema": DIALECT,
        "title": "Names of this knowledge base",
        "$defs": {
            "studies": _offered(studies, _KEY),
            "records": _offered(records, _SLUG),
            "treatments": _offered(treatments, _SLUG),
            "claims": _offered(claims, _REF),
            "groups": _offered(layout.groups, _SLUG),
            "outcome-groups": _offered(layout.outcome_groups, _SLUG),
        },
    }


def _offered(names: Mapping[str, str], form: Schema) -> Schema:
    """Known names to choose from, with what they name, and any other name of the same form."""
    if not names:
        return form
    ordered = sorted(names)
    meanings = [" ".join(names[name].split()) for name in ordered]
    explained = {"markdownEnumDescriptions": meanings} if any(meanings) else {}
    return {"anyOf": [{"enum": ordered, **explained}, form]}


def _as_text(schema: Schema) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _tidy(node: Any) -> Any:
    """A schema of pydantic as editors need it: text in any form, names offered, no noise."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    if [part.get("type") for part in node.get("anyOf", [])] == ["number", "string"]:
        # A decimal number: its limits hold for numbers, its pattern for numbers in quotes.
        merged = {**node, **node["anyOf"][0], "type": ["number", "string"]}
        return {
            _LIMITS.get(name, name): value
            for name, value in merged.items()
            if name not in {"anyOf", "title"}
        }
    if NAMES in node:
        return {"$ref": f"{NAMES_FILE}#/$defs/{node[NAMES]}"}
    tidy: Schema = {_LIMITS.get(name, str(name)): _tidy(value) for name, value in node.items()}
    if isinstance(tidy.get("title"), str) and "type" not in tidy.get("properties", {}):
        tidy.pop("title")
    if tidy.get("default") in ([], {}, None) or isinstance(tidy.get("default"), dict):
        tidy.pop("default", None)
    return _in_any_form(tidy)


def _in_any_form(node: Schema) -> Schema:
    """Text may look like a number, and a number may stand in quotes."""
    match node.get("type"):
        case "string" if "enum" in node:
            pass
        case "string" if node.get("format") == "date":
            return node | {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case "string" if "pattern" in node:
            return node | {"type": ["string", "number"]}
        case "string":
            bounded = {"pattern": r"\S"} if node.get("minLength") else {}
            return node | {"type": ["string", "number", "boolean"]} | bounded
        case "integer":
            return node | {"type": ["integer", "string"], "pattern": r"^\s*\+?\d+\s*$"}
        case "boolean":
            rest = {name: value for name, value in node.items() if name != "type"}
            return rest | {"anyOf": [{"type": "boolean"}, {"enum": _SPOKEN_TRUTHS}]}
    return node


def _with_docs(schema: Schema, model: type[BaseModel]) -> Schema:
    """The schema of a model, its fields in the order of records, each explained."""
    properties = schema["properties"]
    explained = {}
    for name, shape in fields_of(model).items():
        text = _documentation(model, name, shape)
        extra = {"markdownDescription": text} if text else {}
        explained[name] = properties[name] | extra
    return schema | {"properties": explained}


def _documentation(model: type[BaseModel], name: str, shape: Shape) -> str:
    inner = shape.item or shape
    lines = [purpose(model, name)]
    if inner.vocabulary:
        lines += ["", *(f"- `{term.value}`: {_explained(term)}" for term in inner.vocabulary)]
    return "\n".join(lines).strip("\n")


def _explained(term: Vocabulary) -> str:
    return term.meaning or f"{term.label}."


@cache
def _classes_of(model: type[BaseModel]) -> tuple[tuple[str, type], ...]:
    found: list[tuple[str, type]] = [(model.__name__, model)]
    for shape in fields_of(model).values():
        found += _classes(shape)
    return tuple(found)


def _classes(shape: Shape) -> Iterator[tuple[str, type]]:
    if shape.model is not None:
        yield from _classes_of(shape.model)
    if shape.vocabulary is not None:
        yield shape.vocabulary.__name__, shape.vocabulary
    if shape.item is not None:
        yield from _classes(shape.item)
