"""Files are written whole or not at all, with the permissions and links that they had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_evidence.sources.whole_files import replace_file, replace_files, replace_text


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    first, second, new = tmp_path / "first", tmp_path / "folder", tmp_path / "new"
    first.write_text("old")
    second.mkdir()

    with pytest.raises(OSError):
        replace_files({first: b"new", new: b"new", second: b"a folder"})
    assert first.read_text() == "old"
    assert names(tmp_path) == ["first", "folder"]


@pytest.mark.parametrize("lasting", [True, False])
def test_a_write_that_fails_leaves_the_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool
) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync" if lasting else "fdopen", refuse)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, b"new", lasting=lasting)
    assert file.read_text() == "old"
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    file, link, new = tmp_path / "file", tmp_path / "link", tmp_path / "new"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    replace_text(link, "new\r\n")
    mask = os.umask(0o027)
    try:
        replace_text(new, "new")
    finally:
        os.umask(mask)

    assert link.is_symlink()
    assert file.read_bytes() == b"new\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o777 == 0o640


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    replace_text(tmp_path / "a" / "b" / "c", "text")

    assert (tmp_path / "a" / "b" / "c").read_text() == "text"
