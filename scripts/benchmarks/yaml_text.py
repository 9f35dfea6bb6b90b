"""Plain values as YAML: block style outside, flow style where a value says so, long texts folded.

The scripts run on a bare Python, so there is no YAML library to ask.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WIDTH = 96
#: Texts that need no quotes: no number, date, word of YAML's own, or sign that means something.
_PLAIN = re.compile(r"[A-Za-z][\w ,.()/'%;|-]*", re.UNICODE)
_WORDS_OF_YAML = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


@dataclass(frozen=True, slots=True)
class Flow:
    """A value that is written on one line."""

    value: Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the digits that it was printed with."""

    digits: str


def yaml_text(value: Mapping[str, Any]) -> str:
    """A mapping as a YAML file."""
    return "\n".join(_mapping(value, 0)) + "\n"


def _mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for name, item in value.items():
        yield from _field(f"{'  ' * depth}{name}:", item, depth)


def _field(start: str, item: Any, depth: int) -> Iterator[str]:
    if isinstance(item, Mapping):
        yield start
        yield from _mapping(item, depth + 1)
    elif isinstance(item, list):
        yield start
        for part in item:
            yield from _item(part, depth + 1)
    elif isinstance(item, str) and ("\n" in item or len(start) + len(item) > _WIDTH):
        yield f"{start} {'|-' if chr(10) in item else '>-'}"
        yield from _block(item, depth + 1)
    else:
        yield f"{start} {_scalar(item)}"


def _item(part: Any, depth: int) -> Iterator[str]:
    """An item of a list: a mapping begins on the line of its dash."""
    if isinstance(part, Mapping):
        lines = list(_mapping(part, depth + 1))
        yield f"{'  ' * depth}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield from _field(f"{'  ' * depth}-", part, depth)


def _block(text: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if "\n" in text:
        yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
    else:
        yield from textwrap.wrap(
            text,
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _scalar(item: Any) -> str:
    if isinstance(item, Flow):
        return _flow(item.value)
    if isinstance(item, Number):
        return item.digits
    if isinstance(item, str):
        plain = _PLAIN.fullmatch(item) and item.lower() not in _WORDS_OF_YAML
        return item if plain and item == item.strip() else json.dumps(item, ensure_ascii=False)
    return json.dumps(item)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z][\w -]*", value):
        return json.dumps(value, ensure_ascii=False)
    return _scalar(value)
