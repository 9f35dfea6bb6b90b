"""The preview shows a saved change without a restart."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from knowledge_bases import Project
from running_preview import Preview


def test_a_saved_record_shows(project: Project, preview: Preview) -> None:
    project.replace("docs/conditions/blue-fever.yml", "about 2 days", "about two whole days")

    assert preview.shows("conditions/blue-fever/", "about two whole days")
    assert preview.shows("studies/muster2020/", "about two whole days")


def test_a_saved_reference_shows(project: Project, preview: Preview) -> None:
    project.replace("references.bib", "Annals of Fiction", "Annals of Pure Fiction")

    assert preview.shows("studies/novak2021/", "Annals of Pure Fiction")


def test_a_saved_record_is_found_by_the_search_once(project: Project, preview: Preview) -> None:
    project.replace("docs/conditions/blue-fever.yml", "cyan fever", "azure fever")

    assert preview.shows("search/search_index.json", "azure fever")
    assert preview.page("search/search_index.json").count('"conditions/blue-fever/"') == 1


def test_a_new_record_shows(project: Project, preview: Preview) -> None:
    project.write("docs/harms/hiccups.yml", "name: Hiccups\nbottom_line: Rare [@muster2020].\n")

    assert preview.shows("harms/hiccups/", "Rare")
    assert preview.shows("harms/", "Hiccups")


def test_a_mistake_is_survived_and_its_mend_shows(project: Project, preview: Preview) -> None:
    project.replace("docs/harms/tremor.yml", "name: Tremor", "name: Tremor: x")
    time.sleep(3)
    project.replace("docs/harms/tremor.yml", "name: Tremor: x", "name: Trembling")

    assert preview.shows("harms/tremor/", "Trembling")
    assert "Traceback" not in preview.stop()


def test_a_broken_record_keeps_its_last_good_page_and_says_what_is_wrong(
    project: Project, preview: Preview
) -> None:
    record = "docs/conditions/blue-fever.yml"
    project.replace(record, "study: novak2021", "study: novk2021")
    project.replace(record, "about 2 days", "about 3 days")

    assert preview.shows("conditions/blue-fever/", "novk2021")
    assert preview.banner("conditions/blue-fever/").startswith(
        "This file has 1 problem. You see its last good version. "
        'docs/conditions/blue-fever.yml:40:16 Error CIT001 "novk2021" is not in references.bib. '
        'Did you mean "novak2021"?'
    )
    assert "about 2 days" in preview.page("conditions/blue-fever/")
    assert preview.banner("harms/tremor/").startswith("1 error in other files")
    assert preview.banner("").startswith("1 error in other files")

    project.replace("docs/harms/tremor.yml", "name: Tremor", "name: Shaking")
    assert preview.shows("harms/tremor/", "Shaking")

    project.replace(record, "study: novk2021", "study: novak2021")
    assert preview.shows("conditions/blue-fever/", "about 3 days")
    assert preview.banner("conditions/blue-fever/") == preview.banner("") == ""
    assert "Traceback" not in preview.stop()


def test_broken_files_of_every_kind_are_survived(project: Project, preview: Preview) -> None:
    project.write("docs/conditions/new-one.yml", "name: [\n")
    assert preview.shows("conditions/new-one/", "It has no good version yet.")

    project.write("docs/conditions/new-one.yml", "name: A\n'<img src=x onerror=alert(1)>': 1\n")
    assert preview.shows("conditions/new-one/", "&lt;img")
    assert "<img src=x" not in preview.page("conditions/new-one/")

    bibliography = project.path("references.bib").read_text("utf-8")
    project.write("references.bib", "@article{x,\n")
    assert preview.shows("conditions/blue-fever/", "errors in other files")
    assert preview.shows("", "Erika") or preview.shows("studies/muster2020/", "Muster")
    project.write("references.bib", bibliography)

    project.path("docs/conditions/new-one.yml").unlink()
    assert preview.lacks("conditions/blue-fever/", "ev-problems")

    tremor = project.path("docs/harms/tremor.yml")
    tremor.rename(tremor.with_name("trembling.yml"))
    assert preview.shows("conditions/blue-fever/", "ev-problems")
    assert "LNK001" in preview.page("conditions/blue-fever/")
    tremor.with_name("trembling.yml").rename(tremor)
    assert preview.lacks("conditions/blue-fever/", "ev-problems")

    project.write("docs/index.md", "# Home\n\nSee [@nobody2000].\n")
    assert preview.shows("", "nobody2000")
    assert "[1]" in preview.page("")
    assert "Traceback" not in preview.stop()


def test_a_preview_starts_whatever_is_wrong(project: Project) -> None:
    project.write("docs/harms/tremor.yml", "name: Tremor: x\n")
    preview = Preview(project)

    assert preview.shows("harms/tremor/", "It has no good version yet.")
    assert "YML002" in preview.banner("harms/tremor/")
    project.write("docs/harms/tremor.yml", "name: Tremor\nbottom_line: Rare [@muster2020].\n")
    assert preview.lacks("harms/tremor/", "It has no good version yet.")
    assert "Traceback" not in preview.stop()


def test_a_build_stops_at_errors_and_shows_no_banner(project: Project) -> None:
    sound = project.build()
    pages = [page.read_text("utf-8") for page in project.site.rglob("*.html")]
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    broken = project.build()

    assert sound.returncode == 0
    assert not any("ev-problems" in page for page in pages)
    assert broken.returncode == 1
    assert "CIT001" in broken.stderr
    assert [page.read_text("utf-8") for page in project.site.rglob("*.html")] == pages


DRAFT_CLAIM = """
  - id: skyroot-dreams
    kind: safety
    status: draft
    statement: Skyroot tea may bring strange dreams.
    direction: unclear
    certainty: not-graded
