"""The index of a large knowledge base in parts, and the words that it knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from mkdocs_evidence.render.search_entries import SearchEntry
from mkdocs_evidence.render.search_parts import SHARES, search_parts
from mkdocs_evidence.render.search_words import WordReader, as_text

#: What words are; the browser's tests hold the worker to the same file.
WORDS = json.loads((Path(__file__).parent.parent / "search_words.json").read_text("utf-8"))


@pytest.mark.parametrize("text", WORDS["words"])
def test_a_text_is_read_into_words(text: str) -> None:
    assert WordReader().words(text) == WORDS["words"][text]


@pytest.mark.parametrize("name", WORDS["wholes"])
def test_a_name_is_one_word_however_it_is_spaced(name: str) -> None:
    assert WordReader().name(name)[1] == WORDS["wholes"][name]


@pytest.mark.parametrize("html", WORDS["texts"])
def test_mark_up_is_no_text(html: str) -> None:
    assert as_text(html) == WORDS["texts"][html]


def entry(
    location: str, title: str, text: str = "", *names: str, kind: str = "page"
) -> SearchEntry:
    return SearchEntry(location, escape(title), escape(text), names, kind=kind)


def found(files: dict[str, str], word: str) -> list[tuple[int, int, int]]:
    """Page, part and weight of each entry that holds a word, as the worker finds them."""
    step = json.loads(files["table"])["steps"][0]
    return [
        (place // step, place % step >> 2, place & 3)
        for places in _steps(files, word, 0, "entries")
        for place in places
    ]


def names_of(files: dict[str, str], word: str) -> list[tuple[int, int, int]]:
    """Page, number of the name and share of each name that has a word."""
    step = json.loads(files["table"])["steps"][1]
    places = [place for some in _steps(files, word, 0, "names") for place in some]
    return [(place // step, place % step >> 6, place & SHARES) for place in places]


def _steps(files: dict[str, str], word: str, column: int, kind: str) -> Iterator[list[int]]:
    lists = [json.loads(content) for name, content in files.items() if name.startswith("list-")]
    for parts in lists:
        for part, words in parts.items():
            listed = words[column].split(" ")
            if word in listed:
                steps = json.loads(files[part])[kind][listed.index(word)]
                yield [sum(steps[: n + 1]) for n in range(len(steps))]


def test_a_word_knows_its_entries_and_where_it_stands_in_them() -> None:
    files = search_parts(
        [
            entry("fever/", "Fever", "A hot ailment"),
            entry("fever/#one", "Tea", "Less fever", "hot water"),
            entry("tea/", "Tea", "", "hot leaves"),
        ]
    )

    assert found(files, "fever") == [(0, 0, 3), (0, 1, 0)]
    assert found(files, "hot") == [(0, 0, 0), (0, 1, 1), (1, 0, 3)]
    assert found(files, "tea") == [(0, 1, 2), (1, 0, 3)]


def test_a_note_beside_a_title_counts_as_text() -> None:
    title = Markup('Tea <small class="ev-found">low certainty</small>')
    files = search_parts([SearchEntry("a/", title, Markup())])

    assert found(files, "certainty") == [(0, 0, 0)]
    assert found(files, "tea") == [(0, 0, 3)]
    assert found(files, "small") == []


def test_words_share_a_name_by_how_rare_they_are_and_little_words_not_at_all() -> None:
    pages = [entry(f"p{n}/", "Common") for n in range(9)]
    files = search_parts([*pages, entry("own/", "Common zeal of the north")])
    shares = {word: names_of(files, word)[-1][2] for word in ("common", "zeal", "of", "north")}

    assert shares["of"] == 0
    assert 0 < shares["common"] < shares["zeal"] == shares["north"]
    assert sum(shares.values()) == pytest.approx(SHARES, abs=2)


def test_parts_of_a_page_belong_to_it_wherever_they_stand() -> None:
    files = search_parts(
        [entry("a/", "A one"), entry("b/", "B"), entry("a/#x", "Later", kind="claim")]
    )
    table = json.loads(files["table"])

    assert found(files, "later") == [(0, 1, 2)]
    assert [table["shapes"][shape][3:] for shape in table["pages"]] == [[1, 2], [0, 1]]


def test_an_edit_changes_the_files_of_its_words_and_no_others() -> None:
    pages = [entry(f"p{n}/", f"Name{n}", f"text{n} word") for n in range(400)]
    before = search_parts(pages)
    pages[200] = entry("p200/", "Name200", "text200 wonder")
    after = search_parts(pages)
    changed = {name for name in before | after if before.get(name) != after.get(name)}

    assert {name.rstrip("0123456789") for name in changed} <= {"texts-", "list-w", "part-w"}
    assert sum(name.startswith("texts-") for name in changed) == 1


def test_a_file_is_no_larger_than_a_reader_may_wait_for() -> None:
    pages = [entry(f"p{n}/", f"Trial {n}", f"tried {n} trials", f"NCT{n:08}") for n in range(5000)]
    files = search_parts(pages)

    assert max(len(text) for name, text in files.items() if name[:4] in {"list", "part"}) < 60_000
    assert len(files) < 300


def test_words_that_no_file_can_be_named_by_are_found_all_the_same() -> None:
    words = ["con", "你好", "x" * 5000, "x" * 4999 + "y", "ß"]
    files = search_parts([entry(f"p{n}/", word) for n, word in enumerate(words)])

    for page, word in enumerate(words):
        assert found(files, word) == [(page, 0, 3)], word[:9]
    assert all(len(name) < 60 for name in files)
    assert all(name.isascii() for name in files)


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_word_of_every_text_is_found(texts: list[str]) -> None:
    files = search_parts([entry(f"p{n}/", "", text) for n, text in enumerate(texts)])

    for page, text in enumerate(texts):
        for word in WordReader().words(text):
            assert (page, 0, 0) in found(files, word)


def test_no_entries_make_an_empty_table() -> None:
    assert json.loads(search_parts([])["table"])["pages"] == []
