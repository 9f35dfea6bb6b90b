"""Sentences as plain data, so that the cache of the history can say them again in any language."""

from __future__ import annotations

from typing import Any

from mkdocs_evidence.words import Sentence


def parts_of(said: str) -> Any:
    """A sentence as JSON holds it: its message with what fills it; a plain text is itself."""
    if not isinstance(said, Sentence):
        return said
    values = {name: parts_of(value) for name, value in said.values.items()}
    return [said.message, values, said.context, said.many, said.how_many]


def from_parts(data: Any) -> str:
    """The sentence that JSON holds.

    Raises:
        ValueError: it is not one.
    """
    match data:
        case str():
            return data
        case [str(message), dict(values), str(context), str(many), int(count)]:
            filled = {str(name): from_parts(value) for name, value in values.items()}
            return Sentence.of(message, filled, context, (many, count))
    raise ValueError("not a sentence")
