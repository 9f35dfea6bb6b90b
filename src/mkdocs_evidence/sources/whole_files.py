"""Files put in place whole: whoever reads one finds the old or the new, never a half of either.

The one way in which this program writes a file: a draft beside it, then a rename. A full disk, a
power cut or the end of the process leaves the old file, and at most a draft, whose name begins with
a dot and ends in `.evidence-draft`.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

DRAFT = ".evidence-draft"


def replace_files(contents: Mapping[Path, bytes], *, lasting: bool = True) -> None:
    """Write files together: all drafts first, then all in place; after a failure all is as before.

    Keeps the permissions of files that are there; a link stays a link.

    Args:
        contents: What each file will hold.
        lasting: Whether the content is on the disk when this returns. Take False for what can be
            made again, such as a cache or a data file: waiting for the disk takes longer than all
            else.

    Raises:
        OSError: a file could not be written; every file is as it was.
    """
    drafts: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for file, content in contents.items():
            target = file.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            drafts[target] = target.with_name(f".{secrets.token_hex(8)}{DRAFT}")
            _write_draft(drafts[target], content, lasting=lasting)
            if target.exists():
                shutil.copymode(target, drafts[target])
        for target, draft in drafts.items():
            kept = target.read_bytes() if len(drafts) > 1 and target.exists() else None
            draft.replace(target)
            before[target] = kept
    except BaseException:
        if len(drafts) > 1:
            _put_back(before)
        raise
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    if lasting:
        for folder in {target.parent for target in drafts}:
            _keep_names(folder)


def replace_file(file: Path, content: bytes, *, lasting: bool = True) -> None:
    """Write one file whole or not at all; see `replace_files`."""
    replace_files({file: content}, lasting=lasting)


def replace_text(file: Path, text: str, *, lasting: bool = True) -> None:
    """Write one file of UTF-8 text, with the line ends that the text has; see `replace_files`."""
    replace_files({file: text.encode("utf-8")}, lasting=lasting)


def _write_draft(draft: Path, content: bytes, *, lasting: bool) -> None:
    # Never an existing file, nor a link that somebody laid in the way.
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        if lasting:
            stream.flush()
            os.fsync(stream.fileno())


#: Windows would write other line ends.
_BINARY: int = getattr(os, "O_BINARY", 0)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for target, content in before.items():
        with suppress(OSError):
            if content is None:
                target.unlink(missing_ok=True)
            else:
                replace_file(target, content)


def _keep_names(folder: Path) -> None:
    """Let the renames reach the disk, where a folder can be opened for that (not on Windows)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
