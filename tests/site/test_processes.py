"""Several processes write the pages that one would write, whatever becomes of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge_bases import Project
from mkdocs_evidence.processes import how_many
from mkdocs_evidence.site import waiting
from mkdocs_evidence.site.processes import WORTH_ONE
from mkdocs_evidence.sources import whole_folders


def files(site: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def built(project: Project, processes: int) -> dict[str, bytes]:
    project.replace("mkdocs.yml", "- evidence:\n", f"- evidence:\n      processes: {processes}\n")
    done = project.build("-q")
    project.replace("mkdocs.yml", f"      processes: {processes}\n", "")
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return files(project.site)


def test_three_processes_write_what_one_writes(project: Project) -> None:
    assert built(project, 3) == built(project, 1)


def test_a_broken_link_to_an_anchor_is_told_whoever_wrote_the_page(project: Project) -> None:
    home = project.path("docs/index.md").read_text("utf-8")
    project.write("docs/index.md", f"{home}\n[There](conditions/blue-fever.md#nowhere)\n")
    told = []
    for processes in (1, 3):
        project.replace("mkdocs.yml", "- evidence:", f"- evidence:\n      processes: {processes}")
        done = project.run("mkdocs", "build")
        project.replace("mkdocs.yml", f"\n      processes: {processes}", "")
        told.append([line for line in done.stderr.splitlines() if "#nowhere" in line])

    assert told[0] == told[1] != []


def test_a_link_to_a_data_file_that_is_not_there_is_told_whoever_writes_the_data(
    project: Project,
) -> None:
    home = project.path("docs/index.md").read_text("utf-8")
    there, nowhere = "[All](data/claims.csv) and [more][all]", "[None](data/none.csv)"
    project.write("docs/index.md", f"{home}\n{there}: {nowhere}\n\n[all]: data/claims.csv\n")
    told = []
    for processes in (1, 3):
        project.replace("mkdocs.yml", "- evidence:", f"- evidence:\n      processes: {processes}")
        done = project.run("mkdocs", "build", "--strict")
        project.replace("mkdocs.yml", f"\n      processes: {processes}", "")
        assert done.returncode == 1
        told.append([line for line in done.stderr.splitlines() if "data/" in line])

    assert told[0] == told[1]
    assert len(told[0]) == 1
    assert "data/none.csv" in told[0][0]


def test_data_files_that_another_process_does_not_write_the_build_writes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(project, 1)
    write, build = whole_folders.WholeFolder.write, os.getpid()

    def fail_elsewhere(folder: whole_folders.WholeFolder, path: str, content: bytes) -> None:
        if os.getpid() != build:
            raise OSError(28, "No space left on device")
        write(folder, path, content)

    monkeypatch.setattr(whole_folders.WholeFolder, "write", fail_elsewhere)
    project.replace("mkdocs.yml", "- evidence:\n", "- evidence:\n      processes: 2\n")
    build_here(project)

    assert files(project.site) == whole


def test_a_data_file_that_the_site_has_of_its_own_stays(project: Project) -> None:
    project.write("docs/api/v1/index.json", '{"mine": true}')
    project.replace("mkdocs.yml", "- evidence:", "- evidence:\n      processes: 3")

    assert project.build().returncode == 0
    assert project.site.joinpath("api/v1/index.json").read_text("utf-8") == '{"mine": true}'


def test_what_a_process_does_not_write_the_build_writes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(project, 1)
    write, build = waiting.Surroundings.write, os.getpid()

    def fail_elsewhere(around: waiting.Surroundings, page: object) -> None:
        if os.getpid() != build:
            raise OSError(28, "No space left on device")
        write(around, page)

    monkeypatch.setattr(waiting.Surroundings, "write", fail_elsewhere)
    project.replace("mkdocs.yml", "- evidence:\n", "- evidence:\n      processes: 2\n")
    build_here(project)

    assert files(project.site) == whole


def build_here(project: Project) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(project.path("mkdocs.yml")))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def test_a_small_site_needs_one_process() -> None:
    assert how_many(0, 100, worth_one=WORTH_ONE) == 1
    assert how_many(3, 100, worth_one=WORTH_ONE) == 3
