"""Thousands of files put below a folder, each whole or not at all: see whole_files.py.

What holds for each file is found out once for each folder: that it is there, and that no link leads
out of the folder to which all of them go. A folder that was not there is filled beside its place, and
appears when it is whole.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs_evidence.sources.whole_files import DRAFT, replace_file

#: Never through a link that somebody laid in the way; Windows would write other line ends.
_NEW: int = (
    os.O_WRONLY
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class WholeFolder:
    """A folder into which many files are written that can be made again: none waits for the disk."""

    def __init__(self, folder: Path, *, is_draft: bool = False) -> None:
        """Take a folder; a draft is one that nobody reads yet."""
        self._root = os.path.realpath(folder)
        self._is_draft = is_draft
        self._folders: dict[str, str] = {}

    def write(self, path: str, content: bytes) -> None:
        """Write a file, given its path below the folder, with forward slashes.

        Raises:
            OSError: it could not be written, or a link leads out of the folder.
        """
        parent, _, name = path.rpartition("/")
        folder = self._folders.get(parent) or self._made(parent)
        target = f"{folder}/{name}"
        if self._is_draft:
            _write(target, content, os.O_TRUNC)
            return
        there = _standing(target)
        if there is not None and stat.S_ISLNK(there):
            self._write_through(target, content)
            return
        draft = f"{folder}/.{secrets.token_hex(8)}{DRAFT}"
        try:
            _write(draft, content, os.O_EXCL)
            if there is not None:
                os.chmod(draft, stat.S_IMODE(there))  # noqa: PTH101  # thousands of times
            os.replace(draft, target)  # noqa: PTH105
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise

    def _made(self, parent: str) -> str:
        folder = os.path.realpath(f"{self._root}/{parent}")
        self._refuse_outside(folder)
        Path(folder).mkdir(parents=True, exist_ok=True)
        self._folders[parent] = folder
        return folder

    def _write_through(self, link: str, content: bytes) -> None:
        """Write the file that a link in the folder leads to; the link stays a link."""
        target = os.path.realpath(link)
        self._refuse_outside(target)
        replace_file(Path(target), content, lasting=False)

    def _refuse_outside(self, path: str) -> None:
        if not Path(path).is_relative_to(self._root):
            raise OSError(0, "a link in it leads out of it")


@contextmanager
def filled_folder(folder: Path) -> Iterator[WholeFolder]:
    """Fill a folder: one that is not there appears in the end, with all of its files or not at all.

    In one that is there, each file is replaced for itself, and those before a failure stay replaced.

    Raises:
        OSError: the folder cannot be made.
    """
    if os.path.lexists(folder):
        yield WholeFolder(folder)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{secrets.token_hex(8)}{DRAFT}")
    draft.mkdir()
    try:
        yield WholeFolder(draft, is_draft=True)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _standing(target: str) -> int | None:
    """What stands at a path, and its permissions; None where nothing does."""
    try:
        return os.lstat(target).st_mode
    except FileNotFoundError:
        return None


def _write(target: str, content: bytes, how: int) -> None:
    descriptor = os.open(target, _NEW | how, 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):  # a file of gigabytes
            written += os.write(descriptor, memoryview(content)[written:])
    finally:
        os.close(descriptor)
