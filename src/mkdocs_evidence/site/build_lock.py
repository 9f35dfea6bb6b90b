"""One build of a site at a time: a lock that the system takes away from a process that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: Windows lets nobody read what is locked; what is locked there lies beyond the text.
_BEYOND = 1 << 20


@dataclass(frozen=True)
class BuildLock:
    """A lock on a file that only serves as one."""

    _file: Path
    _stream: IO[bytes]

    @classmethod
    def acquire(cls, file: Path, on_wait: Callable[[str], None]) -> Self:
        """Take the lock; where another process has it, say so once and wait.

        Args:
            file: The file to lock, which is made, and its folder with it.
            on_wait: Called with the number of the process that has the lock, as text.

        Raises:
            OSError: the file cannot be made.
        """
        has_waited = False
        while True:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                stream = file.open("a+b")
            except FileNotFoundError:  # whoever had the lock took the folder away just now
                continue
            if not _lock(stream, wait=False):
                if not has_waited:
                    stream.seek(0)
                    on_wait(stream.read(20).decode("ascii", "replace") or "unknown")
                has_waited = True
                _lock(stream, wait=True)
            if _is_still_there(stream, file):
                stream.truncate(0)
                stream.write(str(os.getpid()).encode())
                stream.flush()
                return cls(file, stream)
            stream.close()  # whoever had the lock took the file away

    def release(self) -> None:
        """Give the lock back, and take its file away."""
        with suppress(OSError):  # Windows keeps a file that is open, which does no harm
            self._file.unlink()
        self._stream.close()


def _is_still_there(stream: IO[bytes], file: Path) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(stream.fileno()), file.stat())
    return False


def _lock(stream: IO[bytes], *, wait: bool) -> bool:
    """Lock a stream; False where another process has it and we do not wait.

    File systems without locks (some network drives) let everyone in.
    """
    if sys.platform == "win32":
        while True:
            try:
                stream.seek(_BEYOND)
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
