"""A YAML file as plain values, with the place of every value.

`yaml.compose` builds the node tree without constructing objects, so no content can run code and
YAML 1.1 never decides a type: every scalar stays text until the model reads it (`NO`, `12:30`,
`010` and `0.10` survive).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from mkdocs_evidence.model.problem import Place, Problem, ProblemKind
from mkdocs_evidence.model.problem_kinds import files as kinds
from mkdocs_evidence.sources.odd_text import MAX_TEXT, invisible_in_value, is_plain, stalling
from mkdocs_evidence.sources.text_file import find_words, lines_of, read_text

MAX_DEPTH = 40
MAX_NODES = 200_000
_STANDARD_TAG = "tag:yaml.org,2002:"
_MERGE_TAG = _STANDARD_TAG + "merge"
_ALLOWED_TAGS = {
    _STANDARD_TAG + name
    for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "value")
}
_TAGS = {
    yaml.ScalarNode: _STANDARD_TAG + "str",
    yaml.SequenceNode: _STANDARD_TAG + "seq",
    yaml.MappingNode: _STANDARD_TAG + "map",
}
#: What is a line break for YAML 1.1, and none for YAML 1.2 and for editors.
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_NULLS = {"", "~", "null", "Null", "NULL"}

#: What the parser says, and how an editor mends it.
_MENDS = {
    "mapping values are not allowed": 'A text with a colon needs quotes: name: "a: b".',
    "found a tab character": "Indent with spaces, not with tabs.",
    "cannot start any token": "Indent with spaces, not tabs; quote a text that begins with @, %, ` or |.",
    "could not find expected ':'": "A field is a name, a colon, a space and a value; check the line above too.",
    "did not find expected key": "Check the indentation and the quotes of this line and the one above.",
    "did not find expected ',' or ']'": "Close the [ bracket, or quote a text that contains one.",
    "did not find expected ',' or '}'": "Close the { brace, or quote a text that contains one.",
    "did not find expected '-' indicator": "Align the items of the list: each dash in the same column.",
    "found unexpected end of stream": "A quotation mark or bracket is never closed.",
    "found undefined alias": "A text that begins with * needs quotes.",
    "expected alphabetic or numeric": "A text that begins with *, & or ! needs quotes.",
    "found another document": "Keep one record in a file; remove the ---.",
}


@dataclass(frozen=True)
class YamlDocument:
    """The content of one YAML file: text, lists and mappings, and where each of them stands."""

    path: str
    #: The text in UTF-8: half of what it takes as characters, where a single one is not of ASCII.
    content: bytes = field(repr=False)

    @classmethod
    def of_text(cls, path: str, text: str) -> YamlDocument:
        """The document of a text."""
        return cls(path, text.encode("utf-8", "surrogatepass"))

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.content.decode("utf-8", "surrogatepass")

    def with_values(self, data: Any) -> YamlDocument:
        """The same, with its values read already."""
        self.__dict__["data"] = data
        return self

    def forget_values(self) -> None:
        """Become as light as the text: values and places are read anew when they are asked for."""
        for name in ("data", "root", "_lines"):
            self.__dict__.pop(name, None)

    @cached_property
    def data(self) -> Any:
        """The values of the file."""
        root = self.root
        return _NodeReader(self.path).read(root, 0) if root is not None else None

    @cached_property
    def root(self) -> yaml.Node | None:
        """The nodes of the file, each with its place: composed anew when a place is asked for.

        They are twenty times as large as the text, and a file without problems asks for none.
        """
        return _composed(self.text)

    def place_of_text(self, needle: str, *location: str | int) -> Place:
        """Place of some words inside the text at a location, which may run over many lines."""
        return Place.found_by(self.path, lambda: self._position_of_text(needle, location))

    def _position_of_text(self, needle: str, location: tuple[str | int, ...]) -> tuple[int, int]:
        node = self._node(*location)
        if node is None:
            return 1, 1
        start, end = node.start_mark, node.end_mark
        for number in range(start.line, min(end.line + 1, len(self._lines))):
            line = self._lines[number]
            first = start.column if number == start.line else 0
            last = end.column if number == end.line else len(line)
            column = find_words(needle, line, first, last)
            if column is not None:
                return number + 1, column + 1
        return _position(node)

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self.text)

    def lines(self, *location: str | int) -> tuple[int, int]:
        """First and last line of the value at a location."""
        node = self._node(*location)
        if node is None:
            return 1, 1
        return node.start_mark.line + 1, node.end_mark.line + 1

    def place(self, *location: str | int) -> Place:
        """Place of the value at a location; of its nearest ancestor where it is absent."""
        return Place.found_by(self.path, lambda: _position(self._node(*location)))

    def _node(self, *location: str | int) -> yaml.Node | None:
        node = self.root
        for step in location:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return node

    def key_place(self, *location: str | int) -> Place:
        """Place of the field name at a location (for fields that should not be there)."""
        node = self.root
        for step in location[:-1]:
            node = _child(node, step) or node
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                if getattr(key, "value", None) == location[-1]:
                    return Place(self.path, *_position(key))
        return self.place(*location)


def _position(node: yaml.Node | None) -> tuple[int, int]:
    """Line and column of a node, from 1."""
    if node is None or node.start_mark is None:
        return 1, 1
    return node.start_mark.line + 1, node.start_mark.column + 1


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if getattr(key, "value", None) == str(step):
                return value  # type: ignore[no-any-return]
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def read_yaml(file: Path, shown_path: str) -> tuple[YamlDocument | None, list[Problem]]:
    """Read one YAML file; the document is None where its problems leave nothing to validate."""
    text, problems = read_text(file, shown_path)
    return parse_yaml(text, shown_path) if text is not None else (None, problems)


def parse_yaml(text: str, shown_path: str) -> tuple[YamlDocument | None, list[Problem]]:
    """Parse the text of one YAML file."""
    try:
        root = _composed(text)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, shown_path)]
    except yaml.YAMLError as error:
        return None, [_character_problem(error, text, shown_path)]
    except RecursionError:
        message = f"The record has more than {MAX_DEPTH} levels."
        return None, [kinds.TOO_MUCH_YAML.at(Place(shown_path), message, "Split it.")]
    reader = _NodeReader(shown_path)
    data = reader.read(root, 0) if root is not None else None
    if reader.stopped:
        return None, reader.problems
    document = YamlDocument.of_text(shown_path, text).with_values(data)
    return document, [*reader.problems, *_odd_breaks(text, shown_path)]


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a text, with the lines that editors count."""
    plain = text if text.isascii() else _ODD_BREAK.sub(" ", text)
    return yaml.compose(plain, Loader=_BoundedLoader)


