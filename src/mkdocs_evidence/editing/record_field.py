"""Sets one field of a record; every other line, and every comment, stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml
from mkdocs_evidence.sources.yaml_field import FieldSpan, field_span

#: A field's value: text, a list of texts, or fields of those.
Value = str | Sequence[str] | Mapping[str, "Value"]

#: Text that means itself without quotes, to our reader and to others.
_PLAIN = re.compile(
    r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[A-Za-z0-9][\w./()+-]*(?: [\w./()+-]+)*",
    re.IGNORECASE | re.ASCII,
)


def with_field(text: str, name: str, value: Value) -> str | None:
    """The text of a record with one field set; None where that cannot be done safely.

    A record that cannot be read, or in which an alias or the like ties the field to another place,
    is left to an editor.
    """
    document, problems = parse_yaml(text, "")
    if document is None or problems or not isinstance(document.data, dict | None):
        return None
    before = document.data or {}
    changed = _changed(document, name, value)
    after, problems = parse_yaml(changed, "")
    is_safe = after is not None and not problems and after.data == {**before, name: value}
    return changed if is_safe else None


def _changed(document: YamlDocument, name: str, value: Value) -> str:
    text = document.text
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    span = field_span(document, name)
    if span is None:
        separator = end_of_line if text and not text.endswith("\n") else ""
        return (
            text
            + separator
            + _block(FieldSpan(0, 0, False, 0, ()), name, value, end_of_line)
            + end_of_line
        )
    if span.in_braces:
        gap = ", " if span.is_absent else ""
        return f"{text[: span.start]}{gap}{name}: {_flow(value)}{text[span.end :]}"
    block = _block(span, name, value, end_of_line)
    if not span.is_absent:
        return text[: span.start] + block.lstrip(" ") + text[span.end :]
    separator = "" if text.endswith("\n") else end_of_line
    return text + separator + block + end_of_line


def _block(span: FieldSpan, name: str, value: Value, end_of_line: str) -> str:
    lines = list(_lines(name, value))
    kept = [f"  # {comment}" for comment in span.comments]
    indent = " " * span.indent
    return end_of_line.join(indent + line for line in [lines[0], *kept, *lines[1:]])


def _lines(name: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{name}: {_scalar(value)}"
    elif isinstance(value, Mapping):
        yield f"{name}:"
        for inner, part in value.items():
            yield from (f"  {line}" for line in _lines(inner, part))
    else:
        yield f"{name}:"
        yield from (f"  - {_scalar(item)}" for item in value)


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(part)}" for name, part in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
