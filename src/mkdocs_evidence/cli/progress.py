"""A line that shows how far a command is: on a terminal, and only when it takes its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

#: Seconds of silence: what is read faster needs no line.
PATIENCE = 0.7
_CLEAR_LINE = "\r\x1b[K"


class _Line:
    """One line that is written over and over, and gone in the end."""

    def __init__(self, terminal: TextIO, clock: Callable[[], float]) -> None:
        self._terminal, self._clock = terminal, clock
        self._started, self._shown = clock(), False

    def show(self, words: str) -> None:
        """Show how far it is, once it has taken its time."""
        if self._clock() - self._started > PATIENCE:
            self._shown = True
            self._terminal.write(f"{_CLEAR_LINE}{words} …")
            self._terminal.flush()

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._shown:
            self._terminal.write(_CLEAR_LINE)
            self._terminal.flush()


@contextmanager
def reading_shown(
    terminal: TextIO, clock: Callable[[], float] = time.monotonic, *, then: str = "Checking"
) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that shows how many files were read, and what is done with them then.

    The line is gone in the end.

    There is none where nobody watches: a log would be full of lines.
    """
    if not terminal.isatty():
        yield None
        return
    line = _Line(terminal, clock)

    def show(read: int, whole: int) -> None:
        line.show(f"Reading {read:,} of {whole:,} files" if read < whole else then)

    try:
        yield show
    finally:
        line.clear()


@contextmanager
def writing_shown(
    terminal: TextIO, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int], None] | None]:
    """Give a function that shows how many files were written, told how many more there are."""
    if not terminal.isatty():
        yield None
        return
    line, written = _Line(terminal, clock), 0

    def show(more: int) -> None:
        nonlocal written
        written += more
        line.show(f"Writing: {written:,} files")

    try:
        yield show
    finally:
        line.clear()
