"""The canonical layout of a record: fields in the order of the model, two spaces a level.

Written by us on the tree that the product itself reads (`yaml.compose`), because the libraries
that keep comments read scalars by YAML's own types and leave a comment behind when its field
moves. Brackets stay where they fit on a line; a long list becomes one item a line.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from mkdocs_evidence.editing.yaml_comments import (
    CommentMap,
    Container,
    Remark,
    is_schema_line,
)
from mkdocs_evidence.editing.yaml_scalars import LIMIT, Spot, write_flat, write_scalar
from mkdocs_evidence.model.structure import Shape
from mkdocs_evidence.sources.yaml_document import YamlDocument

_STEP = 2


def lay_out(document: YamlDocument, shape: Shape, schema_line: str = "") -> str:
    """The text of a record in canonical layout.

    Args:
        document: A record that was read without problems.
        shape: What its model says of it.
        schema_line: The comment that names its schema, for records that have none.

    Raises:
        TypeError: the document is no record.
    """
    if not isinstance(document.root, yaml.MappingNode):
        raise TypeError(f"{document.path} has no fields, so it was not read as a record")
    comments = CommentMap(document.root, document.text)
    layout = _Layout(document.text, comments)
    header = _without_outer_blanks(comments.header)
    if schema_line and not any(is_schema_line(remark) for remark in header):
        header.insert(0, schema_line)
    closes = len(comments.header) > 1 and not comments.header[-1]
    lines = [*header, *([""] if closes and header else [])]
    lines += layout.fields(document.root, shape, 0)
    foot = comments.of(document.root).foot
    lines += foot[: len(foot) - 1] if foot and not foot[-1] else foot
    return "\n".join(lines) + "\n"


class _Layout:
    """Writes the nodes of one document."""

    def __init__(self, text: str, comments: CommentMap) -> None:
        self._text = text
        self._comments = comments

    def fields(
        self, node: yaml.MappingNode, shape: Shape, indent: int, *, in_flow: bool = False
    ) -> list[str]:
        """The fields of a mapping, one or more lines each."""
        lines: list[str] = []
        in_flow = in_flow or bool(node.flow_style)
        for key, value in _in_order(node, shape):
            above = self._above(key)
            lines += _indented(above[1:] if above[:1] == [""] and not lines else above, indent)
            name = self._flat(key, in_flow=in_flow, to_flow=False)
            label = f"{' ' * indent}{name}:"
            lines += self._value(key, value, label, shape.below(key.value), in_flow)
        return lines

    def _value(
        self, owner: yaml.Node, value: yaml.Node, label: str, shape: Shape, in_flow: bool
    ) -> list[str]:
        """A field or an item; its label, `name:` or `-`, begins with its indentation."""
        remark = "".join(f"  {text}" for text in self._beside(owner))
        below = len(label) - len(label.lstrip(" ")) + _STEP
        if isinstance(value, yaml.ScalarNode):
            spot = Spot(len(label) + 1, below, in_flow, shape.strips)
            written = write_scalar(value, self._text, spot)
            first = f"{label} {written.first}".rstrip() + remark
            return [first, *_indented(written.below, below)]
        if flat := self._bracketed(value, shape, room=len(label) + 1):
            return [f"{label} {flat}{remark}"]
        return [label + remark, *self._block(value, shape, below, in_flow=in_flow)]

    def _block(self, node: yaml.Node, shape: Shape, indent: int, *, in_flow: bool) -> list[str]:
        """The fields or items of a container, and the comments at its foot."""
        if isinstance(node, yaml.MappingNode):
            lines = self.fields(node, shape, indent, in_flow=in_flow)
        elif isinstance(node, yaml.SequenceNode):
            lines = self._items(node, shape, indent, in_flow=in_flow)
        return [*lines, *_indented(_taken(self._comments.of(node).foot), indent)]

    def _items(
        self, node: yaml.SequenceNode, shape: Shape, indent: int, *, in_flow: bool
    ) -> list[str]:
        lines: list[str] = []
        in_flow = in_flow or bool(node.flow_style)
        for item in node.value:
            above = self._above(item)
            hoisted, written = self._item(item, shape.item or Shape(), indent, in_flow)
            above = [*above, *filter(None, hoisted)]
            lines += _indented(above[1:] if above[:1] == [""] and not lines else above, indent)
            lines += written
        return lines

    def _item(
        self, item: yaml.Node, shape: Shape, indent: int, in_flow: bool
    ) -> tuple[list[Remark], list[str]]:
        """The comments that go above an item because they fit nowhere inside, and its lines."""
        dash = " " * indent + "-"
        if isinstance(item, yaml.ScalarNode) or self._bracketed(item, shape, room=len(dash) + 1):
            return [], self._value(item, item, dash, shape, in_flow)
        hoisted = self._beside(item)
        hoisted += self._above(_first_of(item, shape))
        lines = self._block(item, shape, indent + _STEP, in_flow=in_flow)
        lines[0] = f"{dash} {lines[0].lstrip(' ')}"
        return hoisted, lines

    def _bracketed(self, node: yaml.Node, shape: Shape, *, room: int) -> str:
        """A list or fields in brackets on one line; nothing where they must stand on several."""
        if not isinstance(node, Container) or not node.flow_style:
            return ""
        if self._comments.inside(node):
            return ""
        flat = self._flat(node, in_flow=True, to_flow=True, shape=shape)
        return flat if room + len(flat) <= LIMIT or not node.value else ""

    def _flat(
        self, node: yaml.Node, *, in_flow: bool, to_flow: bool, shape: Shape | None = None
    ) -> str:
        shape = shape or Shape()
        if isinstance(node, yaml.MappingNode):
            pairs = (
                f"{self._flat(key, in_flow=in_flow, to_flow=True)}: "
                f"{self._flat(value, in_flow=in_flow, to_flow=True, shape=shape.below(key.value))}"
                for key, value in _in_order(node, shape)
            )
            return f"{{{', '.join(pairs)}}}"
        if isinstance(node, yaml.SequenceNode):
            items = (
                self._flat(item, in_flow=in_flow, to_flow=True, shape=shape.item)
                for item in node.value
            )
            return f"[{', '.join(items)}]"
        if isinstance(node, yaml.ScalarNode):
            return write_flat(node, node.value, in_flow=in_flow, to_flow=to_flow)
        raise TypeError(f"a {type(node).__name__} is no value of a record")

    def _above(self, node: yaml.Node) -> list[Remark]:
        return _taken(self._comments.of(node).above)

    def _beside(self, node: yaml.Node) -> list[Remark]:
        return _taken(self._comments.of(node).beside)


def _taken(remarks: list[Remark]) -> list[Remark]:
    """The comments, and none the next time: what an anchor repeats carries them once."""
    taken = remarks.copy()
    remarks.clear()
    return taken


def _first_of(node: yaml.Node, shape: Shape) -> yaml.Node:
    if isinstance(node, yaml.MappingNode):
        return _in_order(node, shape)[0][0]
    first: yaml.Node = node.value[0]
    return first


def _in_order(node: yaml.MappingNode, shape: Shape) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """The fields in the order of the model; names that are content keep the editor's order."""
    order = {name: position for position, name in enumerate(shape.names)}
    return sorted(node.value, key=lambda pair: order.get(pair[0].value, len(order)))


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _without_outer_blanks(remarks: list[Remark]) -> list[Remark]:
    said = [number for number, remark in enumerate(remarks) if remark]
    return remarks[said[0] : said[-1] + 1] if said else []
