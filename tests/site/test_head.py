"""What pages say of themselves in their heads."""

from __future__ import annotations

import html
import re

import pytest

from knowledge_bases import Project

ALL_PAGES = ["", "symbols/", "conditions/blue-fever/", "studies/muster2020/", "heard/", "claims/"]


def head_of(project: Project, page: str) -> dict[str, str]:
    text = (project.site / page / "index.html").read_text("utf-8")
    head = text.partition("</head>")[0]
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', head)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_link_to_a_page_shows_its_title_and_its_site(built_base: Project, page: str) -> None:
    head = head_of(built_base, page)

    assert head["og:title"]
    assert head["og:site_name"]
    assert head["og:url"].endswith(page)


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_description_is_plain_and_short(built_base: Project, page: str) -> None:
    description = head_of(built_base, page).get("og:description", "")

    assert "[" not in description
    assert len(description) <= 302


def test_the_preview_of_a_record_is_its_bottom_line(built_base: Project) -> None:
    description = head_of(built_base, "conditions/blue-fever/")["og:description"]

    assert description.startswith("Skyroot tea")


def test_what_an_editor_wrote_stays_text_in_title_contents_and_head(project: Project) -> None:
    evil = "</title><script>alert(1)</script>"
    record = "docs/conditions/blue-fever.yml"
    project.replace(record, "name: Blue fever", f"name: 'Blue \"fever\">{evil}'")
    project.replace(record, "bottom_line: >-\n", f'bottom_line: >-\n  "{evil} ')
    project.replace(record, "claims:", f"sections: [{{title: '{evil}', text: Words.}}]\nclaims:")
    done = project.build()
    page = (project.site / "conditions/blue-fever/index.html").read_text("utf-8")

    assert done.returncode == 0, done.stderr
    assert "<script>alert(1)" not in page
    assert page.count("</title>") - page.count("<svg") <= 1
    assert head_of(project, "conditions/blue-fever/")["og:title"] == f'Blue "fever">{evil}'
