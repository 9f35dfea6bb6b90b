"""Addresses: one page for each name, and links that lead from each page to each other."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from knowledge_bases import Project
from mkdocs_evidence.model.fields import CitationKey
from mkdocs_evidence.render.addresses import Addresses, page_name
from mkdocs_evidence.sources.layout import Layout

KEY = TypeAdapter(CitationKey)
SITE = "https://example.org/base/"


def addresses(*, directory_urls: bool = True) -> Addresses:
    root = Path("/none")
    return Addresses(Layout(root, root, root), directory_urls=directory_urls)


def is_key(text: str) -> bool:
    try:
        KEY.validate_python(text)
    except ValidationError:
        return False
    return True


keys = (
    st.text("aA-._:/+&é王1", min_size=1, max_size=8)
    | st.sampled_from(["index", "README", "con", "nul.x", ".", "..", "a.", "-a", "LPT1", "x" * 110])
    | st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=120)
).filter(is_key)


@pytest.mark.parametrize("key", ["smith2020", "smith-2020", "Smith_2020.a", "a" * 100])
def test_a_plain_key_is_the_name_of_its_page(key: str) -> None:
    assert page_name(key) == key


@pytest.mark.parametrize(
    "key",
    [
        *("index", "Index", "README", "readme.x", "con", "CON.txt", "aux", "nul", "com1", "lpt9"),
        *(
            ".",
            "..",
            ".hidden",
            "dot.",
            "-dash",
            "a/b",
            "../x",
            "a:b",
            "é",
            "a&b",
            "a+b",
            "x" * 101,
        ),
    ],
)
def test_a_key_that_no_web_server_or_file_system_would_take_gets_another_name(key: str) -> None:
    name = page_name(key)

    assert name != key
    assert name.startswith("study-")


@given(keys)
def test_the_name_of_a_page_needs_no_quoting_anywhere(key: str) -> None:
    name = page_name(key)

    assert unquote(name) == name
    assert name.isascii()
    assert set('/\\:*?"<>|#% ').isdisjoint(name)
    assert name.lstrip(".-") == name.rstrip(".")
    assert len(name) <= 130


@given(keys, keys)
@example("a/b", "a:b")
@example("x" * 101, "x" * 102)
def test_two_keys_never_share_a_page(one: str, other: str) -> None:
    assume(one.lower() != other.lower())

    assert page_name(one).lower() != page_name(other).lower()


@given(keys)
@example("a/b")
def test_no_key_can_take_the_name_that_another_was_given(key: str) -> None:
    name = page_name(key)
    assume(name != key)

    assert page_name(name) != name
    assert page_name(name.upper()).lower() != name.lower()


PAGES = [
    *("index", "references", "conditions/index", "conditions/asthma", "conditions/blue-fever"),
    *("studies/smith2020", "studies/index", "about/deep/page", "heard/index", "about/é page"),
]


@pytest.mark.parametrize(
    ("page", "with_directories", "without"),
    [
        ("index", "", "index.html"),
        ("conditions/index", "conditions/", "conditions/index.html"),
        ("conditions/asthma", "conditions/asthma/", "conditions/asthma.html"),
        ("references", "references/", "references.html"),
        ("about/é page", "about/%C3%A9%20page/", "about/%C3%A9%20page.html"),
    ],
)
def test_the_address_of_a_page_is_the_one_that_mkdocs_gives_it(
    page: str, with_directories: str, without: str
) -> None:
    assert addresses().url(page) == with_directories
    assert addresses(directory_urls=False).url(page) == without


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize(("start", "target"), list(product(PAGES, PAGES)))
def test_a_relative_link_leads_from_any_page_to_any_other(
    start: str, target: str, *, directory_urls: bool
) -> None:
    site = addresses(directory_urls=directory_urls)
    href = site.relative(start, target)

    assert href
    assert "://" not in href
    assert urljoin(SITE + site.url(start), href) == SITE + site.url(target)


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("start", PAGES)
def test_a_link_to_an_anchor_keeps_its_anchor(start: str, *, directory_urls: bool) -> None:
    site = addresses(directory_urls=directory_urls)
    href = site.relative(start, "conditions/asthma", "é claim")

    assert urljoin(SITE + site.url(start), href) == (
        SITE + site.url("conditions/asthma") + "#%C3%A9%20claim"
    )


def test_a_link_to_an_anchor_of_the_same_page_is_the_anchor_alone() -> None:
    assert addresses().relative("conditions/asthma", "conditions/asthma", "claim") == "#claim"


@given(keys, keys)
def test_studies_link_to_each_other_whatever_their_keys(one: str, other: str) -> None:
    site = addresses()
    start, target = site.study(one), site.study(other)

    assert urljoin(SITE + site.url(start), site.relative(start, target)) == SITE + site.url(target)


def test_records_and_indexes_stand_in_their_folders(project: Project) -> None:
    site = addresses()
    record = project.library().by_slug["blue-fever"]

    assert site.record(record) == "conditions/blue-fever"
    assert site.index("harm") == "harms/index"
    assert (site.studies, site.heard, site.references) == (
        "studies/index",
        "heard/index",
        "references",
    )
