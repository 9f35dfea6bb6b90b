"""A name that was changed leaves a page that leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawl import Site
from knowledge_bases import Project


@pytest.fixture(scope="module")
def renamed(project_of_the_file: Project) -> Project:
    project = project_of_the_file
    project.replace(
        "references.bib", "@article{muster2020,", "@article{muster2020,\n  ids = {tea2019, a/b},"
    )
    fever = "docs/conditions/blue-fever.yml"
    project.replace(fever, "name: Blue fever\n", "name: Blue fever\nwas: [azure-fever]\n")
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


def target_of(page: Path) -> str:
    """Where a page leads on to, with and without scripts and by hand."""
    html = page.read_text("utf-8")
    scripted = re.search(r'<meta name="evidence-moved-to" content="(.*?)">', html).group(1)
    refreshed = re.search(r'http-equiv="refresh" content="0; url=(.*?)"', html).group(1)

    assert scripted == refreshed
    assert f'<a href="{scripted}">' in html
    return scripted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("studies/tea2019", "../muster2020/"),
        ("conditions/azure-fever", "../blue-fever/"),
        ("conditions/azure-fever/leaflet", "../../blue-fever/leaflet/"),
    ],
)
def test_the_old_address_leads_to_the_new_one(renamed: Project, old: str, new: str) -> None:
    page = renamed.site / old / "index.html"

    assert target_of(page) == new
    assert (page.parent / new / "index.html").is_file()


def test_a_former_key_of_odd_characters_has_the_address_that_it_had(renamed: Project) -> None:
    pages = (renamed.site / "studies").glob("study-a-b-*/index.html")

    assert [target_of(page) for page in pages] == ["../muster2020/"]


def test_every_link_still_leads_somewhere_and_the_search_knows_new_names_only(
    renamed: Project,
) -> None:
    index = (renamed.site / "search" / "search_index.json").read_text("utf-8")

    assert Site(renamed.site).broken_links() == []
    assert "azure-fever" not in index
    assert "tea2019" not in index


def test_other_pages_lead_nowhere_else(renamed: Project) -> None:
    html = (renamed.site / "conditions/blue-fever/index.html").read_text("utf-8")

    assert "location.replace" not in html
    assert 'http-equiv="refresh"' not in html
