"""What the models say of a field, in a line or two of comment for its editor."""

from __future__ import annotations

from textwrap import wrap

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mkdocs_evidence.model.structure import Shape, fields_of

#: Comments run to here, like the lines of the code.
WIDTH = 100


def purpose(model: type[BaseModel], name: str) -> str:
    """What a field is for: its own description, or that of what stands in it."""
    field: FieldInfo = model.model_fields[name]
    if field.description:
        return field.description
    shape = fields_of(model)[name]
    inner = shape.item or shape
    source = inner.model or inner.vocabulary
    return summary(source) if source else ""


def summary(source: type) -> str:
    """The first sentence of what a model or vocabulary says of itself."""
    first = " ".join((source.__doc__ or "").split("\n\n")[0].split())
    return first.split(" Source:")[0]


def choices(shape: Shape) -> str:
    """What may be written: the terms of a vocabulary, or the fields of what stands here."""
    inner = shape.item or shape
    if inner.vocabulary:
        return f"One of: {', '.join(inner.vocabulary)}."
    return f"Fields: {', '.join(inner.names)}." if inner.model else ""


def comment(text: str, indent: int) -> list[str]:
    """A text as lines of comment."""
    start = " " * indent + "# "
    return [start + line for line in wrap(text, WIDTH - len(start))]
