"""Long lists in parts: which row stands where, and pages that lead to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import TODAY, Project
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.markdown.tree import markdown_files
from mkdocs_evidence.render import explorer_page
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.list_parts import list_parts
from mkdocs_evidence.render.page import Body
from mkdocs_evidence.render.site_pages import Renderer


def names(rows: list[str], most: int) -> dict[str, list[str]]:
    return {part.name: list(part.rows) for part in list_parts(rows, str, most)}


def test_rows_stand_in_stretches_of_the_alphabet_and_then_by_letter() -> None:
    rows = ["Ash", "Beech", "Cedar", "Ash berry", "Elm", "Örn", "42", "日本"]

    assert names(rows, 3) == {
        "a": ["Ash", "Ash berry"],
        "b": ["Beech"],
        "c": ["Cedar"],
        "d-f": ["Elm"],
        "m-o": ["Örn"],
        "other": ["42", "日本"],
    }


def test_a_letter_with_too_many_is_parted_by_what_follows_it() -> None:
    rows = ["Sa", "Sb", "Sca", "Sm 1", "Sm 2", "S"]
    parts = list_parts(rows, str, 2)

    assert [(part.name, part.title) for part in parts] == [
        ("sa", "Sa"),
        ("sb", "Sb"),
        ("sc", "Sc"),
        ("sm-so", "Sm\N{EN DASH}So"),
        ("s-other", "S, other"),
    ]


def test_rows_may_count_for_more_than_one() -> None:
    sizes = {"Ash": 5, "Beech": 1, "Cedar": 1}
    parts = list_parts(sizes, str, 6, sizes.__getitem__)

    assert [part.name for part in parts] == ["a", "b", "c"]


@given(st.lists(st.text(max_size=4)), st.integers(1, 5))
def test_every_row_stands_in_one_part_under_a_name_of_its_own(rows: list[str], most: int) -> None:
    parts = list_parts(rows, str, most)

    assert sorted(row for part in parts for row in part.rows) == sorted(rows)
    assert len({part.name for part in parts}) == len(parts)
    assert all(part.rows for part in parts)


def test_a_new_row_changes_its_own_part_alone() -> None:
    rows = [f"{letter}{n}" for letter in "abcdefghijklmnopqrstuvwxyz" for n in range(20)]
    before = names(rows, 100)
    after = names(["b new", *rows], 100)
    changed = {name for name in before | after if before.get(name) != after.get(name)}

    assert changed == {"a-c"}


@pytest.fixture
def pages(project: Project, request: pytest.FixtureRequest) -> dict[str, Body]:
    """All pages of the tiny base, its lists in parts."""
    request.getfixturevalue("in_parts")
    library = project.library()
    found = Renderer(library, Addresses(library.layout)).pages()
    return {page.name: page.write() for page in found}


def test_every_link_of_a_page_in_parts_leads_somewhere(pages: dict[str, Body]) -> None:
    for name, page in pages.items():
        for target, anchor in page.links:
            assert target in pages or target in {"index", "symbols"}, (name, target)
            assert not anchor or anchor in pages[target].anchors, (name, target, anchor)


def test_studies_and_references_stand_by_author(pages: dict[str, Body]) -> None:
    assert ">Muster 2020<" in pages["studies/by-author/m"].html
    assert "muster2020" in pages["references/m"].anchors
    assert 'href="by-author/' in pages["studies/index"].html


def test_an_old_link_to_a_reference_can_find_the_study(pages: dict[str, Body]) -> None:
    assert 'data-studies="../studies/"' in pages["references"].html


def test_claims_stand_by_kind_of_record_and_its_name(pages: dict[str, Body]) -> None:
    parts = {name for name in pages if name.startswith("claims/") and name != "claims/index"}
    rows = sum(pages[name].html.count('<th scope="row">') for name in parts)

    assert parts == {"claims/conditions/a-c", "claims/harms/all"}
    assert rows == 3


def test_the_map_stands_by_group_and_counts_the_conditions_with_claims(
    pages: dict[str, Body],
) -> None:
    overview, part = pages["map"], pages["map/fevers/all"]

    assert '<a href="fevers/all/">Fevers</a>' in overview.html
    assert '<a href="fevers/all/#_row-blue-fever">Blue fever</a>' in overview.html
    assert "_row-blue-fever" in part.anchors
    assert 'id="_row-blue-fever"' in part.html


def test_a_comparison_in_parts_has_its_first_columns_and_leads_to_the_others(
    pages: dict[str, Body],
) -> None:
    assert 'data-part="conditions/a-c/"' in pages["compare/conditions"].html.replace(
        'data-part="a-c/"', 'data-part="conditions/a-c/"'
    )
    assert 'data-pick="blue-fever"' in pages["compare/conditions/a-c"].html


@pytest.mark.usefixtures("in_parts")
def test_the_markdown_tree_has_the_same_parts(project: Project) -> None:
    library = project.library()
    addresses = Addresses(library.layout)
    made = markdown_files(library, addresses, SiteFacts(name="", day=TODAY))
    files = {file.path: file.content.decode() for file in made}
    parts = {page.name for page in Renderer(library, addresses).pages() if "/" in page.name}
    shared = {name for name in parts if name.split("/")[:1] in (["references"], ["claims"])}

    assert shared <= {path.removesuffix(".md") for path in files}
    assert "[A\N{EN DASH}C](" in files["studies/index.md"]
    assert "Muster 2020" in files["studies/by-author/m.md"]


def test_a_copy_in_a_folder_keeps_one_table(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer_page, "MOST_ROWS", 1)
    library = project.library()
    addresses = Addresses(library.layout, directory_urls=False)
    found = list(explorer_page.explorer_pages(addresses, Renderer(library, addresses).writer))

    assert [page.name for page in found] == ["claims/index"]
