"""Ends a process right before some change of the disk."""

from __future__ import annotations

import os
import signal

#: Changes of the disk, as Python tells them to whoever audits it; the last one is the exchange.
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "ctypes.dlsym"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Auditor:
    """Counts changes of the disk, and ends the process right before one of them: an audit hook."""

    def __init__(self, end_at: int = 0) -> None:
        self.seen = 0
        self.end_at = end_at

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if event in _CHANGES or is_write:
            self.seen += 1
            if self.seen == self.end_at:
                os.kill(os.getpid(), signal.SIGKILL)
