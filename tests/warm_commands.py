"""The project's commands without the second that each needs to import its libraries.

One process imports them, and forks for each command: it runs in a process of its own, with its own
folder, environment and output, as the script that pip installed. What Python reads only when it
starts cannot be changed that way, so such commands start anew, and so do all of them where processes
cannot be forked or where `EVIDENCE_COLD` is set, as it is while coverage is measured.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

BIN = Path(sys.executable).parent
#: The scripts, and what they import.
SCRIPTS = {
    "evidence": ("mkdocs_evidence.cli.main",),
    "mkdocs": (
        *("mkdocs.__main__", "mkdocs.commands.build", "mkdocs_evidence.site.plugin"),
        *(
            "material.plugins.search.plugin",
            "markdown.extensions.toc",
            "markdown.extensions.tables",
        ),
    ),
}
_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
#: Variables of these names are read when Python starts.
_READ_AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ", "COVERAGE_")
_LENGTH = struct.Struct("!I")


def can_be_warm(command: str, env: Mapping[str, str]) -> bool:
    """Whether a fork does just what a new process would do."""
    if command not in SCRIPTS or not _CAN_FORK or env.get("EVIDENCE_COLD"):
        return False
    names = {name for name in os.environ | env if name.startswith(_READ_AT_THE_START)}
    return all(env.get(name) == _AT_THE_START.get(name) for name in names)


def run_warm(
    folder: Path,
    command: str,
    arguments: Sequence[str],
    env: Mapping[str, str],
    *,
    together: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a command in a fork of the process that has imported everything.

    What it says of errors stands in its output where both are wanted together.
    """
    words = [str(BIN / command), *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        task = {"words": words, "folder": str(folder), "env": dict(env)}
        code = _server().run(task, out, out if together else err)
        return subprocess.CompletedProcess(words, code, _text(out), _text(err))


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode("utf-8").replace("\r\n", "\n")


class _Server:
    """The process that forks; it ends with the process that started it."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        self._lock = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=_AT_THE_START | {"NO_MKDOCS_2_WARNING": "1"},
                stdin=subprocess.DEVNULL,
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._line.close()
        self._process.wait()

    def run(self, task: dict[str, Any], out: BinaryIO, err: BinaryIO) -> int:
        """Have a task run and wait for its exit code."""
        raw = json.dumps(task).encode()
        answer, asked = os.pipe()
        with self._lock:
            socket.send_fds(
                self._line, [_LENGTH.pack(len(raw))], [out.fileno(), err.fileno(), asked]
            )
            self._line.sendall(raw)
        os.close(asked)
        with os.fdopen(answer) as said:
            return int(said.read())


_AT_THE_START = dict(os.environ)
_server = functools.cache(_Server)


def serve(line: socket.socket) -> None:
    """Fork for each task that comes, until nobody is there to send one."""
    for module in sorted({module for modules in SCRIPTS.values() for module in modules}):
        importlib.import_module(module)
    gc.freeze()  # forks share what is not looked at
    while True:
        head, descriptors, *_ = socket.recv_fds(line, _LENGTH.size, 3)
        if not head:
            return
        raw = _read(line, _LENGTH.unpack(head)[0])
        if os.fork() == 0:
            line.close()
            _answer(json.loads(raw), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _read(line: socket.socket, length: int) -> bytes:
    raw = b""
    while len(raw) < length:
        raw += line.recv(length - len(raw))
    return raw


def _answer(task: dict[str, Any], out: int, err: int, answer: int) -> NoReturn:
    """Run the task in a process of its own and tell its exit code."""
    child = os.fork()
    if child == 0:
        os.close(answer)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.chdir(task["folder"])
        os.environ.clear()
        os.environ.update(task["env"])
        sys.argv = task["words"]
        sys.path[0] = str(BIN)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        runpy.run_path(task["words"][0], run_name="__main__")
        sys.exit()
    os.write(answer, str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
