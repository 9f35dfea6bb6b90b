"""Comments by which an editor waives one check in one place, with the reason.

    effect: {measure: rr, value: 0.79}  # evidence: ignore NUM007 adjusted for age

A YAML comment on a line of its own speaks for the field below it, one at the end of a line for the
field of that line. In references.bib, `% evidence: ignore CODE reason` above an entry speaks for
the entry; on a hand-written page, `<!-- evidence: ignore CODE reason -->` for the paragraph, list or
table below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.sources.text_file import lines_of
from mkdocs_evidence.sources.yaml_document import YamlDocument

_WORDS = r"evidence:[ \t]*ignore\b[ \t]*(?P<code>[^\s>]*)[ \t]*(?P<reason>.*?)[ \t]*"
_IN_YAML = re.compile(rf"(?:^|(?<=\s))#[ \t]*{_WORDS}$", re.MULTILINE)
_IN_BIBTEX = re.compile(rf"^[ \t]*%[ \t]*{_WORDS}$")
_IN_MARKDOWN = re.compile(rf"^[ \t]*<!--[ \t]*{_WORDS}-->[ \t]*$")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")


@dataclass(frozen=True)
class IgnoreComment:
    """One comment: the code it waives, why, where it stands, and the lines it speaks for."""

    code: str
    reason: str
    place: Place
    first_line: int
    last_line: int


def ignored_in_yaml(document: YamlDocument) -> Iterator[IgnoreComment]:
    """The comments of a record; the same words inside a text are no comment."""
    text = document.text
    if "ignore" not in text or not _IN_YAML.search(text) or document.root is None:
        return
    lines = lines_of(document.text)
    nodes = list(_nodes(document.root))
    for number, line in enumerate(lines, start=1):
        match = _IN_YAML.search(line)
        if match is None or any(_holds(node, number - 1, match.start()) for node in nodes):
            continue
        stands_alone = not line[: match.start()].strip()
        target = _next_content(lines, number) if stands_alone else number
        place = Place(document.path, number, match.start() + 1)
        yield IgnoreComment(match["code"], match["reason"], place, target, _end(nodes, target))


def _nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(key)
            yield from _nodes(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item)


def _holds(node: yaml.Node, line: int, column: int) -> bool:
    start, end = node.start_mark, node.end_mark
    inside = (start.line, start.column) <= (line, column) < (end.line, end.column)
    return isinstance(node, yaml.ScalarNode) and inside


def _next_content(lines: list[str], after: int) -> int:
    for number, line in enumerate(lines[after:], start=after + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return number
    return after


def _end(nodes: list[yaml.Node], line: int) -> int:
    """Last line that a comment on a line speaks for, counted from 1.

    A text or a flow collection that begins there counts whole. Of a list or mapping in block
    style only the beginning does, where problems of the whole of it stand.
    """
    ends = [line]
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            fields = (value for key, value in node.value if key.start_mark.line + 1 == line)
            ends += [_last_line(value) for value in fields]
        elif isinstance(node, yaml.SequenceNode):
            items = (item for item in node.value if item.start_mark.line + 1 == line)
            ends += [_last_line(item) for item in items]
    return max(ends)


def _last_line(node: yaml.Node) -> int:
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return int(node.start_mark.line) + 1
    end = node.end_mark
    return int(end.line) + 1 if end.column else int(end.line)


def ignored_in_bibtex(text: str, path: str) -> Iterator[IgnoreComment]:
    """The comments between the entries of a .bib file."""
    if "evidence:" not in text:
        return
    lines = lines_of(text)
    starts = [number for number, line in enumerate(lines, 1) if line.lstrip().startswith("@")]
    for number, line in enumerate(lines, start=1):
        if match := _IN_BIBTEX.match(line):
            below = [start for start in starts if start > number]
            first = below[0] if below else number
            last = below[1] - 1 if len(below) > 1 else len(lines)
            place = Place(path, number, line.index("%") + 1)
            yield IgnoreComment(match["code"], match["reason"], place, first, last)


def ignored_in_markdown(text: str, path: str) -> Iterator[IgnoreComment]:
    """The comments of a hand-written page, outside its blocks of code."""
    if "evidence:" not in text:
        return
    lines = lines_of(text)
    in_code = False
    for number, line in enumerate(lines, start=1):
        in_code ^= bool(_FENCE.match(line))
        match = None if in_code else _IN_MARKDOWN.match(line)
        if match:
            first = next((n for n in range(number, len(lines)) if lines[n].strip()), number) + 1
            last = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
            place = Place(path, number, line.index("<") + 1)
            yield IgnoreComment(match["code"], match["reason"], place, first, last)
