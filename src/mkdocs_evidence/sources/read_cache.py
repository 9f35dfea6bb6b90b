"""Remembers, while this process runs, what was read of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_evidence.sources.kept_readings import default_folder

ResultT = TypeVar("ResultT")


class ReadCache:
    """Results by file and purpose, as long as the file's bytes stay the same.

    Between runs, readings are kept in a folder (see `kept_readings`). Editions that stand in folders
    of their own share what was read of a file that is the same in both.
    """

    def __init__(self, editions: Iterable[Path] = ()) -> None:
        """Remember nothing yet; `editions` are the roots of their layouts."""
        self._editions = [f"{folder.as_posix()}/" for folder in editions]
        self.folder = default_folder()
        self._results: dict[tuple[str, str], tuple[bytes, Any]] = {}

    def get(self, file: Path, purpose: str, key: bytes, read: Callable[[], ResultT]) -> ResultT:
        """Return the remembered result of `read`, or read now; `key` stands for the bytes."""
        name = (self._name(file), purpose)
        known = self._results.get(name)
        if known is None or known[0] != key:
            known = self._results[name] = (key, read())
        result: ResultT = known[1]
        return result

    def knows(self, file: Path, purpose: str, key: bytes) -> bool:
        """True where a file of these bytes was read for this purpose."""
        return self._results.get((self._name(file), purpose), (b"",))[0] == key

    def _name(self, file: Path) -> str:
        """A file's path in its edition, where it is in one: messages about it name that as well."""
        path = file.as_posix()
        inside = next((at for at in self._editions if path.startswith(at)), "")
        return path.removeprefix(inside)
