"""Many files read by several processes at once, while this one links what they said."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from mkdocs_evidence.processes import end_with, how_many
from mkdocs_evidence.sources.readings import Made, Readings

#: Bytes of sources that make up for beginning a process: half a second of reading.
_WORTH_ONE = 500_000
#: Bytes that are read in one go.
_SHARE = 200_000


@dataclass(frozen=True)
class Unread:
    """A file that nobody has read."""

    key: bytes
    size: int
    #: Its place in the list of all files.
    number: int


#: Reads the files of these numbers.
Work = Callable[[list[int]], Made]
_inherited: list[Work] = []


@contextmanager
def reading_ahead(
    unread: list[Unread], work: Work, readings: Readings, processes: int
) -> Iterator[None]:
    """Let other processes read what is unread, where there is enough of it."""
    count = how_many(processes, sum(file.size for file in unread), worth_one=_WORTH_ONE)
    if count < 2 or not unread:
        yield
        return
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, fork, initializer=_begin, initargs=(os.getpid(), work))
    try:
        with suppress(BrokenProcessPool):  # one ended early: the rest is read here
            for share in _shares(unread):
                future: Future[Made] = pool.submit(_read, [file.number for file in share])
                readings.expect([file.key for file in share], future)
        yield
    finally:
        pool.shutdown(cancel_futures=True)


def _shares(unread: list[Unread]) -> Iterator[list[Unread]]:
    share: list[Unread] = []
    size = 0
    for file in unread:
        share.append(file)
        size += file.size
        if size > _SHARE:
            yield share
            share, size = [], 0
    if share:
        yield share


def _begin(parent: int, work: Work) -> None:
    end_with(parent)
    logging.disable(logging.CRITICAL)
    _inherited.append(work)


def _read(numbers: list[int]) -> Made:
    return _inherited[-1](numbers)
