"""A line that shows how far reading is: on a terminal, and only when it takes its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

#: Seconds of silence: what is read faster needs no line.
PATIENCE = 0.7
_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def reading_shown(
    terminal: TextIO, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that shows how many files were read; the line is gone in the end.

    There is none where nobody watches: a log would be full of lines.
    """
    if not terminal.isatty():
        yield None
        return
    started, shown = clock(), False

    def show(read: int, whole: int) -> None:
        nonlocal shown
        if clock() - started > PATIENCE:
            shown = True
            terminal.write(f"{_CLEAR_LINE}Reading {read} of {whole} files …")
            terminal.flush()

    try:
        yield show
    finally:
        if shown:
            terminal.write(_CLEAR_LINE)
            terminal.flush()
