"""What pydantic found wrong, said the way a colleague would say it, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_evidence.model.problem import Place, Problem, did_you_mean
from mkdocs_evidence.model.problem_kinds import dates as date_kinds
from mkdocs_evidence.model.problem_kinds import fields as field_kinds
from mkdocs_evidence.model.problem_kinds import files as file_kinds
from mkdocs_evidence.model.structure import fields_of
from mkdocs_evidence.sources.yaml_document import YamlDocument

ModelT = TypeVar("ModelT", bound=BaseModel)

#: Problems of one file that are shown: nobody reads more, and finding places takes time.
_MOST = 200
_DATE_ERRORS = {"impossible_date"}
_PATTERN_MENDS = {
    "[a-z0-9-]+#": "Write record-name#claim-id.",
    "a-z0-9]+(?:-": "Use lower-case letters, digits and single hyphens: acute-pain.",
    r"^[^\s": "Use a citation key as it stands in the reference list, without spaces or brackets.",
    "https?": "Write the whole address, with https://.",
    "[<>": "Write the p value as printed, for example 0.02 or <0.001.",
}
#: Our own error types (model/fields.py, model/claim.py) and their mends.
_OWN_MENDS = {
    "partial_date": "Write a year, a month or a day: 2019, 2019-03 or 2019-03-05.",
    "impossible_date": "Check the month and the day.",
    "day": "Write a full date: 2026-11-22.",
    "duration": "Write P28D for 28 days, PT24H for 24 hours, or plain words.",
    "number": "Write digits with a decimal point: -4.0.",
    "empty_effect": "Give a value, events or risks, or leave the effect out.",
    "range_order": "Write the smaller number as low.",
    "two_risks": "Keep the events, which are exact, and take the risks away.",
    "risk_above_all": "Shares are per cent; of another number of people, say per: 1000.",
    "grade_source": "Add source: with the citation key of the review that rated it.",
}


def validate(model: type[ModelT], document: YamlDocument) -> tuple[ModelT | None, list[Problem]]:
    """Read a document as a model; all that does not fit comes back as problems."""
    if not isinstance(document.data, dict):
        found = {list: "a list", str: "a text", type(None): "empty"}[type(document.data)]
        message = f"The file should hold fields and values, but it is {found}."
        mend = "Begin with a field at the left margin, for example name: …"
        return None, [file_kinds.NOT_A_RECORD.at(document.place(), message, mend)]
    try:
        return _with_shared_names(model.model_validate(document.data)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        told = [_problem(model, document, detail) for detail in details[:_MOST]]
        if len(details) > _MOST:
            message = f"{len(details) - _MOST} more problems of this file are not shown."
            mend = "Mend these first; perhaps one mistake has caused all of them."
            told.append(field_kinds.BAD_VALUE.at(Place(document.path), message, mend))
        return None, told


#: Sets of the names of fields that are given, each once.
_NAMES: dict[frozenset[str], set[str]] = {}


def _with_shared_names(value: ModelT) -> ModelT:
    """Let values that give the same fields share the set of their names.

    pydantic makes a set for each value, of 200 to 700 bytes: a fifth of what a large base takes.
    """
    names = value.model_fields_set
    _share(value, "__pydantic_fields_set__", _NAMES.setdefault(frozenset(names), names))
    for name in _parts_of(value.__class__):
        part = value.__dict__[name]
        if part.__class__ is list:
            for item in part:
                _with_shared_names(item)
        elif isinstance(part, BaseModel):
            _with_shared_names(part)
    return value


@cache
def _parts_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold other models, or lists of them."""
    shapes = fields_of(model).items()
    return tuple(name for name, shape in shapes if (shape.item or shape).model is not None)


_share = object.__setattr__  # the models are frozen


def _problem(model: type[BaseModel], document: YamlDocument, error: ErrorDetails) -> Problem:
    location = tuple(error["loc"])
    field = _spell(location)
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            known = _fields_at(model, location[:-1])
            place = document.key_place(*location)
            message = f'"{location[-1]}" is not a field of {_spell(location[:-1]) or "the record"}.'
            mend = did_you_mean(str(location[-1]), known) or f"Known fields: {', '.join(known)}."
            return field_kinds.UNKNOWN_FIELD.at(place, message, mend)
        case "missing" if isinstance(location[-1], int):
            message, mend = _type_message(_spell(location[:-1]), error | {"type": "tuple_type"})
        case "missing":
            place = document.place(*location)
            message = f'{_spell(location[:-1]) or "The record"} has no "{location[-1]}".'
            return field_kinds.MISSING_FIELD.at(place, message, f"Add {location[-1]}: here.")
        case "enum":
            expected = [term.strip(" '") for term in re.split(r",| or ", str(context["expected"]))]
            message = f'{field} is "{_shown(error["input"])}", which is not one of its terms.'
            mend = did_you_mean(str(error["input"]), expected)
            mend = f"{mend} Terms: {', '.join(expected)}.".strip()
        case "string_pattern_mismatch":
            message = f'{field} is "{_shown(error["input"])}", which has not the right form.'
            pattern = str(context["pattern"])
            mend = next((m for part, m in _PATTERN_MENDS.items() if part in pattern), "")
        case kind if kind in _OWN_MENDS:
            message = f"{field} {_quoted(error['input'])}{error['msg']}."
            mend = _OWN_MENDS[kind]
        case _:
            message, mend = _type_message(field, error)
    date = error["type"] in _DATE_ERRORS
    problem_kind = date_kinds.IMPOSSIBLE_DATE if date else field_kinds.BAD_VALUE
    return problem_kind.at(document.place(*location), message, mend)


def _type_message(field: str, error: ErrorDetails) -> tuple[str, str]:
    value = error["input"]
    if value is None:
        return f"{field} is empty.", "Give it a value or delete the line."
    expectations = {
        "string_type": ("a text", "Write plain text; quote it where it holds a colon."),
        "list_type": ("a list", "Write [a, b], or one item a line, each after a dash."),
        "tuple_type": ("a pair", "Write two numbers: [lower, upper]."),
        "dict_type": ("fields and values", "Indent the fields below it, each as name: value."),
        "model_type": ("fields and values", "Indent the fields below it, each as name: value."),
        "int_parsing": ("a whole number", "Write digits only: 223."),
        "bool_parsing": ("true or false", "Write true or false."),
        "date_from_datetime_parsing": ("a date", "Write a full date: 2026-11-22."),
    }
    expected, mend = expectations.get(error["type"], ("", ""))
    if expected:
        return f"{field} {_quoted(value)}should be {expected}.", mend
    said = error["msg"][0].lower() + error["msg"][1:]
    return f"{field} {_quoted(value)}does not fit: {said}.", ""


def _quoted(value: Any) -> str:
    return f'"{_shown(value)}" ' if isinstance(value, str | int | float) else ""


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _spell(location: tuple[str | int, ...]) -> str:
    """Spell a location as editors read it: claims[2].evidence[1].study, counting from 1."""
    spelled = ""
    for step in location:
        spelled += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if spelled else step
    return spelled


def _fields_at(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """Names of the fields that the model has at a location."""
    current = model
    for step in location:
        if isinstance(step, str) and step in current.model_fields:
            inner = list(_models_in(current.model_fields[step].annotation))
            current = inner[0] if inner else current
    return list(current.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif not (isinstance(annotation, type) and issubclass(annotation, Enum)):
        for part in getattr(annotation, "__args__", ()):
            yield from _models_in(part)
