"""Puts data files into a folder, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs_evidence.export.data_file import DataFile


def write_files(files: Iterable[DataFile], folder: Path) -> int:
    """Write each file below a folder; returns how many there were.

    A reader of the folder sees a file as it was or as it is, never a half of it.

    Raises:
        OSError: a file could not be written; those before it are in place.
    """
    count = 0
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            draft.write_bytes(file.content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        count += 1
    return count
