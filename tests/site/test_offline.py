"""What a build leaves for reading without a connection."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawl import Site
from knowledge_bases import Project


@pytest.fixture(scope="module")
def published(built_base: Project) -> Path:
    return built_base.site


def worker_value(site: Path, name: str) -> object:
    script = (site / "service-worker.js").read_text("utf-8")
    return json.loads(re.search(rf"const {name} = (.*?);", script).group(1))


def test_the_worker_stands_at_the_root_and_no_page_loads_it(published: Path) -> None:
    assert (published / "service-worker.js").is_file()
    assert not (published / "assets" / "evidence" / "service-worker.js").exists()
    assert not [
        source
        for page in Site(published).pages.values()
        for source in page.sources
        if source.endswith("-worker.js")
    ]


def test_the_worker_and_the_list_of_files_are_of_one_edition(published: Path) -> None:
    listed = json.loads((published / "offline.json").read_text("utf-8"))

    assert worker_value(published, "VERSION") == listed["version"] != ""
    assert set(worker_value(published, "SHELL")) <= set(listed["files"])


def test_every_page_is_in_the_list_and_everything_listed_is_there(published: Path) -> None:
    files = json.loads((published / "offline.json").read_text("utf-8"))["files"]
    pages = {url.removesuffix("index.html") or "./" for url in Site(published).pages}

    assert pages - set(files) == {"404.html"}
    assert [name for name in files if not (published / name).exists()] == []


def test_the_shell_holds_looks_scripts_search_home_and_indexes(published: Path) -> None:
    shell = worker_value(published, "SHELL")

    assert {"./", "conditions/", "treatments/", "harms/", "topics/", "studies/"} <= set(shell)
    assert {"assets/evidence/evidence.css", "search/search_index.json"} <= set(shell)
    assert not [name for name in shell if "lunr" in name or name.endswith(".map")]


def test_each_page_names_the_manifest_which_names_the_site(published: Path) -> None:
    manifest = json.loads((published / "manifest.webmanifest").read_text("utf-8"))
    unnamed = [
        page.url
        for page in Site(published).pages.values()
        if page.url != "404.html"
        and "manifest.webmanifest" not in {page.resolve(href)[0] for href in page.hrefs}
    ]

    assert manifest["name"] == "Skyroot Evidence"
    assert manifest["start_url"] == manifest["scope"] == "."
    assert unnamed == []


def test_any_change_makes_a_new_edition(project: Project, published: Path) -> None:
    project.replace("docs/topics/botany.yml", "name: ", "synonyms: [plants]\nname: ")
    assert project.build().returncode == 0

    assert worker_value(project.site, "VERSION") != worker_value(published, "VERSION")


@pytest.mark.parametrize("order", ["  - offline\n  - search\n", "  - search\n"])
def test_a_site_of_files_has_no_worker_and_searches_without_one(
    project: Project, order: str
) -> None:
    project.replace("mkdocs.yml", "  - search\n", order)
    if "offline" not in order:
        project.replace("mkdocs.yml", "validation:", "  - offline\nvalidation:")
    done = project.build()
    site = Site(project.site)
    home = site.pages["index.html"]

    assert done.returncode == 0, done.stderr
    assert not (project.site / "service-worker.js").exists()
    assert "manifest.webmanifest" not in home.hrefs
    assert "assets/evidence/iframe-worker.js" in home.sources
    assert (project.site / "search" / "search_index.js").is_file()
    assert site.foreign_requests() == []
    assert site.broken_links() == []
