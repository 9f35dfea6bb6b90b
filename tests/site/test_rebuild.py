"""A preview rebuilds without MkDocs where it can, and shows what a build of MkDocs would show."""

from __future__ import annotations

import re
import time

import pytest

from knowledge_bases import Project
from running_preview import Preview, answer

WITHOUT_MKDOCS = "Sources read and checked"
BY_MKDOCS = "Building documentation"
RECORD = "docs/conditions/blue-fever.yml"


def rebuilds(preview: Preview) -> tuple[int, int]:
    """How often MkDocs has built after the start, and how often it was not needed."""
    said = preview.stop()
    assert "Traceback" not in said
    return said.count(BY_MKDOCS) - 1, said.count(WITHOUT_MKDOCS)


def test_an_edit_of_sources_needs_no_build_of_mkdocs(project: Project, preview: Preview) -> None:
    project.replace(RECORD, "about 2 days", "about two whole days")
    assert preview.shows("conditions/blue-fever/", "about two whole days")
    project.replace("references.bib", "Annals of Fiction", "Annals of Pure Fiction")
    assert preview.shows("studies/novak2021/", "Annals of Pure Fiction")
    project.replace(
        "docs/abbreviations.yml", "abbreviations:", "abbreviations:\n  SRT: skyroot tea"
    )
    project.replace(RECORD, "name: Blue fever", "name: Azure fever")
    assert preview.shows("", "Azure fever")
    assert preview.shows("conditions/", "Azure fever")
    assert "Azure fever" in preview.page("api/v1/records/condition/blue-fever.json")
    assert "Azure fever" in preview.page("conditions/blue-fever.md")

    by_mkdocs, without = rebuilds(preview)
    assert by_mkdocs == 0
    assert without >= 3


def test_one_change_reloads_browsers_once(project: Project, preview: Preview) -> None:
    project.replace(RECORD, "about 2 days", "about two whole days")
    assert preview.shows("conditions/blue-fever/", "about two whole days")
    time.sleep(1.2)  # until MkDocs, which looks twice a second, has seen it as well

    assert preview.stop().count("Reloading browsers") == 1


