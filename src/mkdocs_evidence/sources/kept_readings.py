"""What was read of files, kept on disk by their content, so that nothing is read twice.

The folder is the user's own (see `default_folder`) and never one of the knowledge base: whoever sends
a file to a knowledge base must not be able to send along what we are to have read in it. What is kept
is JSON, which is validated as if it had just been read, each value with a check sum. All of it may be
deleted at any time, and a file that is damaged, locked or cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from mkdocs_evidence.sources.program import code_of

#: The rooms that decide what a file says and what is wrong in it.
_DECIDING = (
    "model",
    "sources",
    "checks",
    "prose.py",
    "wording.py",
    "words.py",
    "cited_fields.py",
    "library.py",
)
_LIBRARIES = ("bibtexparser", "pydantic", "pylatexenc", "pyyaml")
#: Names a folder, or none where it is empty: then nothing is kept.
FOLDER_VARIABLE = "EVIDENCE_CACHE_DIR"
_DAY = 86_400
#: Days for which something is kept that nobody asks for.
_DAYS = 30
_CHECK_SUM = 8
#: Bytes that are written together.
_BATCH = 4_000_000
#: Bytes of the file that are read without copying.
_MAPPED = 1_000_000_000
#: Seconds for which another build may hold the file.
_PATIENCE = 2.0

_TABLE = """
CREATE TABLE IF NOT EXISTS reading (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL
)
"""


def default_folder() -> Path | None:
    """Where readings are kept: the user's folder of caches, or what the environment says."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return user_cache_path("mkdocs-evidence", appauthor=False)


class KeptReadings:
    """Values by key, in one SQLite file for each version of the program; closed, it knows nothing."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._today = int(time.time()) // _DAY
        self._new: list[tuple[bytes, bytes, int]] = []
        self._size = 0
        self._asked: list[bytes] = []

    @property
    def is_on(self) -> bool:
        """True where something can be kept."""
        return self._connection is not None

    def has(self, key: bytes) -> bool:
        """True where something is kept under a key."""
        return self._row(key, "SELECT 1 FROM reading WHERE key = ?") is not None

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key; None where nothing is, or not what was written."""
        row = self._row(key, "SELECT value, used FROM reading WHERE key = ?")
        if row is None or not isinstance(row[0], bytes):
            return None
        value = row[0][_CHECK_SUM:]
        if row[0][:_CHECK_SUM] != _check_sum(key, value):
            return None
        if row[1] != self._today:
            self._asked.append(key)
        return value

    def _row(self, key: bytes, question: str) -> tuple[Any, ...] | None:
        if self._connection is None:
            return None
        try:
            found: tuple[Any, ...] | None = self._connection.execute(question, (key,)).fetchone()
        except sqlite3.Error:  # damaged: read files instead
            self._connection = None
            return None
        return found

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._connection is None:
            return
        self._new.append((key, _check_sum(key, value) + value, self._today))
        self._size += len(value)
        if self._size > _BATCH:
            self._write()

    def end(self) -> None:
        """Write what is new, and forget what nobody asked for in a long time."""
        self._write()
        if self._connection is not None and self._asked:
            with suppress(sqlite3.Error), self._connection as connection:
                used = ((self._today, key) for key in self._asked)
                connection.executemany("UPDATE reading SET used = ? WHERE key = ?", used)
                connection.execute("DELETE FROM reading WHERE used < ?", (self._today - _DAYS,))
        self._asked = []

    def _write(self) -> None:
        rows, self._new, self._size = self._new, [], 0
        if self._connection is not None and rows:
            with suppress(sqlite3.Error), self._connection as connection:
                connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)


@contextmanager
def kept_readings(folder: Path | None) -> Iterator[KeptReadings]:
    """Open what is kept in a folder; a file that cannot be used is put away and begun anew."""
    connection = _opened(folder) if folder is not None else None
    readings = KeptReadings(connection)
    try:
        yield readings
    finally:
        readings.end()
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


def _opened(folder: Path) -> sqlite3.Connection | None:
    file = folder / f"readings-{_program()}.sqlite"
    for _ in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if file.is_symlink():
                return None
            connection = sqlite3.connect(file, timeout=_PATIENCE)
            # What a power cut damages is seen by its check sum, and read again.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
            connection.execute(_TABLE)
            _forget_other_programs(folder, file)
        except sqlite3.OperationalError:  # locked, or a folder in which nothing can be written
            return None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                file.unlink()
        except OSError:
            return None
        else:
            return connection
    return None


def _forget_other_programs(folder: Path, ours: Path) -> None:
    """Delete what versions of the program kept that nobody has used in a long time."""
    long_ago = time.time() - _DAYS * _DAY
    for file in folder.glob("readings-*.sqlite"):
        with suppress(OSError):
            if file != ours and file.stat().st_mtime < long_ago:
                file.unlink()


def key_of(*parts: str | bytes) -> bytes:
    """A key for what depends on these parts, and on the program."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d " % len(content))
        digest.update(content)
    return digest.digest()


def _check_sum(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=key, digest_size=_CHECK_SUM).digest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Names this program: another one may read files otherwise."""
    parts = [*_versions(_LIBRARIES), code_of(_DECIDING)]
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()


def _versions(libraries: Iterable[str]) -> Iterator[str]:
    for name in libraries:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name
