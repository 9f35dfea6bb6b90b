"""Several processes read what one reads, whatever becomes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from knowledge_bases import Project
from mkdocs_evidence.site.loading import Loaded, load
from mkdocs_evidence.sources import knowledge_base, reading_ahead, readings
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml

HERE = os.getpid()


def read(project: Project, processes: int) -> Loaded:
    return load(project.load().library.layout, processes=processes)


def as_told(loaded: Loaded) -> tuple[object, ...]:
    library = loaded.library
    return (
        [(record.slug, record.model) for record in library.records],
        {key: (study.reference, study.appraisal) for key, study in library.studies.items()},
        [str(problem) for problem in loaded.problems],
    )


def test_three_processes_read_what_one_reads(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.replace("docs/conditions/blue-fever.yml", "Skyroot tea may cause", "Skyroot tea causes")
    alone = as_told(read(project, 1))
    here: list[str] = []

    def parse_here(text: str, path: str) -> object:
        here.append(path)
        return parse_yaml(text, path)

    monkeypatch.setattr(reading_ahead, "_SHARE", 1)
    monkeypatch.setattr(readings, "parse_yaml", parse_here)
    together = as_told(read(project, 3))

    assert together == alone
    assert "WRD001" in alone[2][0]
    assert not [path for path in here if path.startswith("docs/conditions/")][1:], (
        "the condition was read here for the layout of this test, and in another process after"
    )


def fails(_text: str, _path: str) -> YamlDocument:
    raise MemoryError


def dies(_text: str, _path: str) -> YamlDocument:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.mark.parametrize("misfortune", [fails, dies])
def test_what_a_process_does_not_read_is_read_here(
    misfortune: Callable[[str, str], YamlDocument],
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = as_told(read(project, 1))

    def parse(text: str, path: str) -> object:
        return parse_yaml(text, path) if os.getpid() == HERE else misfortune(text, path)

    monkeypatch.setattr(reading_ahead, "_SHARE", 1)
    monkeypatch.setattr(readings, "parse_yaml", parse)

    assert as_told(read(project, 3)) == alone


def test_a_file_that_changes_meanwhile_is_read_as_it_is_now(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = knowledge_base._Reader.unread

    def change_after(reader: knowledge_base._Reader) -> object:
        found = unread(reader)
        text = project.path("references.bib").read_text("utf-8")
        project.write("references.bib", text.replace("Skyroot", "Dogroot"))
        return found

    monkeypatch.setattr(knowledge_base._Reader, "unread", change_after)
    titles = [study.reference.title for study in read(project, 2).library.studies.values()]

    now, _ = parse_references(project.path("references.bib").read_text("utf-8"), "references.bib")
    assert titles == [reference.title for reference in now.references.values()]
