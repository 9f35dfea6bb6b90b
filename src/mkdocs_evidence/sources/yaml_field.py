"""Where one field of a record stands in its text, so that it can be changed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from mkdocs_evidence.sources.yaml_document import YamlDocument

_BLOCK_STYLES = {"|", ">"}


@dataclass(frozen=True)
class FieldSpan:
    """Where a field of a record stands in its text, in characters from the beginning."""

    #: From the field's name to the last character of its value; comments behind it are outside.
    start: int
    end: int
    #: Whether the record is written in braces: {name: value}.
    in_braces: bool
    #: Column of the record's fields.
    indent: int
    #: Comments inside the value, without their signs.
    comments: tuple[str, ...]

    @property
    def is_absent(self) -> bool:
        """True where the record has no such field, and the span is the place for it."""
        return self.start == self.end


def field_span(document: YamlDocument, name: str) -> FieldSpan | None:
    """Find a field of a record, or the place behind the last field; None where there is no field."""
    root = document.root
    if not isinstance(root, yaml.MappingNode) or not root.value:
        return None
    text, indent, in_braces = document.text, root.start_mark.column, bool(root.flow_style)
    for key, value in root.value:
        if getattr(key, "value", None) == name:
            start, end = key.start_mark.index, _last_character(value, text)
            return FieldSpan(start, end, in_braces, indent, tuple(_comments(key, value, text)))
    end = root.end_mark.index - 1 if in_braces else len(text)
    return FieldSpan(end, end, in_braces, indent, ())


def _last_character(node: yaml.Node, text: str) -> int:
    """End of a value; to the parser, block collections own the comments and lines below them."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_character(last[1] if isinstance(last, tuple) else last, text)
    return len(text[: node.end_mark.index].rstrip())


def _comments(key: yaml.Node, value: yaml.Node, text: str) -> Iterator[str]:
    """Comments on lines of their own and behind values, above the value's last line."""
    first, last = key.start_mark.line, text.count("\n", 0, _last_character(value, text))
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for node in (key, *_written(value)):
        stop = node.end_mark.line
        if getattr(node, "style", None) not in _BLOCK_STYLES:
            ends[stop] = max(ends.get(stop, 0), node.end_mark.column)
            stop += 1
        inside.update(range(node.start_mark.line + 1, stop))
    for number, line in enumerate(text.split("\n")[first:last], first):
        rest = line[ends[number] :] if number in ends else "" if number in inside else line
        rest = rest.lstrip(" \t:,[]{}-")
        if rest.startswith("#"):
            yield rest.strip("# \t\r")


def _written(node: yaml.Node) -> Iterator[yaml.Node]:
    """Everything below a node whose end stands where its last character does."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _written(key)
            yield from _written(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _written(item)
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        yield node
