"""Words of a forest plot made to fit: SVG text neither wraps nor cuts itself."""

from __future__ import annotations

from collections.abc import Sequence

_NARROW_LETTERS = frozenset(" .,;:'|!ijlt()[]f·")
_WIDE_LETTERS = frozenset("mwMWABCDEGHKNOQRUVXY%@←→&")
#: In hundredths of the size of letters.
_NARROW_WIDTH, _USUAL_WIDTH, _WIDE_WIDTH, _SQUARE_WIDTH = 33, 57, 78, 100
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def text_width(text: str, size: float) -> float:
    """About how wide a text is; rather too wide than too narrow, as the font is the reader's."""
    return size * sum(map(_WIDTHS.__getitem__, text)) / 100


class _Widths(dict[str, int]):
    """How wide letters are, as they are met."""

    def __missing__(self, letter: str) -> int:
        self[letter] = _USUAL_WIDTH if ord(letter) < 0x2E80 else _SQUARE_WIDTH
        return self[letter]


_WIDTHS = _Widths(
    {
        **dict.fromkeys(_NARROW_LETTERS, _NARROW_WIDTH),
        **dict.fromkeys(_WIDE_LETTERS, _WIDE_WIDTH),
    }
)


def cut(text: str, room: float, size: float) -> str:
    """The text, or as many whole words of it as there is room for and an ellipsis."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    words = kept.rsplit(" ", 1)[0]
    # A long first word is cut within; losing half of the line to whole words is too much.
    kept = words if len(words) > 0.6 * len(kept) else kept
    return kept.rstrip(" ,;(") + _ELLIPSIS


def without_shared_start(texts: Sequence[str]) -> list[str]:
    """Texts without the words with which all of them begin."""
    shared = 0
    for words in zip(*(text.split() for text in texts), strict=False):
        if len(set(words)) > 1:
            break
        shared += 1
    return [" ".join(text.split()[shared:]) for text in texts]


def told_apart(left: str, right: str, rooms: tuple[float, float], size: float) -> tuple[str, str]:
    """Two names cut to their rooms; where that makes them one, from where they begin to differ."""
    shown = cut(left, rooms[0], size), cut(right, rooms[1], size)
    if shown[0].rstrip(_ELLIPSIS) != shown[1].rstrip(_ELLIPSIS):
        return shown
    rest = [f"{_ELLIPSIS} {text}" for text in without_shared_start([left, right])]
    return cut(rest[0], rooms[0], size), cut(rest[1], rooms[1], size)
