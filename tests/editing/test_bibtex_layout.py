"""The canonical layout of references.bib."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import BASE, ROOT
from mkdocs_evidence.editing.bibtex_layout import canonical_bibliography, with_entry
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.sources.bibtex import parse_references

MESSY = """\
% Encoding: UTF-8

@string{jj = "Journal of Jokes"}

@book{zoo1990, title="The zoo", YEAR=1990}
% Read twice.
@Article{muster2020,
   DOI={10.5555/muster},
  title   = "Skyroot {T}ea
             for fever",
  journal = jj # " B",
  author  = {Muster, Erika
     and others},
  note = {two

  paragraphs},
  month = jan, year = 2020 }

@comment{jabref-meta: databaseType:bibtex;}
"""
NEAT = """\
% Encoding: UTF-8

@string{jj = "Journal of Jokes"}

% Read twice.
@article{muster2020,
  author    = {Muster, Erika and others},
  title     = {Skyroot {T}ea for fever},
  journal   = jj # " B",
  year      = {2020},
  month     = jan,
  doi       = {10.5555/muster},
  note      = {two

  paragraphs},
}

@book{zoo1990,
  title     = {The zoo},
  year      = {1990},
}

@comment{jabref-meta: databaseType:bibtex;}
"""
NEW = "@misc{new2022,\n  title     = {New},\n}"

pieces = st.sampled_from(
    [*"aZé9 ,.=#%@&~-\n\t", '{"}', "{x}", "\\&", '\\"u', "{\\'e}", "$x$", " and "]
)
words = st.lists(pieces, max_size=20).map("".join)
values = st.one_of(
    words.map(lambda text: f"{{{text}}}"),
    words.filter(lambda text: '"' not in text).map(lambda text: f'"{text}"'),
    st.sampled_from(["2020", "jan", 'jan # "~4"', '"a" # "b"', "{a} # {b}", "{}", '"a } b"']),
)
names = st.sampled_from(
    "author title Journal year month day date doi url crossref abstract note Volume isbn".split()
)
comments = st.sampled_from(["", "\n", "% about the next\n", "% heading\n\n", "a@b.org\n"])
entries = st.builds(
    lambda key, fields, comment, wide: (
        f"{comment}@{'Article' if wide else 'misc'}{{{key},"
        + ("\n  " if wide else " ").join(f"{name} = {value}," for name, value in fields.items())
        + "}\n"
    ),
    st.from_regex(r"[a-zA-Z]{1,3}[0-9]", fullmatch=True),
    st.dictionaries(names, values, max_size=5),
    comments,
    st.booleans(),
)
files = st.lists(st.one_of(entries, st.sampled_from(['@string{j = "J"}\n', "@comment{x}\n"])))


def content(text: str) -> tuple[dict[str, Reference], list[str]]:
    """What a file says, wherever it says it."""
    bibliography, problems = parse_references(text, "references.bib")
    references = {
        key: replace(reference, line=1, field_lines={}, other=dict(sorted(reference.other.items())))
        for key, reference in bibliography.references.items()
    }
    return references, sorted(f"{problem.code} {problem.message}" for problem in problems)


def test_a_messy_file_becomes_neat_and_keeps_its_comments() -> None:
    assert canonical_bibliography(MESSY) == NEAT


@pytest.mark.parametrize("base", [ROOT, ROOT / "tests" / "base"])
def test_the_bases_are_laid_out_without_a_change_of_content(base: object) -> None:
    text = (base / "references.bib").read_text("utf-8")  # type: ignore[operator]

    assert content(canonical_bibliography(text)) == content(text)


def test_the_real_base_is_canonical_already() -> None:
    text = (ROOT / "references.bib").read_text("utf-8")

    assert canonical_bibliography(text) == text


@given(files.map("".join))
def test_layout_loses_nothing(text: str) -> None:
    assert content(canonical_bibliography(text)) == content(text)


@given(files.map("".join))
def test_a_second_layout_changes_nothing(text: str) -> None:
    once = canonical_bibliography(text)

    assert canonical_bibliography(once) == once


@pytest.mark.parametrize("title", ["a\\\nb", "\\ss\n\nx", "\\input\n\n{x}"])
def test_a_line_break_that_means_something_stays(title: str) -> None:
    text = f"@misc{{a2020, title = {{{title}}}}}\n"

    assert f"{{{title}}}" in canonical_bibliography(text)
    assert content(canonical_bibliography(text)) == content(text)


def test_a_file_that_cannot_be_read_stays_as_it_is() -> None:
    text = "@article{b2020, title = {B}}\n@article{a2020, title = {never closed\n"

    assert canonical_bibliography(text) == text


def test_a_file_with_a_key_twice_stays_as_it_is() -> None:
    text = "@misc{b2020, title={B}}\n@misc{b2020, title={Another}}\n"

    assert canonical_bibliography(text) == text


def test_a_parent_comes_after_its_chapters() -> None:
    text = "@book{a2020, title={A}}\n@inbook{b2020, title={B}, crossref={a2020}}\n"

    assert canonical_bibliography(text).index("b2020,") < canonical_bibliography(text).index(
        "@book"
    )


def test_entries_stay_below_their_heading() -> None:
    text = "@misc{z2020, title={Z}}\n\n% Reviews\n\n@misc{a2020, title={A}}\n"
    laid_out = canonical_bibliography(text)

    assert laid_out.index("z2020") < laid_out.index("% Reviews") < laid_out.index("a2020")


def test_a_heading_stays_one_when_an_entry_with_a_comment_moves_below_it() -> None:
    text = "% Trials\n\n@misc{b2020, title={B}}\n\n% about a\n@misc{a2020, title={A}}\n"
    once = canonical_bibliography(text)

    assert once.startswith("% Trials\n\n% about a\n@misc{a2020,")
    assert canonical_bibliography(once) == once


def test_a_new_entry_goes_where_its_key_belongs_and_moves_nothing_else() -> None:
    text = canonical_bibliography((BASE / "references.bib").read_text("utf-8"))

    assert with_entry(text, "new2022", NEW) == text.replace(
        "@article{novak2021", f"{NEW}\n\n@article{{novak2021"
    )


def test_in_a_file_without_order_a_new_entry_comes_last() -> None:
    text = (BASE / "references.bib").read_text("utf-8")

    assert with_entry(text, "new2022", NEW) == f"{text}\n{NEW}\n"


def test_a_new_entry_goes_above_the_comment_of_the_next_one() -> None:
    text = "@misc{a2020, title={A}}\n\n% about z\n@misc{z2020, title={Z}}\n"

    assert with_entry(text, "new2022", NEW) == text.replace("% about z", f"{NEW}\n\n% about z")


@pytest.mark.parametrize("text", ["", "\n", "% only a comment\n"])
def test_a_first_entry_is_written(text: str) -> None:
    assert with_entry(text, "new2022", NEW).endswith(f"{NEW}\n")


@given(files.map("".join))
def test_an_inserted_entry_leaves_the_others_as_they_are(text: str) -> None:
    before, _ = content(text)
    after, _ = content(with_entry(text, "new2022", NEW))

    assert after.pop("new2022").title == "New" or "new2022" in before
    assert after == before
