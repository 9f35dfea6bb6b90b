"""Puts data files into a folder, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.sources.whole_files import replace_file


def write_files(files: Iterable[DataFile], folder: Path) -> int:
    """Write each file below a folder; returns how many there were.

    A reader of the folder sees a file as it was or as it is, never a half of it.

    Raises:
        OSError: a file could not be written, or a link leads out of the folder; the files before
            it are in place.
    """
    count = 0
    whole = folder.resolve()
    for file in files:
        target = (folder / file.path).resolve()
        if not target.is_relative_to(whole):
            raise OSError(0, f"{file.path} would be written outside of it")
        replace_file(target, file.content, lasting=False)
        count += 1
    return count
