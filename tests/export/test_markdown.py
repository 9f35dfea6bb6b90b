"""Every page as plain Markdown: the way out, and the twin beside each page."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from markdown import markdown

from knowledge_bases import TODAY, Project
from markdown_sites import markdown_errors, pages_of
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.markdown.page import MarkdownPage, table, text
from mkdocs_evidence.export.markdown.tree import markdown_files
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.site_pages import Renderer

FACTS = SiteFacts("Skyroot Evidence", TODAY)
LINK = re.compile(r"\]\(([^()#:\s]*)(?:#([^()\s]+))?\)")


def tree_of(library: Library) -> dict[str, str]:
    files = markdown_files(library, Addresses(library.layout), FACTS)
    return {f.path: f.content.decode() for f in files if f.path.endswith(".md")}


def test_other_generators_build_the_same_pages_without_our_plugin(built_base: Project) -> None:
    assert markdown_errors(built_base.site) == []


def test_a_link_that_leads_nowhere_stops_other_generators(tmp_path: Path) -> None:
    tmp_path.joinpath("index.md").write_text("# Home\n\n[gone](gone.md)\n")

    assert {error.split(":")[0] for error in markdown_errors(tmp_path)} >= {"mkdocs", "zensical"}


def test_every_link_of_the_real_base_leads_to_a_file_and_an_anchor(
    real_library: Library,
) -> None:
    library = real_library
    tree = tree_of(library)
    rendered = {f"{page.name}.md" for page in Renderer(library, Addresses(library.layout)).pages()}
    lost = []
    for path, content in tree.items():
        for target, anchor in LINK.findall(content):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            of_record = name.startswith((*library.layout.folders.values(), library.layout.heard))
            if name.endswith(".md") and name not in tree:
                lost.append((path, target))
            elif anchor and of_record and f'<a id="{anchor}"></a>' not in tree[name]:
                lost.append((path, f"{target}#{anchor}"))

    assert lost == []
    assert rendered <= set(tree)
    assert {page.uri for page in library.pages} <= set(tree)


def test_our_notations_are_resolved(project: Project) -> None:
    project.write("docs/notes.md", "# Notes\n\nTea [@muster2020, p. 3]; see [[tremor]] `[[x]]`.\n")
    tree = tree_of(project.library())

    assert tree["notes.md"] == (
        "# Notes\n\nTea ([Muster 2020](studies/muster2020.md), p. 3); "
        "see [tremor](harms/tremor.md) `[[x]]`.\n"
    )
    left = [re.sub(r"`[^`]*`", "", content) for content in tree.values()]
    assert not any("[@" in content or "[[" in content for content in left)


def test_a_link_to_a_file_of_the_built_site_leads_there(project: Project) -> None:
    project.write("docs/about/data.md", "# D\n\n[a](../data/references.bib) [b](../index.md)\n")
    library = project.library()
    facts = SiteFacts("Skyroot", TODAY, url="https://example.org/skyroot/")
    files = {f.path: f.content for f in markdown_files(library, Addresses(library.layout), facts)}

    assert files["about/data.md"].decode() == (
        "# D\n\n[a](https://example.org/skyroot/data/references.bib) [b](../index.md)\n"
    )


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "**bold** _it_ `code`",
        "# heading",
        "1. item",
        "- item",
        "a | b",
        "&lt;b&gt;",
        "line\n\n# next",
        "![x](y)",
    ],
)
def test_text_of_a_record_stays_text(evil: str) -> None:
    html = markdown(text(evil), extensions=["tables"])
    words = re.sub(r"<[^>]+>", "", html.removeprefix("<p>").removesuffix("</p>"))

    assert re.findall(r"<(\w+)", html) == ["p"]
    assert " ".join(evil.split()) == words.replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    ).replace("&#124;", "|")


def test_prose_of_a_record_brings_no_html(project: Project) -> None:
    library = project.library()
    page = MarkdownPage("conditions/blue-fever", library, Addresses(library.layout))
    html = markdown(page.prose("<img src=x onerror=alert(1)> *so*"))

    assert "<img" not in html
    assert "<em>so</em>" in html


def test_an_earlier_address_leads_to_the_page_of_today(project: Project) -> None:
    project.replace("docs/topics/botany.yml", "name: Botany", "name: Botany\nwas: [plants]")
    tree = tree_of(project.library())

    assert tree["topics/plants.md"] == ("# Botany\n\nThis page has moved: [Botany](botany.md)\n")


def test_a_cell_is_one_line() -> None:
    assert table(["a"], [["x\ny"]]) == "| a |\n| --- |\n| x y |"


def test_each_page_of_a_site_has_its_twin(built_base: Project) -> None:
    missing = [
        page
        for page in pages_of(built_base.site)
        if not (built_base.site / page).parent.with_suffix(".md").is_file()
        and not (built_base.site / page).with_suffix(".md").is_file()
    ]

    assert missing == []
    twin = (built_base.site / "conditions/blue-fever.md").read_text("utf-8")
    assert twin.startswith("# Blue fever\n")


def test_a_retraction_is_said_wherever_the_study_is_named(project: Project) -> None:
    retracted = "design: rct\nintegrity: {status: retracted, date: 2024-01, notice: 10.5555/gone}\n"
    project.write("docs/studies/muster2020.yml", retracted)
    tree = tree_of(project.library())
    record = tree["conditions/blue-fever.md"]

    assert "([Muster 2020](../studies/muster2020.md) (**retracted**))" in record
    assert "- Retractions: Rests on 1 retracted of 2 studies" in record


def test_a_record_lists_what_was_heard_of_it(project: Project) -> None:
    record = tree_of(project.library())["conditions/blue-fever.md"]

    assert "## Statements heard\n\n- [" in record
    assert "(../heard/index.md#p01) **" in record
