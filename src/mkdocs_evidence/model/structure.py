"""What the models say of themselves: which fields a record has, in which order, and their form.

Layout, templates and schema are made from this, so they follow the models without a second list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints

from mkdocs_evidence.model.fields import Model
from mkdocs_evidence.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Shape:
    """What may stand at one place of a record."""

    #: The model whose fields stand here.
    model: type[BaseModel] | None = None
    #: What each item of a list, or each value of a table of names, is.
    item: Shape | None = None
    is_list: bool = False
    vocabulary: type[Vocabulary] | None = None
    #: True where space around a text means nothing.
    strips: bool = False

    def below(self, name: str) -> Shape:
        """What stands under a name here; anything may where the models say nothing."""
        if self.model is not None:
            return fields_of(self.model).get(name, Shape())
        return self.item or Shape()

    @property
    def names(self) -> list[str]:
        """Names of the fields here, in the order of the model."""
        return list(fields_of(self.model)) if self.model else []


@cache
def fields_of(model: type[BaseModel]) -> dict[str, Shape]:
    """The fields of a model in the order of records, and what may stand in each."""
    hints = get_type_hints(model, include_extras=True)
    names = list(model.model_fields)
    if issubclass(model, Model):
        for name, before in model.follows.items():
            names.remove(name)
            names.insert(names.index(before) + 1 if before else 0, name)
    return {name: shape_of(hints[name]) for name in names}


def shape_of(annotation: Any) -> Shape:
    """What an annotation allows; of a union, what it allows beside None."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = shape_of(arguments[0])
        strips = any(
            isinstance(extra, StringConstraints) and extra.strip_whitespace for extra in arguments
        )
        return Shape(inner.model, inner.item, inner.is_list, inner.vocabulary, strips)
    if origin in {Union, UnionType}:
        return shape_of(next(part for part in arguments if part is not NoneType))
    if origin in {list, tuple}:
        return Shape(item=shape_of(arguments[0]), is_list=True)
    if origin is dict:
        return Shape(item=shape_of(arguments[1]))
    if not isinstance(annotation, type):
        return Shape()
    return Shape(
        model=annotation if issubclass(annotation, BaseModel) else None,
        vocabulary=annotation if issubclass(annotation, Vocabulary) else None,
    )
