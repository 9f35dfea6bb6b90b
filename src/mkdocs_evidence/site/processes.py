"""Pages of a large site written by several processes at once.

Each process is a copy of the build as it is when everything is read, linked and checked; it writes
its share of the pages, and says what anchors and links they have, which MkDocs checks. What goes
wrong in one is done again by the build itself, which then says what is wrong in the usual way.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

from mkdocs.plugins import get_plugin_logger

from mkdocs_evidence.processes import end_with
from mkdocs_evidence.site.record_page import RecordPage
from mkdocs_evidence.site.waiting import Surroundings

log = get_plugin_logger("evidence")

#: Fewer pages than this for each process are not worth its beginning.
WORTH_ONE = 200


@dataclass(frozen=True)
class _Helper:
    process: ForkProcess
    said: Connection
    pages: list[RecordPage]


class Helpers:
    """The processes that write what MkDocs leaves out, of one build."""

    def __init__(self, around: Surroundings, count: int, at_end: Callable[[], None]) -> None:
        """Begin to write. `at_end` is called in each process when its pages are written."""
        self._around = around
        self._last = around.documents[-1].page if around.documents else None
        ours = around.ours
        self._helpers = [_begin(ours[number::count], around, at_end) for number in range(1, count)]
        around.let_wait([page for helper in self._helpers for page in helper.pages])

    def come_to(self, page: object) -> None:
        """MkDocs has come to a page; after its last one, every page is written."""
        if page is self._last:
            helpers, self._helpers = self._helpers, []
            for helper in helpers:
                self._end(helper)

    def _end(self, helper: _Helper) -> None:
        try:
            said = helper.said.recv()
        except EOFError:  # it came to an error
            log.info("A process ended early: its %d pages are written again.", len(helper.pages))
            for page in helper.pages:
                self._around.write(page)
            return
        finally:
            helper.process.join()
        for page, (anchors, links) in zip(helper.pages, said, strict=True):
            page.note(anchors, links)


def _begin(pages: list[RecordPage], around: Surroundings, at_end: Callable[[], None]) -> _Helper:
    fork = multiprocessing.get_context("fork")
    said, say = fork.Pipe(duplex=False)
    # A build that ends early does not wait for it: it may wait to be heard.
    args = (pages, around, at_end, say, os.getpid())
    process = fork.Process(target=_write, args=args, daemon=True)
    process.start()
    say.close()  # so that its end is heard
    return _Helper(process, said, pages)


def _write(
    pages: list[RecordPage],
    around: Surroundings,
    at_end: Callable[[], None],
    say: Connection,
    parent: int,
) -> None:
    end_with(parent)
    logging.disable(logging.CRITICAL)  # the build says what there is to say
    try:
        for page in pages:
            around.write(page)
        at_end()
        say.send([page.noted for page in pages])
    except Exception:  # noqa: BLE001  # whatever it is, the build meets it again
        say.close()
