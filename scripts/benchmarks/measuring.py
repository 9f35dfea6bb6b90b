"""Run a command and measure it: wall time, processor time, memory, and what it wrote."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: What must not differ between the tools, or would make a run depend on who starts it.
_UNSET = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
_SET = {
    "NO_MKDOCS_2_WARNING": "1",
    "NO_COLOR": "1",
    "PYTHONHASHSEED": "0",
    # Below the project, so that a cold run is one that finds no `.cache` there.
    "EVIDENCE_CACHE_DIR": ".cache/readings",
}


class FailedError(Exception):
    """A command ended with an error; says how it ended."""


class TimeOverError(Exception):
    """A command was stopped because its time was over."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of a command.

    `wall` and `cpu` are in seconds (`cpu` is user and system time of the command and of every
    process that it started and waited for); `memory` is the peak of the largest of these processes
    in bytes; `size` in bytes and `files` are what the run left in its output folder.
    """

    wall: float
    cpu: float
    memory: int
    size: int = 0
    files: int = 0


def measure(
    command: Sequence[str | Path], folder: Path, *, timeout: float, output: Path | None = None
) -> Measurement:
    """Run a command in a folder.

    Raises:
        TimeOverError: it did not end in time; it and what it had started were stopped.
        FailedError: it ended with an error.
    """
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as stream:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=clean_environment(),
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        stopped = threading.Event()
        timer = threading.Timer(timeout, _stop, (process.pid, stopped))
        timer.start()
        # Unlike wait(), this says what this one process and its children have used.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if stopped.is_set():
        raise TimeOverError(f"not in {timeout:g} s")
    if process.returncode:
        raise FailedError(f"ended with {process.returncode}:\n{_tail(log)}")
    size, files = weight(output) if output else (0, 0)
    # Linux counts ru_maxrss in kibibytes.
    cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
    return Measurement(wall, cpu, memory, size, files)


def clean_environment() -> Mapping[str, str]:
    """The environment of this process without what would make runs differ."""
    return {name: value for name, value in os.environ.items() if name not in _UNSET} | _SET


def weight(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def _stop(pid: int, stopped: threading.Event) -> None:
    stopped.set()
    os.killpg(pid, signal.SIGKILL)


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-lines:])