"""
DRAFT_RECORD = """name: Grey fever
status: draft
bottom_line: Nobody has looked at grey fever yet.
"""


@pytest.fixture
def drafting(project: Project) -> Project:
    """The tiny base, in which an editor has begun a record and a claim."""
    project.write("docs/conditions/grey-fever.yml", DRAFT_RECORD)
    record = "docs/conditions/blue-fever.yml"
    text = project.path(record).read_text("utf-8")
    project.write(record, text.replace("\nclaims:\n", f"\nclaims:{DRAFT_CLAIM}", 1))
    return project


def test_drafts_show_in_the_preview_and_are_marked(drafting: Project) -> None:
    running = Preview(drafting)
    try:
        assert running.shows("conditions/blue-fever/", "strange dreams")
        assert '<span class="ev-badge">Draft</span>' in running.page("conditions/blue-fever/")
        assert running.shows("conditions/grey-fever/", "Nobody has looked")
        assert '<span class="ev-badge">Draft</span>' in running.page("conditions/grey-fever/")
    finally:
        running.stop()


def test_drafts_are_in_no_file_of_a_built_site(drafting: Project) -> None:
    done = drafting.build()
    told = [
        file
        for file in drafting.site.rglob("*")
        if file.is_file()
        if any(words in file.read_bytes() for words in (b"strange dreams", b"Grey fever"))
    ]

    assert done.returncode == 0, done.stderr
    assert told == []


def test_a_link_out_of_the_folder_is_named_and_not_followed(
    project: Project, preview: Preview, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("secret.md", "secret.yml", "secret.svg"):
        (elsewhere / name).write_text("name: a secret of this machine\n", "utf-8")
    for name in ("docs/secret.md", "docs/topics/secret.yml", "docs/secret.svg"):
        project.path(name).symlink_to(elsewhere / Path(name).name)
    project.path("docs/more").symlink_to(elsewhere)

    assert preview.shows("topics/secret/", "FIL001")
    assert preview.banner("").startswith("4 errors in other files")
    for name in ("secret/", "secret.svg", "more/secret.svg", "more/secret/", "topics/secret/"):
        assert "secret of this machine" not in preview.page(name)
    assert "Traceback" not in preview.stop()
