"""Whatever a service sends, the entry reads back as the same text and as one entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.editing.bibtex_layout import canonical_bibliography
from mkdocs_evidence.intake.bibtex_entry import bibtex_entry
from mkdocs_evidence.intake.citation_keys import is_usable_key, new_key
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.identifiers import recognise
from mkdocs_evidence.intake.page_ranges import whole_page_range
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.sources.bibtex import parse_references

marks = st.sampled_from(
    [*"{}\\%&$#_~^@,=\"'`-<>|!?*ab Zé日.", " and ", "@article{x,", "\\input{y}", "--", "``", "}}"]
)
texts = st.one_of(st.lists(marks, max_size=12).map("".join), st.text(max_size=30)).map(plain_text)


def read_back(found: FoundStudy, key: str = "x2020") -> Reference:
    entry = bibtex_entry(key, found)
    bibliography, problems = parse_references(entry, "references.bib")

    assert [problem for problem in problems if problem.code != "BIB005"] == []
    assert list(bibliography.references) == [key]
    assert canonical_bibliography(entry) == f"{entry}\n"
    return bibliography.references[key]


@given(texts, texts, texts)
def test_prose_reads_back_as_it_was(title: str, container: str, publisher: str) -> None:
    found = FoundStudy("incollection", title, container=container, publisher=publisher)
    reference = read_back(found)

    assert (reference.title, reference.container, reference.publisher) == (
        title,
        container,
        publisher,
    )


@given(st.lists(texts.filter(bool), min_size=1, max_size=3))
def test_organisations_read_back_as_they_were(names: list[str]) -> None:
    authors = tuple(Name(name, corporate=True) for name in names)

    assert read_back(FoundStudy("article", "T", authors)).authors == authors


part = st.text(st.sampled_from("abcé'-{}\\&%"), min_size=1, max_size=8).map(str.capitalize)


@given(st.lists(st.tuples(part, part), min_size=1, max_size=3), st.booleans())
def test_people_read_back_as_they_were(people: list[tuple[str, str]], complete: bool) -> None:
    authors = tuple(Name(family, given) for family, given in people)
    reference = read_back(FoundStudy("article", "T", authors, complete))

    assert (reference.authors, reference.authors_complete) == (authors, complete)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (Name("van der Kamp", "Jan"), Name("Kamp", "Jan", "van der")),
        (Name("Bell and Sons", "A."), Name("Bell and Sons", "A.")),
        (Name("Doe", "J.", suffix="Jr"), Name("Doe", "J.", suffix="Jr")),
        (Name("Li"), Name("Li", corporate=True)),
    ],
)
def test_names_with_parts_read_back(name: Name, read: Name) -> None:
    assert read_back(FoundStudy("article", "T", (name,))).authors == (read,)


def test_the_entry_looks_as_an_editor_writes_it() -> None:
    found = FoundStudy(
        "article",
        "50% of {tea} & @home",
        (Name("Ørsted", "Mira L."),),
        authors_complete=False,
        container="J_I",
        year="2024",
        pages="101-109",
        doi="10.5555/a_b",
    )

    assert bibtex_entry("orsted2024", found) == (
        "@article{orsted2024,\n"
        "  author    = {Ørsted, Mira L. and others},\n"
        "  title     = {50\\% of \\{tea\\} \\& @home},\n"
        "  journal   = {J\\_I},\n"
        "  year      = {2024},\n"
        "  pages     = {101--109},\n"
        "  doi       = {10.5555/a_b},\n"
        "}"
    )


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        ((), "orsted2024"),
        (("orsted2024",), "orsted2024b"),
        (("ORSTED2024", "orsted2024b"), "orsted2024c"),
        (("orsted2024a", "orsted2024b"), "orsted2024c"),
        (("orsted2024z",), "orsted2024-2"),
    ],
)
def test_keys_follow_the_style_of_the_list(taken: tuple[str, ...], key: str) -> None:
    assert new_key(FoundStudy(authors=(Name("Ørsted", "M."),), year="2024"), taken) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (Name("D'Arc-Łuk", "J."), "darcluk"),
        (Name("Agency for Invented Medicines of Health", corporate=True), "aimh"),
        (Name("王", "小"), "skyroot"),
    ],
)
def test_a_key_has_plain_letters_only(name: Name, key: str) -> None:
    assert new_key(FoundStudy(title="On skyroot", authors=(name,)), ()) == key


@given(texts, texts, st.text(st.sampled_from("0123456789x"), max_size=4))
def test_every_key_is_usable(family: str, title: str, year: str) -> None:
    found = FoundStudy(title=title, authors=(Name(family),), year=year)

    assert is_usable_key(new_key(found, ()))


@pytest.mark.parametrize("key", ["../x", "a/b", "index", "a b", "", ".x", "x.", "a:b", "é"])
def test_a_key_that_could_lead_elsewhere_is_refused(key: str) -> None:
    assert not is_usable_key(key)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10.5555/a.b", "DOI 10.5555/a.b"),
        (" doi: 10.5555/a(b)c ", "DOI 10.5555/a(b)c"),
        ("https://doi.org/10.5555%2Fa", "DOI 10.5555/a"),
        ("PMID:12345", "PMID 12345"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345/", "PMID 12345"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", "PMC123"),
        ("https://clinicaltrials.gov/study/NCT00000042", "NCT00000042"),
        ("nct00000042", "NCT00000042"),
        ("smith2020", "None"),
        ("NCT123", "None"),
        ("10.5555", "None"),
        ("https://example.org/12345", "None"),
        ("10.5555/{x}", "None"),
        ("", "None"),
    ],
)
def test_identifiers_are_recognised_as_people_paste_them(text: str, shown: str) -> None:
    assert str(recognise(text)) == shown


@pytest.mark.parametrize(
    ("short", "whole"),
    [("642-7", "642-647"), ("e12-e19", "e12-e19"), ("S12-9", "S12-S19"), ("e067194", "e067194"), ("990", "990")],
)  # fmt: skip
def test_page_ranges_are_written_out(short: str, whole: str) -> None:
    assert whole_page_range(short) == whole


def test_text_from_outside_loses_its_markup_and_its_tricks() -> None:
    hostile = "A\x00 <script>x</script>\u202e&lt;b&gt;CO<sub>2</sub>\n\t p < 0.05 and n > 3"

    assert plain_text(hostile) == "A xCO2 p < 0.05 and n > 3"
