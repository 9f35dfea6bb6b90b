"""Editions of a knowledge base in git: which there are, and their files.

Nothing of a revision is run or obeyed. Files come from git's object store (`ls-tree` and
`cat-file`), not from `git archive`: with that, a `.gitattributes` in the content could hide a
record (`export-ignore`) or rewrite it (`export-subst`). Only plain files are written, never
symbolic links, which could point out of the folder; and no hook or filter of git has a part in it.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.whole_folders import WholeFolder
from mkdocs_evidence.sources.written_paths import leads_outside

#: Files that are read from an edition: records, hand-written pages, references.
_READ = frozenset({".yml", ".yaml", ".md", ".bib"})
#: A text file larger than this is no record.
_MAX_BYTES = 20_000_000
_PLAIN_FILES = frozenset({b"100644", b"100755"})
_SECONDS = 120
#: Replacement objects, lazy downloads and questions have no place in a comparison.
_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
#: Set by git for its hooks: they would lead to another repository than the one of the folder.
_OTHERS = {f"GIT_{name}" for name in ("DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "PREFIX")}


class NoHistoryError(Exception):
    """There is no git, no repository, or no such revision; the message says which."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed the content."""

    commit: str
    #: Seconds since 1970 (UTC) at which it was committed.
    time: int
    #: First line of its message, as its author wrote it.
    subject: str
    #: Names the content: the same for two commits that hold the same.
    content: str


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file in git's object store."""

    name: str
    path: str


class Repository:
    """The git repository around a knowledge base, seen from the folder of its settings."""

    def __init__(self, layout: Layout) -> None:
        """Find the repository.

        Raises:
            NoHistoryError: there is no git, or no repository, or the content lies outside.
        """
        self.layout = layout
        self._top = layout.root
        #: What was written into each folder, by path.
        self._written: dict[Path, dict[str, _Blob]] = {}
        top = self._git("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape")
        self._top = Path(top.rstrip("\n")).resolve()
        docs, bibliography = self._inside(layout.docs_dir), self._inside(layout.bibliography)
        self._paths = [docs, bibliography]
        #: Files in which evidence stands; what else is written in the docs folder changes none.
        told_by = (*layout.record_folders, layout.abbreviations)
        self._evidence = [*(posixpath.join(docs, name) for name in told_by), bibliography]

    @property
    def is_shallow(self) -> bool:
        """True where only the latest part of the history was fetched."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def commit_of(self, name: str) -> str:
        """The full name of the commit that a revision names.

        Raises:
            NoHistoryError: there is no such revision.
        """
        message = f'git knows no revision "{name}"'
        if name.startswith("-") or not name or not name.isprintable():
            raise NoHistoryError(message)
        try:
            found = self._git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except NoHistoryError:
            raise NoHistoryError(message) from None
        return found.decode("ascii").strip()

    def revisions(self, count: int) -> list[Revision]:
        """The latest commits of the main line that touch records or references, newest first."""
        form = "--format=%H%x00%ct%x00%s"
        line = ("log", "-z", "--first-parent", f"--max-count={count}", form, "HEAD", "--")
        fields = self._git(*line, *self._evidence).decode("utf-8", "replace").split("\0")
        commits = [tuple(fields[at : at + 3]) for at in range(0, len(fields) - 2, 3)]
        contents = self._contents([commit for commit, _, _ in commits])
        return [
            Revision(commit, int(time), " ".join(subject.split()), content)
            for (commit, time, subject), content in zip(commits, contents, strict=True)
        ]

    def write_files(self, commit: str, folder: Path) -> Layout:
        """Bring a folder into the state of a commit; give the layout of the edition in it.

        What this object wrote there of another commit and is the same stays untouched.
        """
        wanted = {blob.path: blob for blob in self._blobs(commit)}
        written = self._written.get(folder, {})
        for path in written.keys() - wanted.keys():
            (folder / path).unlink()
        new = [blob for path, blob in wanted.items() if written.get(path) != blob]
        whole = WholeFolder(folder, is_draft=True)  # which nobody reads but us
        for blob, content in self._read(new):
            if (file := folder / blob.path).is_dir():
                shutil.rmtree(file)
            whole.write(blob.path, content)
        self._written[folder] = wanted
        return self._layout_in(folder)

    def _layout_in(self, folder: Path) -> Layout:
        docs, bibliography = (folder / path for path in self._paths)
        docs.mkdir(parents=True, exist_ok=True)
        root = folder / self.layout.root.resolve().relative_to(self._top)
        return replace(self.layout, docs_dir=docs, bibliography=bibliography, root=root)

    def _contents(self, commits: list[str]) -> Iterator[str]:
        """What names the content of each commit: the trees and blobs of its paths."""
        asked = [f"{commit}:{path}" for commit in commits for path in self._paths]
        told = self._git("cat-file", "--batch-check=%(objectname)", given="\n".join(asked))
        names = [line.partition(" ")[0] for line in told.decode("utf-8", "replace").splitlines()]
        names = [name if ":" not in name else "none" for name in names]
        each = len(self._paths)
        return ("-".join(names[at : at + each]) for at in range(0, len(names), each))

    def _blobs(self, commit: str) -> Iterator[_Blob]:
        listing = ("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--")
        for entry in self._git(*listing, *self._paths).split(b"\0"):
            about, _, raw = entry.partition(b"\t")
            path = raw.decode("utf-8", "surrogateescape")
            if PurePosixPath(path).suffix not in _READ or leads_outside(path):
                continue
            mode, _, name, size = about.split()
            if mode in _PLAIN_FILES and size.isdigit() and int(size) <= _MAX_BYTES:
                yield _Blob(name.decode("ascii"), path)

    def _read(self, blobs: Iterable[_Blob]) -> Iterator[tuple[_Blob, bytes]]:
        wanted = list(blobs)
        asked = "".join(f"{blob.name}\n" for blob in wanted)
        told = self._git("cat-file", "--batch", given=asked)
        position = 0
        for blob in wanted:
            end = told.index(b"\n", position)
            size = told[position:end].split()[-1]
            if not size.isdigit():
                raise NoHistoryError("a part of the history was never fetched")
            yield blob, told[end + 1 : end + 1 + int(size)]
            position = end + 1 + int(size) + 1

    def _inside(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self._top).as_posix()
        except ValueError:
            raise NoHistoryError(f"{path.name} is not inside the git repository") from None

    def _git(self, *arguments: str, given: str | None = None) -> bytes:
        command = ["git", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
        command += ["-C", str(self._top), *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - no shell; revisions are checked in commit_of
                command,
                input=None if given is None else given.encode("utf-8", "surrogateescape"),
                stdin=subprocess.DEVNULL if given is None else None,
                capture_output=True,
                env={k: v for k, v in os.environ.items() if k not in _OTHERS} | _ENVIRONMENT,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise NoHistoryError("git cannot be run here") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            raise NoHistoryError(said.partition("\n")[0] or "git found nothing")
        return done.stdout
