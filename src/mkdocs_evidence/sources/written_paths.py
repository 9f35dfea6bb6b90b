"""Paths as texts, which are the same on every system: with forward slashes."""

from __future__ import annotations

import ntpath
import posixpath
from pathlib import PurePath, PurePosixPath, PureWindowsPath


def leads_outside(path: str) -> bool:
    """True for a path that leaves the folder it counts from, on any system.

    >>> [leads_outside(path) for path in ("a/b", "a/../b", "../b", "/b", "C:/b", "a/../../b")]
    [False, False, True, True, True, True]
    """
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor:
        return True
    depth = 0
    for part in PureWindowsPath(path).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False


def way_to(path: PurePath, folder: PurePath) -> str:
    """How to reach a path from a folder, both whole; the path itself where no way leads there.

    There is none from one drive of Windows to another.

    >>> way_to(PureWindowsPath("C:/base/schema/x.json"), PureWindowsPath("C:/base/docs/harms"))
    '../../schema/x.json'
    >>> way_to(PureWindowsPath("D:/base/mkdocs.yml"), PureWindowsPath("C:/somewhere"))
    'D:/base/mkdocs.yml'
    """
    system = ntpath if isinstance(path, PureWindowsPath) else posixpath
    try:
        return type(path)(system.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()
