"""A preview learns of each change once, whoever sees it first."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from watchdog.events import FileModifiedEvent, FileOpenedEvent, FileSystemEventHandler
from watchdog.observers import Observer

from knowledge_bases import Project
from mkdocs_evidence.site.settings import make_layout
from mkdocs_evidence.site.watched_files import Watched
from mkdocs_evidence.site.watching import Watching
from running_preview import PATIENCE


class Looking:
    """An observer that finds what a test says."""

    def __init__(self) -> None:
        self.handlers: list[FileSystemEventHandler] = []

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> object:
        self.handlers.append(handler)
        return path

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def finds(self, file: Path, kind: Any = FileModifiedEvent) -> None:
        for handler in self.handlers:
            handler.dispatch(kind(str(file)))


class Heard(FileSystemEventHandler):
    """What MkDocs is told."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def on_any_event(self, event: Any) -> None:
        self.paths.append(os.fsdecode(event.src_path))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "blue-fever.yml"
    file.write_text("name: Blue fever\n")
    return file


def test_a_change_is_told_once(file: Path) -> None:
    looking, heard = Looking(), Heard()
    watching = Watching(looking, lambda _: True)
    watching.schedule(heard, str(file.parent), recursive=True)
    looking.finds(file)
    looking.finds(file)
    looking.finds(file, FileOpenedEvent)
    assert heard.paths == [str(file)]
    assert watching.causes() == {str(file)}
    assert watching.causes() == set()

    file.write_text("name: Another fever\n")
    looking.finds(file)
    assert heard.paths == [str(file)] * 2


def test_what_is_no_news_is_not_told(file: Path) -> None:
    looking, heard = Looking(), Heard()
    watching = Watching(looking, lambda _: False)
    watching.schedule(heard, str(file.parent), recursive=True)
    looking.finds(file)

    assert heard.paths == []


@pytest.mark.parametrize("named", ["folder", "file", "link"])
def test_the_system_tells_of_a_file_that_takes_the_place_of_another(
    file: Path, tmp_path_factory: pytest.TempPathFactory, named: str
) -> None:
    folder = file.parent
    if named == "link":
        folder = tmp_path_factory.mktemp("links") / "here"
        folder.symlink_to(file.parent)
    heard = Heard()
    watching = Watching(Looking(), lambda _: True)
    watching.schedule(heard, str(file if named == "file" else folder), recursive=True)
    watching.start()
    draft = file.with_name("draft~")
    draft.write_text("name: Another fever\n")
    draft.replace(file)
    deadline = time.monotonic() + PATIENCE
    while str(folder / file.name) not in watching.causes() and time.monotonic() < deadline:
        time.sleep(0.01)
    watching.stop()

    assert time.monotonic() < deadline
    assert named != "file" or not any(path.endswith("~") for path in heard.paths[1:])


def test_where_the_system_tells_nothing_changes_are_found(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "start", refuse)
    looking, heard = Looking(), Heard()
    watching = Watching(looking, lambda _: True)
    watching.schedule(heard, str(file.parent), recursive=True)
    watching.start()
    looking.finds(file)
    watching.stop()

    assert heard.paths == [str(file)]


def test_a_look_sees_what_came_went_and_changed(project: Project) -> None:
    config = load_config(str(project.path("mkdocs.yml")))
    watched = Watched(config, with_theme=False)
    layout = make_layout(config.plugins["evidence"].config, config)
    docs = Path(config.docs_dir)
    before = watched.look()
    project.write("docs/conditions/.blue-fever.yml.swp", "half a word")
    project.replace("docs/conditions/blue-fever.yml", "Blue fever", "Azure fever")
    project.path("docs/symbols.md").unlink()
    project.write("docs/more/words.md", "# Words\n")
    project.write("mkdocs.yml", project.path("mkdocs.yml").read_text("utf-8") + "# more\n")
    changed = watched.look().changed_since(before)

    names = {Path(path).relative_to(project.root).as_posix() for path in changed}
    assert names == {
        "docs/conditions/blue-fever.yml",
        "docs/symbols.md",
        "docs/more",
        "docs/more/words.md",
        "mkdocs.yml",
    }
    assert [path for path in changed if watched.is_source(path, layout)] == [
        str(docs / "conditions/blue-fever.yml")
    ]
    assert watched.hides(str(docs / "conditions/.blue-fever.yml.swp"))
    assert watched.covers(str(docs / "x.md"))
    assert not watched.covers(str(project.root / "hook.py"))


def test_a_link_to_a_folder_is_seen(project: Project) -> None:
    watched = Watched(load_config(str(project.path("mkdocs.yml"))), with_theme=False)
    assert not watched.look().has_linked_folders
    project.path("docs/same").symlink_to(project.path("docs/conditions"))

    assert watched.look().has_linked_folders
