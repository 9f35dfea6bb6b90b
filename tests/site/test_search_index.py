"""The search of a really built site, and what it falls back to."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from markupsafe import Markup

from crawl import Site
from knowledge_bases import Project
from mkdocs_evidence.render.search_entries import SearchEntry
from mkdocs_evidence.site.search_index import (
    PARTS,
    SearchHandOver,
    takes_entries,
    use_our_worker,
    warn_of_unknown_search,
)


def documents(project: Project) -> list[dict[str, object]]:
    path = project.site / "search" / "search_index.json"
    return json.loads(path.read_text("utf-8"))["docs"]


def test_every_result_leads_to_a_place_that_exists(built_base: Project) -> None:
    site = Site(built_base.site)
    for document in documents(built_base):
        name, _, anchor = str(document["location"]).partition("#")
        page = site.page(name.rstrip("/"))

        assert not anchor or unquote(anchor) in page.ids, document["location"]


def test_a_page_comes_before_its_parts_and_nothing_comes_twice(built_base: Project) -> None:
    places = [str(document["location"]) for document in documents(built_base)]
    pages = [place.partition("#")[0] for place in places]

    assert len(set(places)) == len(places)
    assert all(pages.index(page) == places.index(page) for page in pages if page)


def test_written_pages_are_found_as_well(built_base: Project) -> None:
    assert "" in {document["location"] for document in documents(built_base)}


def test_every_page_searches_with_our_worker(built_base: Project) -> None:
    assert (built_base.site / "assets" / "evidence" / "search.worker.js").is_file()
    for file in built_base.site.rglob("*.html"):
        used = re.search(r'"search": ?"([^"]*)"', file.read_text("utf-8"))

        assert used
        assert used[1].endswith("assets/evidence/search.worker.js"), file


def test_no_page_loads_the_worker_as_a_script(built_base: Project) -> None:
    scripts = re.findall(r"<script[^>]* src=[^>]*>", (built_base.site / "index.html").read_text())

    assert scripts
    assert not any("worker" in script for script in scripts)


def test_the_theme_s_own_worker_knows_the_names_too(built_base: Project) -> None:
    path = built_base.site / "search" / "search_index.json"

    assert json.loads(path.read_text("utf-8"))["config"]["fields"]["names"]["boost"] > 1


def parted(project: Project) -> dict[str, str]:
    """The project built with an index in parts: files by name."""
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      search_parts_from: 1\n")
    done = project.build()
    assert done.returncode == 0, done.stderr
    folder = project.site / PARTS
    return {file.stem: file.read_text("utf-8") for file in folder.iterdir()}


@pytest.fixture(scope="module")
def with_parts(project_of_the_file: Project) -> Project:
    parted(project_of_the_file)
    return project_of_the_file


def names_of_parts(project: Project) -> set[str]:
    return {file.stem for file in (project.site / PARTS).iterdir()}


def test_a_large_base_has_an_index_in_parts_and_tells_the_theme_only_where(
    with_parts: Project,
) -> None:
    files = names_of_parts(with_parts)
    (stub,) = documents(with_parts)

    assert stub["parts"] == f"{PARTS}/"
    assert stub["ending"] == ".json"
    assert {"table", "list-b", "texts-0"} <= {re.sub(r"\d+$", "0", name) for name in files}


def test_an_index_in_parts_knows_every_page_that_the_whole_index_knows(
    with_parts: Project, built_base: Project
) -> None:
    files = (with_parts.site / PARTS).glob("*texts-*")
    texts = [json.loads(file.read_text("utf-8")) for file in files]
    places = {address + one[0] for pages in texts for address, *some in pages for one in some}

    assert places == {document["location"] for document in documents(built_base)}


def test_the_same_sources_give_the_same_parts(project: Project) -> None:
    first = parted(project)
    assert project.build().returncode == 0
    again = {file.stem: file.read_text("utf-8") for file in (project.site / PARTS).iterdir()}

    assert again == first


def test_a_reader_without_a_connection_keeps_the_table_and_whoever_keeps_all_keeps_the_parts(
    with_parts: Project,
) -> None:
    names = names_of_parts(with_parts)
    listed = json.loads((with_parts.site / "offline.json").read_text("utf-8"))["files"]

    assert f"{PARTS}/table.json" in (with_parts.site / "service-worker.js").read_text("utf-8")
    assert {f"{PARTS}/{name}.json" for name in names} <= set(listed)


def test_a_copy_in_a_folder_has_its_parts_as_scripts(project: Project) -> None:
    project.write(
        "mkdocs.yml", "use_directory_urls: false\n" + project.path("mkdocs.yml").read_text("utf-8")
    )
    files = parted(project)

    assert files["table"].startswith('evidenceSearchPart("table",{')
    assert {file.suffix for file in (project.site / PARTS).iterdir()} == {".js"}


def test_zero_keeps_the_index_in_one_piece(project: Project) -> None:
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      search_parts_from: 0\n")
    assert project.build().returncode == 0

    assert len(documents(project)) > 1
    assert not (project.site / PARTS).exists()


def test_only_parts_that_changed_are_written_and_old_ones_go(tmp_path: Path) -> None:
    def write(*entries: SearchEntry) -> dict[str, int]:
        index = SimpleNamespace(entries=[], config={"fields": {}})
        config = site_with(index)
        config.site_dir, config.site_name, config.use_directory_urls = str(tmp_path), "X", True
        hand_over = SearchHandOver(parts_from=1)
        hand_over.add_entries(entries, config)
        hand_over.write_parts(config)
        return {file.name: file.stat().st_ino for file in (tmp_path / PARTS).iterdir()}

    fever = SearchEntry("a/", Markup("Fever"), Markup())
    before = write(fever, SearchEntry("b/", Markup("Tremor"), Markup("Zeal")))
    after = write(fever, SearchEntry("b/", Markup("Tremor"), Markup("Awe")))

    assert "list-z.json" in set(before) - set(after)
    assert before["list-f.json"] == after["list-f.json"]
    assert before["part-f.json"] == after["part-f.json"]


def test_a_site_without_search_builds(project: Project) -> None:
    project.replace("mkdocs.yml", "  - search\n", "")
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert not (project.site / "search").exists()


def test_a_search_that_is_switched_off_builds(project: Project) -> None:
    project.replace("mkdocs.yml", "  - search\n", "  - search: {enabled: false}\n")
    done = project.build()

    assert done.returncode == 0, done.stderr


def test_another_theme_keeps_its_own_search_of_whole_pages(project: Project) -> None:
    project.replace("mkdocs.yml", ", font: false, features: [content.action.edit]", "")
    project.replace("mkdocs.yml", "theme: {name: material", "theme: {name: mkdocs")
    done = project.build()

    assert done.returncode == 0, done.stderr
    places = {document["location"] for document in documents(project)}
    assert "conditions/blue-fever/#_efficacy" in places


def site_with(index: object, *, enabled: bool = True) -> SimpleNamespace:
    plugin = SimpleNamespace(search_index=index, config={"enabled": enabled})
    return SimpleNamespace(plugins={"material/search": plugin})


@pytest.mark.parametrize(
    "index",
    [
        None,
        SimpleNamespace(),
        SimpleNamespace(entries={}, config={"fields": {}}),
        SimpleNamespace(entries=[], config={}),
    ],
)
def test_a_search_of_an_unknown_form_is_left_alone_with_a_warning(
    index: object, caplog: pytest.LogCaptureFixture
) -> None:
    config = site_with(index)
    warn_of_unknown_search(config)
    hand_over = SearchHandOver(parts_from=1)
    hand_over.add_entries([SearchEntry("a/", Markup("A"), Markup())], config)
    hand_over.write_parts(config)

    assert not takes_entries(config)
    assert "has a form that is not known here" in caplog.text


def test_a_search_that_is_off_gives_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    warn_of_unknown_search(site_with(None, enabled=False))

    assert caplog.text == ""


@pytest.mark.parametrize("base", ["", "../../", "/skyroot/"])
def test_a_page_names_our_worker_in_place_of_the_theme_s(base: str) -> None:
    page = f'{{"base": ".", "search": "{base}assets/javascripts/workers/search.a7633da7.min.js"}}'

    assert (
        use_our_worker(page)
        == f'{{"base": ".", "search": "{base}assets/evidence/search.worker.js"}}'
    )


def test_a_page_that_names_no_worker_stays_as_it_is() -> None:
    page = '{"base": ".", "search": "elsewhere/other.js"}'

    assert use_our_worker(page) == page
