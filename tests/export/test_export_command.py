"""`evidence export` and the `exports` of mkdocs.yml."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

from knowledge_bases import Project
from mkdocs_evidence.api import open_site
from mkdocs_evidence.export.table import DEAREST_FIRST, EXPORTERS
from mkdocs_evidence.export.writing import write_formats
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.wording import counted


def files_in(project: Project, folder: str) -> dict[str, bytes]:
    root = project.path(folder)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_the_command_writes_the_files_that_the_site_publishes(
    project: Project, built_base: Project
) -> None:
    done = project.run("evidence", "export", "all", "--to", "out")
    written = files_in(project, "out")

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{counted(len(written), 'file', 'files')} in out\n"
    assert {name: (built_base.site / name).read_bytes() for name in written} == written


def test_files_of_the_readers_own_stay(project: Project) -> None:
    project.write("out/api/v1/mine.txt", "mine")

    assert project.run("evidence", "export", "api", "--to", "out").returncode == 0
    assert project.path("out/api/v1/mine.txt").read_text() == "mine"


def test_a_knowledge_base_with_errors_is_not_exported(project: Project) -> None:
    project.replace("docs/topics/botany.yml", "name: ", "nom: ")
    done = project.run("evidence", "export", "api", "--to", "out")

    assert done.returncode == 1
    assert "docs/topics/botany.yml:1" in done.stderr
    assert not project.path("out").exists()


def test_a_folder_that_cannot_be_written_is_said_in_one_line(project: Project) -> None:
    project.write("out/api", "a file where a folder must be")
    done = project.run("evidence", "export", "api", "--to", "out")

    assert done.returncode == 1
    assert done.stderr.startswith("Error: out cannot be written: ")
    assert "Traceback" not in done.stderr


def test_a_site_publishes_only_the_formats_that_it_names(project: Project) -> None:
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      exports: []\n")

    assert project.build().returncode == 0
    assert not (project.site / "api").exists()


def test_a_format_that_is_not_there_is_an_error_that_lists_those_that_are(project: Project) -> None:
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      exports: [jason]\n")
    done = project.build()

    assert done.returncode == 1
    assert "jason" in done.stderr
    assert "Traceback" not in done.stderr


#: The command where the extra for Parquet is not installed.
WITHOUT_PYARROW = """
import sys
sys.modules["pyarrow"] = None
from mkdocs_evidence.cli.main import cli
cli()
"""


def test_a_format_whose_library_is_not_there_is_left_out_and_named(project: Project) -> None:
    done = project.run("python", "-c", WITHOUT_PYARROW, "export", "all", "--to", "out")

    assert done.returncode == 0, done.stderr
    assert (
        'Left out: The format "parquet" needs pyarrow: pip install "mkdocs-evidence[parquet]"'
        in (done.stderr)
    )
    assert project.path("out/data/claims.csv").is_file()
    assert not project.path("out/data/claims.parquet").exists()


def test_asking_for_that_format_is_an_error_that_says_how_to_get_it(project: Project) -> None:
    asked = project.run("python", "-c", WITHOUT_PYARROW, "export", "csv", "parquet", "--to", "out")
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      exports: [parquet]\n")
    set_up = project.run("python", "-c", WITHOUT_PYARROW, "check")

    for done in (asked, set_up):
        assert done.returncode > 0
        assert 'pip install "mkdocs-evidence[parquet]"' in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert not project.path("out").exists()


def test_a_file_that_the_site_has_of_its_own_stays(project: Project) -> None:
    project.write("docs/api/v1/index.json", '{"mine": true}')

    assert project.build().returncode == 0
    assert json.loads((project.site / "api/v1/index.json").read_text()) == {"mine": True}


def test_data_files_are_no_part_of_the_copy_that_a_phone_keeps(built_base: Project) -> None:
    kept = json.loads((built_base.site / "offline.json").read_text())["files"]

    assert (built_base.site / "api/v1/index.json").is_file()
    assert [name for name in kept if name.startswith("api/")] == []


def test_several_processes_write_the_bytes_that_one_writes(
    project: Project, tmp_path: Path
) -> None:
    site = open_site(project.path("mkdocs.yml"))
    library, facts, addresses = site.load().library, site.facts(), Addresses(site.layout)
    for name, processes in {"one": 1, "three": 3}.items():
        write_formats(
            list(EXPORTERS),
            lambda name: EXPORTERS[name].files(library, addresses, facts),
            tmp_path / name,
            processes=processes,
        )
    one, three = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in folder.rglob("*.*")}
        for name in ("one", "three")
        if (folder := tmp_path / name)
    )

    assert set(EXPORTERS) == set(chain.from_iterable(DEAREST_FIRST))
    assert len(one) > len(EXPORTERS)
    assert one == three
