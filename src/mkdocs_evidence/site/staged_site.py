"""A site is built beside the one that stands, and takes its place when it is whole.

Beside `site` stands, while a build runs, the folder `.site.evidence`:

    lock     held by the build that runs; a second one waits for it
    next     the site that is being written
    whole    the finished site, and, after the exchange, the one that it replaced
    former   the old site, on systems that cannot exchange two folders in one step

A build that was ended at any moment leaves the old site or the new one in place; what it leaves in
that folder, the next build settles.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mkdocs_evidence.site.build_lock import BuildLock

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class StagedSite:
    """A site that is being built; see the module."""

    site: Path
    _folder: Path
    _lock: BuildLock

    @classmethod
    def begin(cls, site_dir: Path, on_wait: Callable[[str], None]) -> Self | None:
        """Wait until no other build of this site runs, settle what one left, and make room.

        None where the site can only be built in place: where it is a mount, or nothing can be
        written beside it.

        Raises:
            OSError: neither the site nor anything beside it can be written.
        """
        site = site_dir.resolve()
        if site.exists() and not site.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "it is a file, not a folder", str(site))
        if os.path.ismount(site):
            return None
        folder = site.with_name(f".{site.name}.evidence")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = BuildLock.acquire(folder / "lock", on_wait)
        except OSError:
            if site.is_dir() and os.access(site, os.W_OK):
                return None
            raise
        staged = cls(site, folder, lock)
        staged._settle()
        staged.next.mkdir()
        if site.exists():
            shutil.copymode(site, staged.next)
        return staged

    @property
    def next(self) -> Path:
        """Folder into which the site is written."""
        return self._folder / "next"

    def publish(self) -> None:
        """Let the finished site take the place of the old one.

        Raises:
            OSError: it cannot; the old site stands.
        """
        try:
            self.next.rename(self._whole)
            self._take_place()
        finally:
            self._close()

    def discard(self) -> None:
        """Leave the old site as it is."""
        self._close()

    @property
    def _whole(self) -> Path:
        return self._folder / "whole"

    @property
    def _former(self) -> Path:
        return self._folder / "former"

    def _take_place(self) -> None:
        if not self.site.exists():
            self._whole.rename(self.site)
        elif not _exchange(self._whole, self.site):
            self.site.rename(self._former)
            self._whole.rename(self.site)

    def _settle(self) -> None:
        """Finish or undo what a build that was ended left behind."""
        for left in (self._whole, self._former):
            if left.exists() and not self.site.exists():
                left.rename(self.site)
        for left in (self._whole, self._former):
            if left.is_dir() and self.site.is_dir():
                _keep_hidden(left, self.site)
        for left in (self.next, self._whole, self._former):
            if left.exists():
                shutil.rmtree(left)

    def _close(self) -> None:
        with suppress(OSError):  # what is left is settled by the next build
            self._settle()
        self._lock.release()
        with suppress(OSError):
            self._folder.rmdir()


def _keep_hidden(old: Path, site: Path) -> None:
    """Hidden files of a site, such as `.git` and `.well-known`, are not MkDocs' to delete."""
    for hidden in old.glob(".*"):
        if not (site / hidden.name).exists():
            hidden.rename(site / hidden.name)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, which Linux can; False where nothing was done."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:  # C libraries before glibc 2.28 and musl 1.2.6
        return False
    paths = os.fsencode(one), os.fsencode(other)
    done: int = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return done == 0
