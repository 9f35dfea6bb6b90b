"""Every page as plain Markdown: the way out, and the twin beside each page."""

from __future__ import annotations

import importlib.util
import posixpath
import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown import markdown

from knowledge_bases import ROOT, TODAY, Project, run_in
from mkdocs_evidence.api import load_site
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.markdown.page import MarkdownPage, table, text
from mkdocs_evidence.export.markdown.tree import markdown_files
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.site_pages import Renderer

FACTS = SiteFacts("Skyroot Evidence", TODAY)
PLAIN_SITE = """\
site_name: Without our plugin
markdown_extensions: [admonition, attr_list, tables]
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
"""
LINK = re.compile(r"\]\(([^()#:\s]*)(?:#([^()\s]+))?\)")


def tree_of(library: Library) -> dict[str, str]:
    files = markdown_files(library, Addresses(library.layout), FACTS)
    return {f.path: f.content.decode() for f in files if f.path.endswith(".md")}


def pages_of(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("index.html")}


@pytest.fixture
def plain(project: Project) -> Path:
    """The tiny base, exported into a folder that knows nothing of us."""
    done = project.run("evidence", "export", "markdown", "--to", "plain/docs")
    assert done.returncode == 0, done.stderr
    project.write("plain/mkdocs.yml", PLAIN_SITE)
    return project.path("plain")


def test_another_site_without_our_plugin_has_the_same_pages(
    plain: Path, built_base: Project
) -> None:
    done = run_in(plain, "mkdocs", "build", "--strict")

    assert done.returncode == 0, done.stderr
    assert pages_of(plain / "site") == pages_of(built_base.site)


def test_zensical_builds_the_same_pages(plain: Path, built_base: Project) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("no zensical: pip install zensical")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=plain, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert pages_of(plain / "site") == pages_of(built_base.site)


def test_every_link_of_the_real_base_leads_to_a_file_and_an_anchor() -> None:
    library = load_site(ROOT / "mkdocs.yml").library
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
