"""JSON in which numbers keep the digits of their source: `2.50` stays `2.50`.

JSON itself has no binary floats (RFC 8259, section 6); only most of its readers do. Those that
read decimals see how precisely a source reported.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

#: A number on its way through the encoder: text that begins with NUL, which no other text does.
_MARKED = re.compile(r'"\\u0000([^"]*)"')


def exact_json(data: Any) -> str:
    """Data with decimals as JSON without spaces, with a line break at its end.

    Texts must hold no NUL character (see one_line).

    Raises:
        TypeError: something in it is no JSON value.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_mark)
    return _MARKED.sub(r"\1", text) + "\n"


def _mark(value: object) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        return f"\0{value}"
    raise TypeError(f"{value!r} has no form in JSON")
