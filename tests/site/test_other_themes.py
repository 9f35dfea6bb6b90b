"""Pages in MkDocs' own themes: they build strictly, and our rules are at home there."""

from __future__ import annotations

import doctest
import re

import pytest

from crawl import Site
from knowledge_bases import Project
from mkdocs_evidence.site import other_themes

MATERIAL = "theme: {name: material, font: false, features: [content.action.edit]}"
STYLES = "assets/evidence/evidence.css"


def wear(theme: str, project: Project) -> None:
    project.replace("mkdocs.yml", MATERIAL, f"theme: {theme}")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_the_themes_of_mkdocs_get_whole_pages(project: Project, theme: str) -> None:
    wear(theme, project)
    done = project.build()
    site = Site(project.site)
    page = (project.site / "conditions/blue-fever/index.html").read_text("utf-8")

    assert done.returncode == 0, done.stderr
    assert site.broken_links() == []
    assert 'role="main"' in page
    assert "Skyroot tea may shorten blue fever" in page


def test_no_rule_is_left_that_only_material_would_follow(project: Project) -> None:
    material = project.build()
    ours = (project.site / STYLES).read_text("utf-8")
    wear("mkdocs", project)
    other = project.build()
    theirs = (project.site / STYLES).read_text("utf-8")

    assert material.returncode == other.returncode == 0
    assert ".md-typeset .ev-bottom-line {" in ours
    assert '[role="main"]' not in ours
    assert ':is([role="main"], main, .md-typeset) .ev-bottom-line {' in theirs
    assert not re.search(r"(?<!, )\.md-typeset(?![\w-])", theirs)


def test_the_example_in_the_code_is_true() -> None:
    assert doctest.testmod(other_themes).failed == 0
