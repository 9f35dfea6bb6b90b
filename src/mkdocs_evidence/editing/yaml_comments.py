"""Comments of a record, each with the field or item that it belongs to.

A comment on lines of its own belongs to what comes next, so it moves with it; one behind a value
belongs to that value. A comment that is indented deeper than what comes next closes the list or
the fields above it. Empty lines between fields are kept, one at a time, in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

Container = yaml.MappingNode | yaml.SequenceNode
#: A comment, or one empty line ("").
Remark = str


@dataclass
class Remarks:
    """What is said around one field, item or container."""

    above: list[Remark] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    #: Below the last field or item of a container.
    foot: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Entry:
    """A field (with its name) or an item of a list, in the order of the file."""

    node: yaml.Node
    value: yaml.Node
    start: int
    column: int
    #: The containers around it, from the outermost in, each with the entry that holds it.
    around: tuple[tuple[Container, _Entry | None], ...]


def is_schema_line(remark: Remark) -> bool:
    """True for the comment that names a record's schema to editors."""
    return bool(re.match(r"#\s*yaml-language-server\s*:", remark))


class CommentMap:
    """The comments of a document by the node that they belong to.

    A field is known by the node of its name, an item by its own node.
    """

    def __init__(self, root: yaml.Node | None, text: str) -> None:
        self._remarks: dict[int, Remarks] = {}
        self.header: list[Remark] = []
        self._text = text
        self._entries: list[_Entry] = []
        self._scalars: list[tuple[int, int]] = []
        self._seen: set[int] = set()
        if root is not None:
            self._collect(root, ())
        self._scalars.sort()
        self._starts = [entry.start for entry in self._entries]
        self._attach(root)

    def of(self, node: yaml.Node) -> Remarks:
        """What is said around a field or an item."""
        return self._remarks.setdefault(id(node), Remarks())

    def comments(self) -> Iterator[str]:
        """Every comment of the document, in the order of the file."""
        return (remark for _, remark, _ in self._remarks_in_text() if remark)

    def inside(self, node: yaml.Node) -> bool:
        """True where a comment stands anywhere inside a container."""
        if isinstance(node, yaml.ScalarNode) or id(node) not in self._seen:
            return False
        if self._is_said(node, only_foot=True):
            return True
        if isinstance(node, yaml.MappingNode):
            return any(self._is_said(key) or self.inside(value) for key, value in node.value)
        return any(self._is_said(item) or self.inside(item) for item in node.value)

    def _is_said(self, node: yaml.Node, *, only_foot: bool = False) -> bool:
        remarks = self._remarks.get(id(node))
        if remarks is None:
            return False
        said = remarks.foot if only_foot else [*remarks.above, *remarks.beside]
        return any(said)

    def _collect(
        self,
        node: yaml.Node,
        around: tuple[tuple[Container, _Entry | None], ...],
        holder: _Entry | None = None,
    ) -> None:
        if id(node) in self._seen:  # an anchor that is repeated
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            self._scalars.append(_span(node, self._text))
        if not isinstance(node, Container):
            return
        inside = (*around, (node, holder))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._scalars.append(_span(key, self._text))
                start = key.start_mark.index
                entry = _Entry(key, value, start, _column(self._text, start), inside)
                self._entries.append(entry)
                self._collect(value, inside, entry)
        else:
            for item in node.value:
                if id(item) in self._seen:
                    continue
                start = item.start_mark.index
                column = node.start_mark.column if not node.flow_style else item.start_mark.column
                entry = _Entry(item, item, start, column, inside)
                self._entries.append(entry)
                self._collect(item, inside, entry)

    def _attach(self, root: yaml.Node | None) -> None:
        for position, remark, alone in self._remarks_in_text():
            if alone:
                self._attach_alone(position, remark, root)
            elif entry := self._entry_before(position):
                said = self.of(entry.node)  # a second one, as behind a bracket, has no room beside
                (said.above if said.beside else said.beside).append(remark)
            else:
                self.header.append(remark)
        self._split_header()

    def _split_header(self) -> None:
        """What stands right above the first field is said of it; the rest is said of the file."""
        if not self._entries:
            return
        first = self._entries[0].node
        breaks = [number for number, remark in enumerate(self.header, 1) if not remark]
        keep = breaks[-1] if breaks else 0
        if self.header and is_schema_line(self.header[0]):
            keep = max(keep, 1)
        self.of(first).above[:0] = self.header[keep:]
        self.header = self.header[:keep]

    def _remarks_in_text(self) -> Iterator[tuple[int, Remark, bool]]:
        """Each comment, and the first of empty lines: where, what, and whether it stands alone."""
        ends = [end for _, end in self._scalars]
        starts = [start for start, _ in self._scalars]
        position = 0
        was_empty = False
        for line in self._text.split("\n"):
            if not line.strip():
                repeats = was_empty or position == len(self._text)
                if not repeats and not _covered(position, starts, ends):
                    yield position, "", True
                was_empty = True
            else:
                was_empty = False
                for match in re.finditer(r"(?:^|(?<=[ \t]))#", line):
                    at = position + match.start()
                    if not _covered(at, starts, ends):
                        alone = not line[: match.start()].strip("- \t")
                        yield at, line[match.start() :].rstrip(), alone
                        break
            position += len(line) + 1

    def _attach_alone(self, position: int, remark: Remark, root: yaml.Node | None) -> None:
        index = bisect_left(self._starts, position)
        following = self._entries[index] if index < len(self._entries) else None
        if index == 0:
            self.header.append(remark)
            return
        column = _column(self._text, position) if remark else 0
        if following is not None and column <= following.column:
            above = self.of(following.node).above
            if remark or above[-1:] != [""]:
                above.append(remark)
            return
        if not remark and following is None:
            return
        before = self._entries[index - 1]
        closed = [
            container
            for container, _ in before.around
            if container is not root and _is_indented_by(container, column, position)
        ]
        if closed:
            self.of(closed[-1]).foot.append(remark)
        elif following is not None:
            self.of(following.node).above.append(remark)
        elif root is not None:
            self.of(root).foot.append(remark)

    def _entry_before(self, position: int) -> _Entry | None:
        index = bisect_right(self._starts, position)
        if not index:
            return None
        entry = self._entries[index - 1]
        for container, holder in reversed(entry.around):
            if container.flow_style and container.end_mark.index <= position and holder:
                entry = holder
        return entry


def _covered(position: int, starts: list[int], ends: list[int]) -> bool:
    index = bisect_right(starts, position)
    return bool(index) and position < ends[index - 1]


def _column(text: str, position: int) -> int:
    return position - (text.rfind("\n", 0, position) + 1)


def _is_indented_by(container: Container, column: int, position: int) -> bool:
    """True where a comment stands in the column of a container, or between its brackets."""
    if container.flow_style:
        return bool(position < container.end_mark.index)
    return bool(container.start_mark.column <= column)


def _span(node: yaml.ScalarNode, text: str) -> tuple[int, int]:
    """Start and end of a value, without a comment behind `>-` and the empty lines below."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in {"|", ">"}:
        header_end = text.find("\n", start, end)
        start = header_end if header_end >= 0 else end
        end = len(text[:end].rstrip())
    return start, max(start, end)
