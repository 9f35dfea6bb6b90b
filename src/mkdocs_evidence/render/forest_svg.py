"""Drawings of forest plots and of frequencies as SVG: no template, as a page has hundreds of their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from mkdocs_evidence.render.direct_code import written
from mkdocs_evidence.render.forest_axis import Tick, coordinate
from mkdocs_evidence.render.forest_layout import Drawing, Text
from mkdocs_evidence.render.forest_plot import ForestPlot
from mkdocs_evidence.render.frequencies import Frequencies

#: Below the axis: the labels of its ticks.
_TICKS = 22.0


def forest_svg(plot: ForestPlot, labels: str) -> Markup:
    """Both drawings of a plot; `labels` are the ids of what names them."""
    marks = [_path(mark.kind, mark.path) for mark in plot.marks]
    axis = _axis(plot.ticks)
    return Markup(
        "\n".join(
            _svg(
                drawing,
                labels,
                drawing.height,
                _rows(drawing, marks),
                _at(drawing.axis, axis),
                "\n".join(map(_text, drawing.sides)),
            )
            for drawing in plot.drawings
        )
    )


def frequency_svg(found: Frequencies, labels: str) -> Markup:
    """Both drawings of frequencies: no side of theirs is better."""
    marks = [
        _path("axis", mark.line) + _path("hollow", mark.comparator) + _path("square", mark.dot)
        for mark in found.marks
    ]
    axis = _axis(found.ticks)
    return Markup(
        "\n".join(
            _svg(
                drawing,
                labels,
                drawing.axis + _TICKS,
                _rows(drawing, marks),
                _at(drawing.axis, axis),
            )
            for drawing in found.drawings
        )
    )


def _svg(drawing: Drawing, labels: str, height: float, *parts: str) -> str:
    box = f"{coordinate(drawing.left)} 0 {coordinate(drawing.width)} {coordinate(height)}"
    lines = _path("null", drawing.null_line) + _path("important", drawing.important_line)
    inside = "\n".join((*parts, "</svg>"))
    return (
        f'<svg class="ev-forest__{drawing.name}" viewBox="{box}" role="img"'
        f' aria-labelledby="{written(labels)}">\n{lines}{inside}'
    )


def _rows(drawing: Drawing, marks: Sequence[str]) -> str:
    return "\n".join(_drawn_rows(drawing, marks))


def _drawn_rows(drawing: Drawing, marks: Sequence[str]) -> Iterator[str]:
    for row, mark in zip(drawing.rows, marks, strict=True):
        yield _at(row.middle, mark + "\n".join(map(_text, row.texts)))


def _at(middle: float, inside: str) -> str:
    """What stands around a line of its own."""
    return f'<g transform="translate(0 {coordinate(middle)})">\n{inside}\n</g>'


def _axis(ticks: Sequence[Tick]) -> str:
    """The line with its ticks, whose labels stand below it."""
    xs = [coordinate(tick.x) for tick in ticks]
    line = "M0 0H300" + "".join(f"M{x} 0v4" for x in xs)
    labels = (
        f'<text class="tick" x="{x}" y="17">{written(tick.label)}</text>'
        for x, tick in zip(xs, ticks, strict=True)
    )
    return _path("axis", line) + "\n".join(labels)


def _path(style: str, line: str) -> str:
    """A path, and nothing where there is no line."""
    return f'<path class="{style}" d="{line}"/>\n' if line else ""


def _text(text: Text) -> str:
    """A text; in full for a pointer that rests on it, where it was cut."""
    title = f"<title>{written(text.full)}</title>" if text.full else ""
    place = f'x="{coordinate(text.x)}" y="{coordinate(text.y)}"'
    return f'<text class="{text.style}" {place}>{title}{written(text.shown)}</text>'
