"""A new folder that is there whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: What may be in the folder already: an empty repository is made before it is filled.
_WELCOME = {".git"}


class FolderTakenError(ValueError):
    """Why the folder cannot be used, for the person who asked."""


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A draft of the folder, to be filled; it takes its place at the end, unless something failed.

    Raises:
        FolderTakenError: there is something at this place already.
        OSError: it cannot be written.
    """
    target = folder.resolve()
    refuse_what_is_there(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        draft = Path(name) / target.name
        draft.mkdir()
        yield draft
        refuse_what_is_there(folder)
        _put_in_place(draft, target)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths, with forward slashes, as they are on every system."""
    for name, text in files.items():
        file = folder.joinpath(*name.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def refuse_what_is_there(folder: Path) -> None:
    """Let an empty folder and one that is not there pass.

    Raises:
        FolderTakenError: there is something at this place already.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FolderTakenError(f'"{folder}" is a file. Choose another name.')
    if found := sorted(entry.name for entry in folder.iterdir() if entry.name not in _WELCOME):
        others = f" and {len(found) - 1} more" if len(found) > 1 else ""
        message = f'"{folder}" is not empty: it holds "{found[0]}"{others}.'
        raise FolderTakenError(f"{message} Choose another folder, or empty this one.")


def _put_in_place(draft: Path, target: Path) -> None:
    """Move what was drafted; a folder that is there, such as the one we stand in, stays the same."""
    if not target.exists():
        draft.rename(target)
        return
    moved: list[Path] = []
    try:
        moved.extend(entry.rename(target / entry.name) for entry in sorted(draft.iterdir()))
    except OSError:
        for entry in moved:
            shutil.move(entry, draft / entry.name)
        raise
