"""JSON in which numbers keep the digits of their source: `2.50` stays `2.50`.

JSON itself has no binary floats (RFC 8259, section 6); only most of its readers do. Those that
read decimals see how precisely a source reported.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Any

#: What stands in the place of a number, or of what is written already, on its way through the
#: encoder: a text of NUL, which no other text is.
_MARK = "\0"
_MARKED = json.dumps(_MARK)


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is written as JSON already, because it stands in many places."""

    json: str

    @classmethod
    def of(cls, data: Any) -> Written:
        """Write a value; see `exact_json`."""
        return cls(_written(data))


def exact_json(data: Any) -> str:
    """Data with decimals as JSON without spaces, with a line break at its end.

    Texts must hold no NUL character (see one_line).

    Raises:
        TypeError: something in it is no JSON value.
    """
    return _written(data) + "\n"


def _written(data: Any) -> str:
    marked: list[str] = []

    def mark(value: object) -> str:
        if isinstance(value, Written):
            marked.append(value.json)
        elif isinstance(value, Decimal) and value.is_finite():
            marked.append(str(value))
        else:
            raise TypeError(f"{value!r} has no form in JSON")
        return _MARK

    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=mark)
    between = text.split(_MARKED)
    return "".join(chain.from_iterable(zip_longest(between, marked, fillvalue="")))
