"""Many files below a folder: whole, inside of it, and with what those before them had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_evidence.sources.whole_folders import filled_folder


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


def test_a_new_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    with filled_folder(tmp_path / "to" / "out") as out:
        out.write("a/b.txt", b"one")
        out.write("a/b.txt", b"two")

        assert not (tmp_path / "to" / "out").exists()
    assert names(tmp_path / "to") == ["out", "out/a", "out/a/b.txt"]
    assert (tmp_path / "to/out/a/b.txt").read_bytes() == b"two"


def test_a_new_folder_that_was_not_filled_leaves_nothing(tmp_path: Path) -> None:
    def fill() -> None:
        with filled_folder(tmp_path / "out") as out:
            out.write("a/b.txt", b"one")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill()
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")
def test_in_a_folder_that_is_there_rights_and_links_inside_stay(tmp_path: Path) -> None:
    file, link, other = tmp_path / "file", tmp_path / "link", tmp_path / "other"
    for written in (file, other):
        written.write_text("old")
    file.chmod(0o640)
    link.symlink_to("other")
    with filled_folder(tmp_path) as out:
        for name in ("file", "link", "new/one"):
            out.write(name, b"new")

    assert names(tmp_path) == ["file", "link", "new", "new/one", "other"]
    assert link.is_symlink()
    assert [other.read_text(), file.read_text()] == ["new", "new"]
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
@pytest.mark.parametrize("path", ["folder/x", "file"])
def test_no_link_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    inside, outside = tmp_path / "out", tmp_path / "out-side"
    inside.mkdir()
    outside.mkdir()
    (outside / "file").write_text("old")
    (inside / "folder").symlink_to(outside)
    (inside / "file").symlink_to(outside / "file")

    with pytest.raises(OSError, match="leads out"), filled_folder(inside) as out:
        out.write(path, b"new")
    assert names(outside) == ["file"]
    assert (outside / "file").read_text() == "old"


def test_a_file_that_cannot_take_its_place_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "name").mkdir()

    with pytest.raises(OSError), filled_folder(tmp_path) as out:
        out.write("name", b"new")
    assert names(tmp_path) == ["name"]
