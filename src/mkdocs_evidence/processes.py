"""Work shared out to several processes, each a copy of this one as it is when the work begins.

Copies of a process are safe where the system is made for them: on Linux. Elsewhere, and where there
is one processor, the work is done here, one task after the other, with the same results.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
#: Is told how many things more are done.
OnDone = Callable[[int], None]
#: Does its work, tells how far it is, and gives what the other process shall know of it.
Task = Callable[[OnDone], T]

_COPIES_ARE_SAFE = sys.platform.startswith("linux")
#: More processes than this wait for the disk.
_MOST = 8
_PR_SET_PDEATHSIG = 1


def how_many(wanted: int, things: int, *, worth_one: int) -> int:
    """How many processes share some work: as many as wanted, or, for 0, as are of use.

    Args:
        wanted: What the settings say.
        things: What there is to do, in any unit.
        worth_one: How much of it makes up for beginning a process.
    """
    if not _COPIES_ARE_SAFE:
        return 1
    return wanted or max(1, min(len(os.sched_getaffinity(0)), things // worth_one, _MOST))


def shared_out(tasks: Sequence[Task[T]], processes: int, on_done: OnDone) -> list[T]:
    """Do the tasks, begun in their order, and give their results in that order.

    A task that fails in another process, or whose process was ended, is done again here: what is
    wrong is raised by it here, as if there were one process only.

    Args:
        tasks: At most 255.
        processes: How many work at once; one means this one.
        on_done: Told what the tasks tell, here.
    """
    found: dict[int, T] = {}
    if _COPIES_ARE_SAFE and min(processes, len(tasks)) > 1:
        found = _done_by_copies(tasks, min(processes, len(tasks)), on_done)
    return [
        found[number] if number in found else task(on_done) for number, task in enumerate(tasks)
    ]


class Meanwhile(Generic[T]):
    """A task that a copy of this process does while this one goes on with something else."""

    def __init__(self, task: Callable[[], T]) -> None:
        """Begin it."""
        fork = multiprocessing.get_context("fork")
        self._task = task
        self._said, say = fork.Pipe(duplex=False)
        self._copy = fork.Process(target=_do, args=(task, say, os.getpid()))
        self._copy.start()
        say.close()  # so that its end is heard
        atexit.register(self.stop)  # else whoever ends early would wait for it

    def result(self) -> T:
        """Wait for what comes of it; where the copy failed, it is done again here, and raises here."""
        try:
            found: T = self._said.recv()
        except EOFError:
            found = self._task()
        finally:
            self._copy.join()
            atexit.unregister(self.stop)
        return found

    def stop(self) -> None:
        """End it; nobody wants what comes of it any more."""
        self._copy.kill()
        self._copy.join()


def _do(task: Callable[[], Any], say: Connection, parent: int) -> None:
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it ends without a word
    gc.disable()  # it ends soon, and looking over what was there before would copy it
    with suppress(Exception):  # whatever it is, the one that waits meets it again
        say.send(task())


def end_with(parent: int) -> None:
    """End when the process that copied itself ends: nobody may write what nobody waits for."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _done_by_copies(tasks: Sequence[Task[T]], processes: int, on_done: OnDone) -> dict[int, T]:
    to_do = _numbers(len(tasks))
    fork = multiprocessing.get_context("fork")
    copies: dict[Connection, ForkProcess] = {}
    try:
        for _ in range(processes):
            said, say = fork.Pipe(duplex=False)
            copies[said] = fork.Process(target=_work, args=(tasks, to_do, say, os.getpid()))
            copies[said].start()
            say.close()  # so that its end is heard
        return _heard(copies, on_done)
    finally:
        os.close(to_do)
        for copy in copies.values():
            copy.kill()  # ended by now, unless this one is interrupted
            copy.join()


def _numbers(count: int) -> int:
    """A pipe of the numbers of tasks, from which each process takes the next."""
    to_do, more = os.pipe()
    os.write(more, bytes(range(count)))
    os.close(more)
    return to_do


def _heard(copies: Collection[Connection], on_done: OnDone) -> dict[int, Any]:
    """What the copies say until all of them have ended."""
    found: dict[int, Any] = {}
    at_work = set(copies)
    while at_work:
        for said in at_work & set(wait(list(at_work))):
            try:
                number, told = said.recv()
            except EOFError:
                at_work.discard(said)
                continue
            if number is None:
                on_done(told)
            else:
                found[number] = told
    return found


def _work(tasks: Sequence[Task[Any]], to_do: int, say: Connection, parent: int) -> None:
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it ends without a word

    def on_done(count: int) -> None:
        say.send((None, count))

    while taken := os.read(to_do, 1):
        # Whatever goes wrong is met again by the one that waits, and said there.
        with suppress(Exception):
            say.send((taken[0], tasks[taken[0]](on_done)))