@pytest.mark.parametrize(
    ("change", "page", "words"),
    [
        ("new record", "harms/hiccups/", "Rare"),
        ("record that goes", "topics/", "Topics"),
        ("hand-written page", "", "Welcome, all"),
        ("settings", "conditions/blue-fever/", "Skyroot Evidence for all"),
        ("picture", "map.svg", "<svg"),
    ],
)
def test_what_concerns_menus_or_files_is_built_by_mkdocs(
    project: Project, preview: Preview, change: str, page: str, words: str
) -> None:
    match change:
        case "new record":
            project.write("docs/harms/hiccups.yml", "name: Hiccups\nbottom_line: Rare.\n")
        case "record that goes":
            assert preview.shows("topics/botany/", "Botany")
            project.path("docs/topics/botany.yml").unlink()
        case "hand-written page":
            project.replace("docs/index.md", "# Skyroot", "# Welcome, all")
        case "settings":
            project.replace("mkdocs.yml", "Skyroot Evidence", "Skyroot Evidence for all")
        case "picture":
            project.write("docs/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n')

    if change == "record that goes":
        assert preview.lacks("topics/", "Botany")
        assert answer(preview, "topics/botany/") == b"404"
    assert preview.shows(page, words)
    assert rebuilds(preview)[0] >= 1


def test_a_title_that_stands_in_menus_changes_there(project: Project) -> None:
    project.replace("mkdocs.yml", "nav:\n", "nav:\n  - conditions/blue-fever.md\n")
    running = Preview(project)
    assert running.shows("symbols/", "Blue fever")
    project.replace(RECORD, "about 2 days", "about two whole days")
    assert running.shows("conditions/blue-fever/", "about two whole days")
    project.replace(RECORD, "name: Blue fever", "name: Azure fever")
    assert running.shows("symbols/", "Azure fever")

    assert rebuilds(running) == (1, 1)


def test_errors_come_and_go_without_mkdocs(project: Project, preview: Preview) -> None:
    project.replace(RECORD, "study: novak2021", "study: novk2021")
    assert preview.shows("conditions/blue-fever/", "novk2021")
    assert preview.banner("").startswith("1 error in other files")
    project.replace(RECORD, "study: novk2021", "study: novak2021")
    assert preview.lacks("conditions/blue-fever/", "ev-problems")
    assert preview.banner("") == ""

    said = preview.stop()
    assert said.count(BY_MKDOCS) == 1
    assert said.count("CIT001") == 1


def test_where_another_plugin_listens_mkdocs_builds(project: Project) -> None:
    project.write("hook.py", "def on_nav(nav, **_):\n    print('the hook has seen a menu')\n")
    config = project.path("mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", f"hooks: [hook.py]\n{config}")
    running = Preview(project)
    assert running.shows("conditions/blue-fever/", "Blue fever")
    project.replace(RECORD, "about 2 days", "about two whole days")
    assert running.shows("conditions/blue-fever/", "about two whole days")

    assert rebuilds(running) == (1, 0)


def test_a_page_that_is_titled_by_a_record_changes_in_menus(project: Project) -> None:
    project.write("docs/fever.md", "# On [[blue-fever]]\n\nText.\n")
    project.replace("mkdocs.yml", "nav:\n", "nav:\n  - fever.md\n")
    running = Preview(project)
    assert running.shows("symbols/", "On blue fever")
    project.replace(RECORD, "name: Blue fever", "name: Azure fever")

    assert running.shows("symbols/", "On azure fever")
    running.stop()


def test_a_heading_in_an_example_is_no_title(project: Project) -> None:
    project.write("docs/example.md", "# Example\n\n```yaml\n# [[blue-fever]]\n```\n")
    running = Preview(project)
    assert running.shows("conditions/blue-fever/", "Blue fever")
    project.replace(RECORD, "name: Blue fever", "name: Azure fever")
    assert running.shows("conditions/blue-fever/", "Azure fever")

    assert rebuilds(running) == (0, 1)


def test_a_title_from_outside_of_the_site_changes_in_menus_once_it_is_seen(
    project: Project,
) -> None:
    project.write("words.md", "# Old words\n")
    project.write("docs/outside.md", '--8<-- "words.md"\n\nText.\n')
    config = project.path("mkdocs.yml").read_text("utf-8")
    config = config.replace("nav:\n", "nav:\n  - outside.md\n")
    snippets = 'markdown_extensions: [{pymdownx.snippets: {base_path: ["."]}}]\n'
    project.write("mkdocs.yml", config + snippets)
    running = Preview(project)
    assert running.shows("symbols/", "Old words")
    project.write("words.md", "# New words\n")
    project.replace(RECORD, "cyan fever", "azure fever")
    assert running.shows("search/search_index.json", "azure fever")
    assert '"outside/"' in running.page("search/search_index.json")
    assert '"symbols/"' in running.page("search/search_index.json")
    assert running.shows("symbols/", "New words")
    assert running.shows("conditions/blue-fever/", "New words")

    assert rebuilds(running) == (0, 1)


def test_hand_written_pages_are_found_once_after_each_edit(
    project: Project, preview: Preview
) -> None:
    project.replace(RECORD, "cyan fever", "azure fever")
    assert preview.shows("", "Skyroot")
    assert preview.shows("search/search_index.json", "azure fever")
    project.replace(RECORD, "azure fever", "sky fever")
    assert preview.shows("search/search_index.json", "sky fever")

    index = preview.page("search/search_index.json")
    locations = re.findall(r'"location":"(.*?)"', index)
    assert len(locations) == len(set(locations))
    assert {"", "symbols/", "conditions/blue-fever/"} <= set(locations)


def test_files_of_the_editor_are_no_change(project: Project, preview: Preview) -> None:
    project.write("docs/conditions/.blue-fever.yml.swp", "half a word\n")
    time.sleep(1.2)  # MkDocs looks twice a second

    assert "Detected file changes" not in preview.stop()


def test_a_strict_preview_lets_mkdocs_count_warnings(project: Project) -> None:
    running = Preview(project, "--strict")
    assert running.shows("conditions/blue-fever/", "Blue fever")
    project.replace(RECORD, "about 2 days", "about two whole days")
    assert running.shows("conditions/blue-fever/", "about two whole days")

    assert rebuilds(running) == (1, 0)
