"""The page that lists the studies of an imported reference list, whatever their titles hold."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from mkdocs_evidence.prose import Scan, scan_markdown
from mkdocs_evidence.starting.reading_list import as_markdown, reading_list_files

TITLES = [
    "2019. A year",
    "1) First",
    "- A dash",
    ": a colon",
    "[[list:map]] and [@nobody2000] and [[nowhere]]",
    "<script>alert(1)</script> & _more_ **of** `it`",
    "Two | columns ~~struck~~ ^up^ ![x](y) {: .z }",
    "# Not a heading",
    "    not code",
]


def shown(text: str) -> str:
    """What a reader sees of a list item."""
    html = markdown(f"- {text} End", extensions=["tables", "attr_list", "admonition"])
    found = re.fullmatch(r"<ul>\n<li>([^<]*) End</li>\n</ul>", html)
    assert found, html
    return unescape(found[1])


@pytest.mark.parametrize("title", TITLES)
def test_a_title_shows_itself(title: str) -> None:
    assert shown(as_markdown(title)) == " ".join(title.split())


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_any_title_shows_itself(title: str) -> None:
    wanted = " ".join(title.split())
    if wanted:
        assert " ".join(shown(as_markdown(title)).split()) == wanted


@given(st.lists(st.from_regex(r"[A-Za-z0-9_.:/+|&*<>!$^-]{1,20}", fullmatch=True), max_size=5))
def test_every_study_that_can_be_read_is_cited(keys: list[str]) -> None:
    text = "\n".join(f"@book{{{key}, title = {{Of {key}}}, year = {{2020}}}}" for key in keys)
    files, count, _ = reading_list_files(text, "Mine", "1.0")
    found = Scan()
    scan_markdown(files["docs/reading-list.md"], [], found, {})

    assert len({citation.key for citation in found.citations}) == count
