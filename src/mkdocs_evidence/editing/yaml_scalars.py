"""How one text is written in a record: plain, in quotes, or folded over lines.

The style that an editor chose stays where it reads well: a folded text stays folded and keeps its
line breaks as long as its lines fit, so that a change of one word is a change of one line.
Quotes that mean nothing go; quotes that keep another reader of YAML from taking a text for a
number, a truth value or nothing stay.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import yaml
from yaml.emitter import Emitter
from yaml.reader import Reader
from yaml.resolver import Resolver

#: Text that is filled anew runs to here, like the lines of the code.
FILL = 100
#: What stands on longer lines is laid out anew.
LIMIT = 120

_STR_TAG = "tag:yaml.org,2002:str"
_RESOLVER = Resolver()
_ANALYST = Emitter(io.StringIO(), allow_unicode=True)
#: What YAML 1.1 takes for a line break besides the line feed.
_ODD_BREAKS = re.compile("[\r\x85\u2028\u2029]")
_FOLDING_SPACE = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True)
class Written:
    """A text as it will stand in the file."""

    #: What follows the field's name on its own line: the text itself, or `>-`.
    first: str
    #: The lines below, without their indentation.
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """Where a value is written, and what that allows."""

    #: Characters that stand before the value on its line.
    room: int
    #: Indentation of the lines below.
    indent: int
    #: True where the value stood inside brackets until now.
    in_flow: bool
    #: True where space around the text means nothing.
    strips: bool


def write_scalar(node: yaml.ScalarNode, source: str, spot: Spot) -> Written:
    """Write a value outside brackets; `source` is the text of the file that it was read from."""
    value = node.value.strip() if spot.strips else node.value
    if node.style == ">" and (lines := _kept_lines(node, source, value, spot.indent)):
        return Written(_header(">", value), lines)
    if node.style == "|" and (lines := _literal_lines(value)):
        return Written(_header("|", value), lines)
    flat = write_flat(node, value, in_flow=spot.in_flow, to_flow=False)
    if node.style != ">" and (spot.room + len(flat) <= LIMIT or not _FOLDING_SPACE.search(value)):
        return Written(flat)
    if lines := fill(value, FILL - spot.indent):
        return Written(_header(">", value), lines)
    if "\n" in value and (lines := _literal_lines(value)):
        return Written(_header("|", value), lines)
    return Written(flat)


def write_flat(node: yaml.ScalarNode, value: str, *, in_flow: bool, to_flow: bool) -> str:
    """Write a value on one line; inside brackets where `to_flow` is true."""
    one_line = node.start_mark.line == node.end_mark.line
    if not node.style and (one_line or not value) and (in_flow or not to_flow):
        return value or ("null" if to_flow else "")
    if _reads_as_text(value) or not node.style:
        analysis = _ANALYST.analyze_scalar(value)
        plain = analysis.allow_flow_plain if to_flow else analysis.allow_block_plain
        if plain and not analysis.multiline:
            return value
    return quoted(value)


def quoted(value: str) -> str:
    """The text in quotes: double ones, unless single ones save escapes."""
    if ('"' in value or "\\" in value) and "'" not in value:
        analysis = _ANALYST.analyze_scalar(value)
        if analysis.allow_single_quoted and not analysis.multiline:
            return f"'{value}'"
    dumped: str = yaml.dump(
        value, Dumper=yaml.CSafeDumper, default_style='"', allow_unicode=True, width=10**9
    )
    return dumped.rstrip("\n")


def fill(value: str, width: int) -> tuple[str, ...]:
    """Lines of a folded text, broken at single spaces; none where folding would change it."""
    if not _can_fold(value):
        return ()
    lines: list[str] = []
    for paragraph in value.rstrip("\n").split("\n"):
        if lines:
            lines.append("")
        lines.append("")
        for word in _FOLDING_SPACE.split(paragraph):
            if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
                lines.append(word)
            else:
                lines[-1] += f" {word}" if lines[-1] else word
    return tuple(lines) if _unfold(lines) == value.rstrip("\n") else ()


def _reads_as_text(value: str) -> bool:
    tag = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == _STR_TAG)


def _can_fold(value: str) -> bool:
    """Text of one or more paragraphs, none of which YAML would hold for a table or a list."""
    if not value.strip() or _ODD_BREAKS.search(value) or value.endswith("\n\n"):
        return False
    paragraphs = value.rstrip("\n").split("\n")
    return all(part and part == part.strip() for part in paragraphs) and _is_printable(value)


def _is_printable(value: str) -> bool:
    return not Reader.NON_PRINTABLE.search(value)


def _header(style: str, value: str) -> str:
    return style if value.endswith("\n") else style + "-"


def _kept_lines(node: yaml.ScalarNode, source: str, value: str, indent: int) -> tuple[str, ...]:
    """The lines of a folded text as they stand; none where they must be filled anew."""
    raw = source[node.start_mark.index : node.end_mark.index].rstrip().split("\n")[1:]
    lines = [line.strip() for line in raw]
    while lines and not lines[0]:
        lines.pop(0)
    fits = all(indent + len(line) <= LIMIT for line in lines)
    same = _can_fold(value) and _unfold(lines) == value.rstrip("\n")
    return tuple(lines) if fits and same else ()


def _literal_lines(value: str) -> tuple[str, ...]:
    """The lines of a text whose line breaks count; none where only quotes can hold it."""
    if (
        _ODD_BREAKS.search(value)
        or not value.strip()
        or value[0] in " \t\n"
        or value.endswith("\n\n")
    ):
        return ()
    lines = value.rstrip("\n").split("\n")
    return tuple(lines) if _is_printable(value) else ()


def _unfold(lines: list[str]) -> str:
    """What a reader makes of folded lines: a space for a break, a break for an empty line."""
    text, breaks = "", 0
    for line in lines:
        if not line:
            breaks += 1
            continue
        if text:
            text += "\n" * breaks or " "
        text += line
        breaks = 0
    return text
