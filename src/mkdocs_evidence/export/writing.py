"""Puts data files into a folder, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import chain
from pathlib import Path

from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.export.table import DEAREST_FIRST
from mkdocs_evidence.library import Library
from mkdocs_evidence.processes import OnDone, how_many, shared_out
from mkdocs_evidence.sources.whole_folders import WholeFolder, filled_folder

#: Fewer studies than this for each process are written before it has begun.
_WORTH_ONE = 500
#: Files after which it is told how many there are.
_TOLD_EACH = 250


def write_files(files: Iterable[DataFile], folder: Path) -> int:
    """Write each file below a folder; returns how many there were.

    A reader of the folder sees a file as it was or as it is, never a half of it.

    Raises:
        OSError: a file could not be written, or a link leads out of the folder; the files before
            it are in place, unless the folder was not there before: then it is not there now.
    """
    with filled_folder(folder) as whole:
        return _write(files, whole, _tell_nobody)


def processes_for(library: Library) -> int:
    """How many processes are of use for the formats of a library."""
    return how_many(0, len(library.studies), worth_one=_WORTH_ONE)


def write_formats(
    names: Collection[str],
    files_of: Callable[[str], Iterable[DataFile]],
    folder: Path,
    *,
    processes: int = 1,
    on_written: OnDone | None = None,
) -> int:
    """Write formats below a folder; returns how many files there were.

    Args:
        names: Those of the exporters.
        files_of: Gives the files of one.
        folder: Where they go.
        processes: How many write at once, with the same bytes in the end.
        on_written: Told, now and then, how many files more are written.

    Raises:
        OSError: as `write_files` does.
    """
    with filled_folder(folder) as whole:

        def write(group: Collection[str], on_done: OnDone) -> int:
            wanted = (name for name in group if name in names)
            return sum(_write(files_of(name), whole, on_done) for name in wanted)

        tasks = [partial(write, group) for group in _groups(names)]
        return sum(shared_out(tasks, processes, on_written or _tell_nobody))


def write_beside(
    names: Collection[str],
    files_of: Callable[[str], Iterable[DataFile]],
    folder: Path,
    taken: Collection[str],
    *,
    processes: int = 1,
) -> frozenset[str]:
    """Write formats into a folder that others fill, too, and that nobody reads yet.

    Returns the paths of what was written: not those that are taken.

    Raises:
        OSError: a file could not be written, or a link leads out of the folder.
    """
    whole = WholeFolder(folder, is_draft=True)

    def write(group: Collection[str], _: OnDone) -> list[str]:
        written = []
        for name in group:
            for file in files_of(name) if name in names else ():
                if file.path not in taken:
                    whole.write(file.path, file.content)
                    written.append(file.path)
        return written

    tasks = [partial(write, group) for group in _groups(names)]
    return frozenset(chain.from_iterable(shared_out(tasks, processes, _tell_nobody)))


def _groups(names: Collection[str]) -> list[tuple[str, ...]]:
    return [group for group in DEAREST_FIRST if not set(group).isdisjoint(names)]


def _write(files: Iterable[DataFile], whole: WholeFolder, on_done: OnDone) -> int:
    count = 0
    for file in files:
        whole.write(file.path, file.content)
        count += 1
        if not count % _TOLD_EACH:
            on_done(_TOLD_EACH)
    return count


def _tell_nobody(count: int) -> None:
    """Let files be written without a word."""
