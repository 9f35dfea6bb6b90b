"""Work is shared out to several processes, and what comes of it is what one would have made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from mkdocs_evidence.processes import Meanwhile, OnDone, shared_out

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="copies of a process")


def giving(number: int) -> Callable[[OnDone], tuple[int, int]]:
    def work(on_done: OnDone) -> tuple[int, int]:
        on_done(number)
        return number, os.getpid()

    return work


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    told: list[int] = []
    found = shared_out([giving(number) for number in range(9)], processes, told.append)

    assert [number for number, _ in found] == list(range(9))
    assert sorted(told) == list(range(9))
    assert (os.getpid() in {process for _, process in found}) is (processes == 1)


def test_what_goes_wrong_is_raised_here_as_by_one_process() -> None:
    def refuse(_: OnDone) -> tuple[int, int]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        shared_out([giving(1), refuse, giving(2)], 2, lambda _: None)


def test_the_work_of_a_process_that_was_ended_is_done_again() -> None:
    here = os.getpid()

    def end(_: OnDone) -> tuple[int, int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0, os.getpid()

    found = shared_out([end, giving(1), end], 2, lambda _: None)

    assert [number for number, _ in found] == [0, 1, 0]
    assert found[0] == (0, here)


def test_nobody_goes_on_when_the_one_that_waits_is_interrupted() -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shared_out([giving(1), lambda _: signal.pause()], 2, interrupt)


def test_a_task_is_done_while_this_process_goes_on() -> None:
    here = os.getpid()
    task = Meanwhile(lambda: (6 * 7, os.getpid()))
    found, process = task.result()

    assert found == 42
    assert process != here


def test_a_task_that_fails_elsewhere_is_done_again_here() -> None:
    here = os.getpid()

    def refuse_elsewhere() -> int:
        if os.getpid() != here:
            raise OSError(28, "No space left on device")
        return 42

    assert Meanwhile(refuse_elsewhere).result() == 42


def test_nobody_who_ends_early_waits_for_a_task() -> None:
    """The process that began it ends at once, and the copy with it."""
    code = (
        "import os, signal, sys\n"
        "from mkdocs_evidence.processes import Meanwhile\n"
        "task = Meanwhile(lambda: (os.write(1, b'begun'), signal.pause()))\n"
        "sys.exit(3)\n"
    )
    # Its end is heard when the last process that could write has ended.
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=False)

    assert done.returncode == 3
