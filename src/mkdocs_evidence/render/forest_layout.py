"""Two arrangements of one forest plot: labels beside the bars, and above them on phones.

All positions are relative to the left end of the strip where the marks stand and to the middle
line of a row, so both drawings and all rows repeat each other, which costs a compressed page
little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_evidence.render.forest_axis import WIDTH, coordinate
from mkdocs_evidence.render.forest_words import cut, text_width, told_apart

#: Sizes of letters, as evidence-forest.css has them; small print is larger on phones.
_LABEL_SIZE, _NOTE_SIZE, _PHONE_NOTE_SIZE = 13.0, 11.0, 12.0
_GAP = 12.0
_LABELS = 180.0
_NUMBERS = 150.0
#: The phone's drawing leaves this much free on both sides of the strip.
_BESIDE = 10.0
_NARROW = WIDTH + 2 * _BESIDE
#: Below the axis: what each side means, and a second line of that.
_SIDES, _LINE = 36.0, 16.0
_LEFTWARDS, _RIGHTWARDS = "\N{LEFTWARDS ARROW} ", " \N{RIGHTWARDS ARROW}"


class Text(NamedTuple):
    """A piece of text, cut to its room where it must be; `full` is what was cut, else empty.

    A tuple, as a page has hundreds.
    """

    x: float
    y: float
    shown: str
    style: str = "label"
    full: str = ""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row: where its middle line stands, and its texts around that."""

    middle: float
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One arrangement of a plot."""

    name: str
    #: Left edge; the strip with the marks begins at 0.
    left: float
    width: float
    height: float
    rows: tuple[DrawnRow, ...]
    axis: float
    #: Vertical lines and bands, from the top or beside each bar.
    null_line: str
    important_line: str
    sides: tuple[Text, Text]


@dataclass(frozen=True, slots=True)
class RowTexts:
    """What is written in a row."""

    label: str
    note: str
    numbers: str
    is_in_doubt: bool = False

    @property
    def note_style(self) -> str:
        """Doubt about a study is seen at once."""
        return "note doubt" if self.is_in_doubt else "note"


@dataclass(frozen=True, slots=True)
class Content:
    """What both arrangements place: texts of each row, lines and sides."""

    rows: tuple[RowTexts, ...]
    null_x: float
    important_xs: tuple[tuple[float, float], ...]
    left: str
    right: str


def arrange(content: Content) -> tuple[Drawing, Drawing]:
    """The drawing for wide screens and print, and the one for phones."""
    return _wide(content), _narrow(content)


def _wide(content: Content) -> Drawing:
    pitch = 34.0 if any(row.note for row in content.rows) else 26.0
    column = max(text_width(row.numbers, _LABEL_SIZE) for row in content.rows)
    right = WIDTH + _GAP + max(_NUMBERS, column)
    room = _LABELS - _GAP
    rows = tuple(
        DrawnRow(
            pitch * (index + 0.5),
            (
                _label(row.label, room, -_LABELS, -2 if row.note else 4),
                *_note(row, room, _NOTE_SIZE, (-_LABELS, 12)),
                Text(right, 4, row.numbers, "number"),
            ),
        )
        for index, row in enumerate(content.rows)
    )
    axis = pitch * len(rows) + 2
    null = content.null_x
    said = _sides(content, (_LABELS + null - 8, right - null - 8), _NOTE_SIZE)
    return Drawing(
        name="wide",
        left=-_LABELS,
        width=_LABELS + right,
        height=axis + _SIDES + 6,
        rows=rows,
        axis=axis,
        null_line=_lines([null], [(0, axis)]),
        important_line=_bands(content.important_xs, [(0, axis)]),
        sides=(
            Text(null - 8, axis + _SIDES, said[0], "side end", said[2]),
            Text(null + 8, axis + _SIDES, said[1], "side", said[3]),
        ),
    )


def _narrow(content: Content) -> Drawing:
    left, right = -_BESIDE, WIDTH + _BESIDE
    rows, top = [], 0.0
    for row in content.rows:
        above = 29 if row.note else 15
        room = _NARROW - text_width(row.numbers, _LABEL_SIZE) - _GAP
        texts = (
            _label(row.label, room, left, -above),
            Text(right, -above, row.numbers, "number"),
            *_note(row, _NARROW, _PHONE_NOTE_SIZE, (left, -15)),
        )
        rows.append(DrawnRow(top + above + 13, texts))
        top = rows[-1].middle + 15
    axis = top + 1
    said = _sides(content, (_NARROW, _NARROW), _PHONE_NOTE_SIZE)
    is_one_line = text_width(said[0] + said[1], _PHONE_NOTE_SIZE) < _NARROW - _GAP
    first = axis + _SIDES
    second = first if is_one_line else first + _LINE
    beside_labels = [(row.middle - 11, row.middle + 11) for row in rows] + [(axis - 5, axis)]
    return Drawing(
        name="narrow",
        left=left,
        width=_NARROW,
        height=second + 6,
        rows=tuple(rows),
        axis=axis,
        null_line=_lines([content.null_x], beside_labels),
        important_line=_bands(content.important_xs, beside_labels[:-1]),
        sides=(
            Text(left, first, said[0], "side", said[2]),
            Text(right, second, said[1], "side end", said[3]),
        ),
    )


def _lines(xs: Sequence[float], spans: Sequence[tuple[float, float]]) -> str:
    return "".join(
        f"M{coordinate(x)} {coordinate(top)}v{coordinate(end - top)}"
        for x in xs
        for top, end in spans
    )


def _bands(ranges: Sequence[tuple[float, float]], spans: Sequence[tuple[float, float]]) -> str:
    """A band for each range, a line where its ends are one."""
    lines = _lines([low for low, high in ranges if low == high], spans)
    return lines + "".join(
        f"M{coordinate(low)} {coordinate(top)}H{coordinate(high)}V{coordinate(end)}H{coordinate(low)}z"
        for low, high in ranges
        if low < high
        for top, end in spans
    )


def _label(text: str, room: float, x: float, y: float) -> Text:
    return _fit(text, room, _LABEL_SIZE, Text(x, y, "", "label"))


def _note(row: RowTexts, room: float, size: float, place: tuple[float, float]) -> tuple[Text, ...]:
    return (_fit(row.note, room, size, Text(*place, "", row.note_style)),) if row.note else ()


def _fit(text: str, room: float, size: float, where: Text) -> Text:
    shown = cut(text, room, size)
    return Text(where.x, where.y, shown, where.style, text if shown != text else "")


def _sides(content: Content, rooms: tuple[float, float], size: float) -> tuple[str, str, str, str]:
    """What each side means, with its arrow, and in full where that was cut."""
    arrow = text_width(_LEFTWARDS, size)
    left, right = told_apart(
        content.left, content.right, (rooms[0] - arrow, rooms[1] - arrow), size
    )
    full = (
        content.left if left != content.left else "",
        content.right if right != content.right else "",
    )
    return _LEFTWARDS + left, right + _RIGHTWARDS, *full
