"""Records in which every field of the models is filled, found in the models: a new field is in them.

Texts are whatever a test wants; what is no text gets a value that fits the tiny base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from mkdocs_evidence.model.record import Condition, Harm, StatementList, Topic, Treatment
from mkdocs_evidence.model.study import Appraisal

#: The files that hold a value of each model.
FILES: dict[str, type[BaseModel]] = {
    "docs/conditions/full-condition.yml": Condition,
    "docs/treatments/full-treatment.yml": Treatment,
    "docs/harms/full-harm.yml": Harm,
    "docs/topics/full-topic.yml": Topic,
    "docs/studies/agency2022.yml": Appraisal,
    "docs/heard/full.yml": StatementList,
}
#: Names that a record of the tiny base may give, by what the schema says that they name.
NAMES = {
    "records": "tremor",
    "treatments": "skyroot-tea",
    "groups": "fevers",
    "outcome-groups": "symptoms",
    "studies": "muster2020",
    "claims": "blue-fever#skyroot-duration",
}
#: Values that fit each other, so that no rule refuses the record.
CHOSEN: dict[str, Any] = {
    "kind": "mechanism",
    "direction": "descriptive",
    "certainty": "low",
    "start": "low",
    "supports": "supports",
    "summary": None,
    "was": None,
    "reviewed": "2025-01-01",
    "review_by": "2030-01-01",
    "searched": "2025-01-01",
    "date": "2025-01-01",
    "checked": "2025-01-01",
    "since": "2024-03",
    "allow": None,
    "ci": ["1.0", "3.0"],
    "ci_level": "95",
    "p": "0.02",
    "value": "2.0",
    "measure": "mean",
    "events": None,
    "risks": None,
    "high": "2.0",
    "low": "1.0",
    "per_1000": "10",
    "n": "40",
    "k": "2",
    "includes": None,
}
#: Terms that show more of a record than the first of their vocabulary does.
PREFERRED = ("published", "corrected")
Text = Callable[[str], str]


def full_files(text: Text) -> dict[str, str]:
    """A file of each kind with every field; `text` gives the text of a field by its name."""
    return {
        name: yaml.safe_dump(_Filler(model, text).record(), allow_unicode=True, width=1000)
        for name, model in FILES.items()
    }


def text_fields() -> list[str]:
    """Every text field of every model, by the file and its place there."""
    seen: list[str] = []

    def note(place: str) -> str:
        seen.append(place)
        return "text"

    full_files(note)
    return seen


class _Filler:
    """Fills one model by its JSON Schema."""

    def __init__(self, model: type[BaseModel], text: Text) -> None:
        self._schema = model.model_json_schema()
        self._model = model
        self._text = text
        self._ids = 0

    def record(self) -> dict[str, Any]:
        return dict(self._fields(self._schema, self._model.__name__))

    def _fields(self, schema: Mapping[str, Any], place: str) -> Iterator[tuple[str, Any]]:
        for name, field in schema["properties"].items():
            value = CHOSEN[name] if name in CHOSEN else self._value(field, f"{place}.{name}")
            if value is not None:
                yield name, value

    def _value(  # noqa: C901, PLR0911, PLR0912 (one for each form of a schema)
        self, field: Mapping[str, Any], place: str
    ) -> Any:
        if "$ref" in field:
            return self._value(self._schema["$defs"][field["$ref"].rpartition("/")[2]], place)
        for choice in field.get("anyOf", ()):
            if choice.get("type") != "null":
                return self._value({**field, **choice, "anyOf": ()}, place)
        match field:
            case {"x-names": name}:
                return NAMES[name]
            case {"enum": terms}:
                return next((term for term in PREFERRED if term in terms), terms[0])
            case {"const": term}:
                return term
            case {"type": "object", "properties": _}:
                return dict(self._fields(field, place))
            case {"type": "object"}:
                return {"row 1": self._text(f"{place}.*")}
            case {"type": "array", "prefixItems": items}:
                return [self._value(item, place) for item in items]
            case {"type": "array", "items": items}:
                return [self._value(items, f"{place}[]")]
            case {"type": "string", "pattern": pattern} if pattern.startswith("^[a-z0-9]+"):
                self._ids += 1
                return f"id-{self._ids}"
            case {"type": "string", "pattern": pattern} if pattern.startswith("^https"):
                return "https://example.org/free"
            case {"type": "string", "pattern": _}:
                return "2024"
            case {"type": "string", "format": "date"}:
                return "2025-01-01"
            case {"type": "string"}:
                return self._text(place)
            case {"type": "integer" | "number"}:
                return "3"
            case {"type": "boolean"}:
                return "true"
        raise TypeError(f"No value for {place}: teach {__name__} about {dict(field)}")