def _odd_breaks(text: str, path: str) -> Iterator[Problem]:
    if text.isascii() or not _ODD_BREAK.search(text):
        return
    for number, line in enumerate(lines_of(text), start=1):
        if found := _ODD_BREAK.search(line):
            message = f"Only some programs see a line break here (U+{ord(found.group()):04X})."
            place = Place(path, number, found.start() + 1)
            yield kinds.INVISIBLE.at(
                place, message, "Type a space, or a line break of the usual kind."
            )


class _BoundedLoader(yaml.CSafeLoader):
    """Stops early: the parser would run out of stack, and end the process, at some 15,000 levels.

    Its own hook is called for each node on the way down and up; we have no use for resolvers.
    """

    _depth = 0

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        """The tag of a node that has none: text, unless it is a list, a mapping or a merge key.

        YAML's own resolver tries every pattern of numbers and dates on every text, for nothing.
        """
        if kind is yaml.ScalarNode and value == "<<" and implicit == (True, False):
            return _MERGE_TAG
        return _TAGS[kind]

    def descend_resolver(self, *_: object) -> None:
        self._depth += 1
        if self._depth > 2 * MAX_DEPTH:
            raise RecursionError

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _NodeReader:
    """Turns nodes into plain values and notes what a record may not contain."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.stopped = False
        self._nodes = 0

    def read(self, node: yaml.Node, depth: int) -> Any:
        self._nodes += 1
        if self.stopped:
            return None
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            limit = f"{MAX_DEPTH} levels" if depth > MAX_DEPTH else f"{MAX_NODES} values"
            self.stopped = True
            self._note(
                kinds.TOO_MUCH_YAML,
                node,
                f"The record has more than {limit}, counting what its anchors repeat.",
                "Split it, or write the repeated parts out.",
            )
            return None
        if node.tag not in _ALLOWED_TAGS:
            self._note_tag(node)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, depth + 1) for item in node.value]
        is_null = not getattr(node, "style", None) and node.value in _NULLS
        return None if is_null else self._read_text(node)

    def _read_text(self, node: yaml.Node) -> str:
        text: str = node.value
        if is_plain(text):  # nearly all are, and there are a hundred thousand of them
            return text
        mark = node.start_mark
        place = Place(self.path, mark.line + 1, mark.column + 1)
        if problem := stalling(text, MAX_TEXT, place):
            self.stopped = True
            self.problems.append(problem)
        elif problem := invisible_in_value(text, place):
            self.problems.append(problem)
        return text

    def _read_mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._note(kinds.YAML_SYNTAX, key, "A field name must be a word.", "")
            elif key.tag not in _ALLOWED_TAGS | {_MERGE_TAG}:
                self._note_tag(key)
            elif key.tag == _MERGE_TAG:
                self._note(
                    kinds.YAML_FEATURE,
                    key,
                    'The merge key "<<" is not allowed.',
                    "Write the fields out.",
                )
            elif key.value in mapping:
                first = next(k for k, _ in node.value if k.value == key.value)
                self._note(
                    kinds.DUPLICATE_FIELD,
                    key,
                    f'"{key.value}" is given twice here (first in line '
                    f"{first.start_mark.line + 1}).",
                    "Keep one of the two.",
                )
            else:
                mapping[key.value] = self.read(value, depth + 1)
        return mapping

    def _note_tag(self, node: yaml.Node) -> None:
        message = f'The tag "{_short_tag(node.tag)}" is not allowed.'
        self._note(kinds.YAML_FEATURE, node, message, "Write the plain value without the tag.")

    def _note(self, kind: ProblemKind, node: yaml.Node, message: str, mend: str) -> None:
        mark = node.start_mark
        place = Place(self.path, mark.line + 1, mark.column + 1)
        self.problems.append(kind.at(place, message, mend))


def _short_tag(tag: str) -> str:
    return tag.replace(_STANDARD_TAG, "!!")


def _syntax_problem(error: yaml.MarkedYAMLError, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    said = error.problem or error.context or "The file is not valid YAML"
    mend = next((mend for part, mend in _MENDS.items() if part in said), "")
    return kinds.YAML_SYNTAX.at(place, f"The YAML cannot be read here: {said}.", mend)


def _character_problem(error: yaml.YAMLError, text: str, path: str) -> Problem:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return kinds.YAML_SYNTAX.at(Place(path), f"The YAML cannot be read: {error}.")
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        before = text[: found.start()]
        place = Place(path, before.count("\n") + 1, found.start() - before.rfind("\n"))
        message = f"There is a control character here (U+{ord(found.group()):04X})."
        return kinds.YAML_SYNTAX.at(place, message, "Delete it and type the text again.")
    return kinds.YAML_SYNTAX.at(Place(path), "The file has a character that YAML does not allow.")
