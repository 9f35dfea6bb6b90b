"""Every field of every kind of record as a page of tables, made from the models."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mkdocs_evidence.editing.hints import purpose, summary
from mkdocs_evidence.model.fields import NAMES, SLUG_PATTERN
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.structure import Shape, fields_of
from mkdocs_evidence.model.vocabulary import Vocabulary
from mkdocs_evidence.sources.record_files import MODELS

_START = """\
# Every field

What may stand where, made from the same models as the checks. A field in **bold** must be there; any
other may be left out, and what is not known is left out. Editors that speak YAML complete all of it.

"""
_FILES = {
    "condition": "docs/conditions/<name>.yml",
    "treatment": "docs/treatments/<name>.yml",
    "harm": "docs/harms/<name>.yml",
    "topic": "docs/topics/<name>.yml",
    "study": "docs/studies/<citation key>.yml",
    "statements": "docs/heard/<name>.yml",
}
#: Names that a text may give, by the list from which editors complete them.
_NAMED = {
    "records": "name of a record",
    "treatments": "name of a treatment",
    "groups": "group of `mkdocs.yml`",
    "outcome-groups": "outcome group of `mkdocs.yml`",
    "studies": "citation key",
    "claims": "`record#claim`",
}
_WORDS: dict[Any, str] = {
    bool: "true or false",
    int: "whole number",
    Decimal: "number, with the digits of the source",
    tuple: "[number, number]",
    dt.date: "day, such as 2026-11-22",
    dict: "names, each with its text",
    list: "list of texts",
}


def field_guide() -> str:
    """The page, as Markdown: records first, then their parts, then the terms."""
    records = ", ".join(f"`{_FILES[kind]}`" for kind, model in MODELS.items() if _is_record(model))
    sections = [_section("Every record", f"{records}.", Record, list(fields_of(Record)))]
    for kind, model in MODELS.items():
        own = [name for name in fields_of(model) if name not in Record.model_fields]
        more = ", with the fields of every record and these" if _is_record(model) else ""
        if own:
            sections.append(_section(kind.capitalize(), f"`{_FILES[kind]}`{more}.", model, own))
    parts = _parts()
    sections += [
        _section(_title(part), summary(part), part, list(fields_of(part))) for part in parts
    ]
    terms = {shape.vocabulary: None for shape in _shapes([*MODELS.values(), *parts])}
    sections += [_terms(vocabulary) for vocabulary in terms if vocabulary]
    return _START + "\n".join(sections)


def _is_record(model: type[BaseModel]) -> bool:
    return issubclass(model, Record)


def _section(title: str, about: str, model: type[BaseModel], names: list[str]) -> str:
    rows = (_row(model, name, shape) for name, shape in fields_of(model).items() if name in names)
    head = "| Field | What it is for | What stands there |\n|---|---|---|"
    return f"## {title}\n\n{about}\n\n{head}\n" + "\n".join(rows) + "\n"


def _row(model: type[BaseModel], name: str, shape: Shape) -> str:
    field = f"`{name}`"
    if model.model_fields[name].is_required():
        field = f"**{field}**"
    return f"| {field} | {_cell(purpose(model, name))} | {_form(model, name, shape)} |"


def _form(model: type[BaseModel], name: str, shape: Shape) -> str:
    hint = get_type_hints(model, include_extras=True)[name]
    bare, _ = _bare(hint)
    is_list = get_origin(bare) is list
    inner = shape.item or shape
    if part := inner.model or inner.vocabulary:
        title = _title(part)
        form = f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
    else:
        form = _plain(get_args(bare)[0] if is_list else hint)
    return f"list: {form}" if is_list else form


def _bare(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type and what it was annotated with; of a union, what it allows beside None."""
    extras: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            extras += tuple(more)
        elif get_origin(hint) in {Union, UnionType}:
            hint = next(part for part in get_args(hint) if part is not NoneType)
        else:
            return hint, extras


def _plain(hint: Any) -> str:
    """What is written where no part and no term stands, in an editor's words."""
    bare, extras = _bare(hint)
    known = [extra.json_schema_extra for extra in extras if isinstance(extra, FieldInfo)]
    named = next(
        (extra[NAMES] for extra in known if isinstance(extra, dict) and NAMES in extra), ""
    )
    if isinstance(named, str) and named:
        return _NAMED[named]
    if any(isinstance(extra, dict) and "multipleOf" in extra for extra in known):
        return "date, such as 2026, 2026-11 or 2026-11-22"
    if any(getattr(extra, "pattern", None) == SLUG_PATTERN for extra in extras):
        return "lower-case words joined by hyphens"
    return _WORDS.get(get_origin(bare) or bare, "text")


def _terms(vocabulary: type[Vocabulary]) -> str:
    head = "| Term | On pages | What it means |\n|---|---|---|"
    rows = (f"| `{term.value}` | {term.label} | {_cell(term.meaning)} |" for term in vocabulary)
    title = _title(vocabulary)
    return f"## {title}\n\n{summary(vocabulary)}\n\n{head}\n" + "\n".join(rows) + "\n"


def _parts() -> list[type[BaseModel]]:
    """The models that stand inside records, each once, in order of appearance."""
    found: dict[type[BaseModel], None] = {}
    waiting = list(MODELS.values())
    while waiting:
        for shape in _shapes([waiting.pop(0)]):
            if shape.model and shape.model not in found:
                found[shape.model] = None
                waiting.append(shape.model)
    return list(found)


def _shapes(models: list[type[BaseModel]]) -> Iterator[Shape]:
    for model in models:
        for shape in fields_of(model).values():
            yield shape.item or shape


def _title(part: type) -> str:
    """The name of a class in words: EvidenceLink is "Evidence link"."""
    words = "".join(
        f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__
    )
    return words.strip().capitalize()


def _cell(text: str) -> str:
    """A text as the cell of a table; our notations in it are shown, not read."""
    text = re.sub(r"\[@[^]]+\]", r"`\g<0>`", " ".join(text.split()))
    return text.replace("|", "\\|").replace("<", "&lt;")
