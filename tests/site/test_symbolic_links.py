"""A symbolic link that somebody sends publishes nothing of the machine that builds, and writes nothing there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from knowledge_bases import Project
from mkdocs_evidence.api import open_site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links there need rights of their own")

RECORD = "name: A secret of this machine\nbottom_line: Secret [@muster2020].\n"


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "secret.yml").write_text(RECORD, "utf-8")
    (folder / "page.md").write_text("# A secret of this machine\n", "utf-8")
    (folder / "picture.svg").write_text("<svg>A secret of this machine</svg>", "utf-8")
    (folder / "references.bib").write_text("@misc{x, title = {A secret of this machine}}\n")
    return folder


def test_what_a_link_out_of_the_folder_leads_to_is_not_published(
    project: Project, elsewhere: Path
) -> None:
    project.write("docs/assets/kept.txt", "kept")
    project.write("theme/main.html", '{% extends "base.html" %}')
    project.replace("mkdocs.yml", "{name: material,", "{name: material, custom_dir: theme,")
    links = {
        "docs/topics/secret.yml": "secret.yml",
        "docs/secret.md": "page.md",
        "docs/assets/picture.svg": "picture.svg",
        "docs/more": ".",
        "theme/picture.svg": "picture.svg",
    }
    for link, target in links.items():
        project.path(link).symlink_to(elsewhere / target)
    project.path("docs/assets/zeros.txt").symlink_to("/dev/zero")
    built, checked = project.build(), project.run("evidence", "check")

    assert built.returncode == checked.returncode == 1
    for link in [*links, "docs/assets/zeros.txt"]:
        assert f"{link}:1:1  FIL001" in built.stderr, link
        assert f"{link}:1:1  FIL001" in checked.stdout, link
    assert not project.site.exists()
    assert "secret of this machine" not in built.stderr + checked.stdout


@pytest.mark.parametrize("name", ["references.bib", "docs", "docs/harms", ".cache"])
def test_a_link_in_the_place_of_a_file_or_folder_of_ours_is_refused(
    project: Project, elsewhere: Path, name: str
) -> None:
    if (place := project.path(name)).is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(elsewhere / name if name.endswith(".bib") else elsewhere)
    done = project.run("evidence", "check")

    assert done.returncode == 1, done.stderr
    assert "FIL001" in done.stdout
    assert "Traceback" not in done.stderr
    assert "secret of this machine" not in done.stdout


@pytest.mark.parametrize(
    "command",
    ["fmt", "new harm secret2", "stats", "export csv --to out", "retractions references.bib"],
)
def test_no_command_reads_or_writes_through_such_a_link(
    project: Project, elsewhere: Path, command: str
) -> None:
    before = {file: file.read_bytes() for file in elsewhere.iterdir()}
    project.path("docs/topics/secret.yml").symlink_to(elsewhere / "secret.yml")
    shutil.rmtree(project.path("docs/harms"))
    project.path("docs/harms").symlink_to(elsewhere)
    done = project.run("evidence", *command.split())

    assert done.returncode == 2
    assert "docs/harms:1:1  FIL001" in done.stderr
    assert {file: file.read_bytes() for file in elsewhere.iterdir()} == before


def test_links_within_the_folder_are_followed(project: Project) -> None:
    project.write("notes/how.md", "# How we work\n\nAs we do.\n")
    project.write("docs/pictures/tea.svg", "<svg></svg>")
    project.path("docs/how.md").symlink_to("../notes/how.md")
    project.path("docs/images").symlink_to("pictures")
    project.replace("mkdocs.yml", "  - Symbols", "  - How: how.md\n  - Symbols")
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert "As we do." in (project.site / "how/index.html").read_text("utf-8")
    assert (project.site / "images/tea.svg").is_file()


def test_links_that_lead_round_in_circles_are_refused(project: Project) -> None:
    project.path("docs/again").symlink_to(".")
    project.path("docs/self.md").symlink_to("self.md")
    done = project.run("evidence", "check")

    assert done.returncode == 1
    assert (
        'docs/again/again:1:1  FIL001  This link to a folder stands in a folder that "docs/again'
        in (done.stdout)
    )
    assert "docs/self.md:1:1  YML001" in done.stdout


def test_a_site_takes_the_place_of_nothing_elsewhere(project: Project, elsewhere: Path) -> None:
    project.path("site").symlink_to(elsewhere)
    done = project.build()

    assert done.returncode == 1
    assert "reached through a symbolic link" in done.stderr
    assert (elsewhere / "secret.yml").read_text("utf-8") == RECORD


def test_a_folder_that_is_itself_reached_through_a_link_works(
    project: Project, elsewhere: Path
) -> None:
    link = elsewhere / "base"
    link.symlink_to(project.root)
    loaded = open_site(link / "mkdocs.yml").load()

    assert loaded.problems == ()
    project.path("docs/topics/secret.yml").symlink_to(elsewhere / "secret.yml")
    assert [problem.code for problem in open_site(link / "mkdocs.yml").load().errors] == ["FIL001"]
