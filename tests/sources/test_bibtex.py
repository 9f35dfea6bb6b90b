"""references.bib: every entry is read or named, and no text at all makes the reader raise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import BASE
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.sources.bibtex import Bibliography, parse_references, read_references


def parsed(text: str) -> dict[str, Reference]:
    """The references of a text that has no problems."""
    bibliography, problems = parse_references(text, "r.bib")
    assert problems == [], [str(problem) for problem in problems]
    return bibliography.references


def only_reference(fields: str) -> Reference:
    (reference,) = parsed(f"@article{{key, title = {{A title}}, {fields}}}").values()
    return reference


def only_problem(text: str) -> tuple[Bibliography, Problem]:
    bibliography, problems = parse_references(text, "r.bib")
    assert len(problems) == 1, [str(problem) for problem in problems]
    return bibliography, problems[0]


# Entries that are whole


def test_every_field_of_an_entry_is_read() -> None:
    (reference,) = parsed(
        """\
@Article{smith2020,
  Author   = {Smith, John and {World Health Organization}},
  TITLE    = {Asthma},
  subtitle = "a {Trial}",
  journal  = {J Inv Med},
  year     = 2020,
  month    = mar,
  day      = 05,
  volume   = {4},
  number   = {2},
  pages    = {101--109},
  doi      = {10.5555/x_1},
  pmid     = {12345678},
  pmcid    = {PMC77},
  isbn     = {978-3-16-148410-0},
  url      = {https://example.org/a_b%20c},
  urldate  = {2024-05-01},
  edition  = {2},
  publisher = {Mosby},
  address  = {St. Louis},
  keywords = {tea, fever},
}
"""
    ).values()

    assert reference == Reference(
        key="smith2020",
        entry_type="article",
        title="Asthma: a Trial",
        authors=(Name("Smith", "John"), Name("World Health Organization", corporate=True)),
        container="J Inv Med",
        year="2020",
        month="3",
        day="5",
        volume="4",
        issue="2",
        pages="101\N{EN DASH}109",
        doi="10.5555/x_1",
        pmid="12345678",
        pmcid="PMC77",
        isbn="978-3-16-148410-0",
        url="https://example.org/a_b%20c",
        accessed="2024-05-01",
        edition="2",
        publisher="Mosby",
        place="St. Louis",
        other={"keywords": "tea, fever"},
        line=1,
        field_lines={
            name: line
            for line, name in enumerate(
                "author title subtitle journal year month day volume number pages doi pmid pmcid "
                "isbn url urldate edition publisher address keywords".split(),
                start=2,
            )
        },
    )


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ("journaltitle = {J}", "container", "J"),
        ("booktitle = {B}", "container", "B"),
        ("issue = {3}", "issue", "3"),
        ("eid = {e101}", "pages", "e101"),
        ("institution = {I}", "publisher", "I"),
        ("school = {S}", "publisher", "S"),
        ("location = {L}", "place", "L"),
        ("pmc = {7}", "pmcid", "7"),
        ("date = {2020-03-05}", "year", "2020"),
        ("date = {2020-03-05}", "month", "3"),
        ("date = {2020-03-05/2020-04-01}", "day", "5"),
        (
            "editor = {Roe, R. and {A B}}",
            "editors",
            (Name("Roe", "R."), Name("A B", corporate=True)),
        ),
        ("author = {Roe, R. and others}", "authors_complete", False),
    ],
)
def test_the_names_that_other_tools_give_a_field_are_understood(
    fields: str, attribute: str, value: object
) -> None:
    assert getattr(only_reference(fields), attribute) == value


@pytest.mark.parametrize(
    "doi",
    [
        "10.5555/A_b(1)<2>",
        "https://doi.org/10.5555/A_b(1)<2>",
        "http://dx.doi.org/10.5555/A_b(1)<2>",
        "doi: 10.5555/A_b(1)<2>",
        r"10.5555/A\_b(1)<2>",
        "{10.5555/A_b(1)<2>}",
    ],
)
def test_a_doi_is_bare_however_it_was_written(doi: str) -> None:
    assert only_reference(f"doi = {{{doi}}}").doi == "10.5555/A_b(1)<2>"


def test_fields_that_we_do_not_know_survive_as_they_were_written() -> None:
    reference = only_reference(r"abstract = {{x} y \foo}, x-note_1 = {a, b}, LANGID = {de}")

    assert reference.other == {"abstract": r"{x} y \foo", "x-note_1": "a, b", "langid": "de"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Caf{\'e} \& M{\"u}ller: 5\% of {\O}re", "Café & Müller: 5% of Øre"),
        ("50% of a & b # c", "50% of a & b # c"),
        (r"50% of {\O}re & b # c \% d", "50% of Øre & b # c % d"),
        (r"{\textit{In vivo}} \emph{and} \textbf{more}", "In vivo and more"),
        (r"$\alpha$-blockers, $\beta$ and $\geq$ 5", "α-blockers, β and ≥ 5"),
        (r"{\textmu}g \textendash{} \textquoteright", "µg – ’"),
        ("pre--post --- ``quoted'' text", "pre–post — “quoted” text"),
        ("two\n    lines   and\ttabs", "two lines and tabs"),
        ("{Proper {N}ouns} stay", "Proper Nouns stay"),
        ("A~title", "A title"),
        ("costs $5 a dose", "costs $5 a dose"),
        ("喘息と{茶}", "喘息と茶"),
    ],
)
def test_titles_come_out_as_plain_text(written: str, read: str) -> None:
    (reference,) = parsed(f"@misc{{key, title = {{{written}}}}}").values()

    assert reference.title == read


def test_quotation_marks_in_braces_do_not_end_a_quoted_value() -> None:
    (reference,) = parsed('@misc{key, title = "A {"}quoted{"} word", year = 2020}').values()

    assert (reference.title, reference.year) == ('A "quoted" word', "2020")


def test_an_entry_may_stand_in_parentheses() -> None:
    assert list(parsed("@article(key, title = {A})")) == ["key"]


# Abbreviations


@pytest.mark.parametrize(
    ("strings", "value", "read"),
    [
        ("@string{jim = {J Inv Med}}", "jim", "J Inv Med"),
        ('@STRING{Jim = "J Inv Med"}', "JIM", "J Inv Med"),
        ('@string{a = "J"}', 'a # " Inv" # { Med}', "J Inv Med"),
        ('@string{a = "J"}\n@string{b = a # { Inv}}', "b # { Med}", "J Inv Med"),
        ("", '"J Inv" # { Med}', "J Inv Med"),
        ("", '{J} # " " # 3', "J 3"),
    ],
)
def test_abbreviations_and_concatenations_are_written_out(
    strings: str, value: str, read: str
) -> None:
    (reference,) = parsed(f"{strings}\n@article{{key, title = {{A}}, journal = {value}}}").values()

    assert reference.container == read


@pytest.mark.parametrize(
    ("fields", "month", "day"),
    [
        ("month = jul", "7", ""),
        ("month = {jul}", "7", ""),
        ("month = {July}", "7", ""),
        ('month = "Sept."', "9", ""),
        ("month = 7", "7", ""),
        ("month = {07}", "7", ""),
        ("month = dec, day = 05", "12", "5"),
        # The BibTeX manual's way to give a day.
        ('month = jul # "~25"', "7", "25"),
        ('month = "4~" # jul', "7", "4"),
        ("month = {July 25}", "7", "25"),
        ("month = {25 July}", "7", "25"),
        # Two months, seasons and other languages stay as they are written.
        ('month = jul # "-" # aug', "Jul-Aug", ""),
        ("month = {Jul-Aug}", "Jul-Aug", ""),
        ("month = {Spring}", "Spring", ""),
        ("month = {août}", "août", ""),
    ],
)
def test_months_are_read_as_macros_words_and_numbers(fields: str, month: str, day: str) -> None:
    reference = only_reference(fields)

    assert (reference.month, reference.day) == (month, day)


def test_an_unknown_abbreviation_is_named_with_its_field_and_line() -> None:
    bibliography, problem = only_problem("@misc{a,\n title = {A},\n publisher = mosby\n}")

    assert (problem.code, str(problem.place)) == ("BIB006", "r.bib:3:1")
    assert problem.mend == "Put the text in braces: publisher = {mosby}"
    assert bibliography.references["a"].publisher == "mosby"


def test_an_abbreviation_defined_twice_is_named_at_its_second_place() -> None:
    text = "@string{j = {One}}\n@string{j = {Two}}\n@article{a, title = {A}, journal = j}"
    bibliography, problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("BIB002", "r.bib:2:1")
    assert bibliography.references["a"].container == "One"
    assert bibliography.broken == frozenset()


# crossref


PARENT = """
@proceedings{meeting2020,
  title     = {Proceedings},
  editor    = {Roe, R.},
  publisher = {Mosby},
  year      = 2020,
  doi       = {10.5555/book},
  pmid      = {1},
}
"""


def test_a_chapter_takes_from_its_book_what_it_does_not_say_itself() -> None:
    child = "@inproceedings{talk, title = {A talk}, publisher = {Own}, crossref = {Meeting2020}}"
    reference = parsed(child + PARENT)["talk"]

    assert reference.title == "A talk"
    assert reference.container == "Proceedings"
    assert reference.editors == (Name("Roe", "R."),)
    assert (reference.publisher, reference.year) == ("Own", "2020")


def test_a_chapter_does_not_take_the_identifiers_of_its_book() -> None:
    reference = parsed("@incollection{c, title = {C}, crossref = {meeting2020}}" + PARENT)["c"]

    assert (reference.doi, reference.pmid) == ("", "")


@pytest.mark.parametrize("target", ["nowhere", "a"])
def test_a_crossref_that_leads_nowhere_is_named(target: str) -> None:
    text = f"@misc{{a,\n title = {{A}},\n crossref = {{{target}}},\n}}"
    bibliography, problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("BIB007", "r.bib:3:1")
    assert list(bibliography.references) == ["a"]


# What stands between entries


@pytest.mark.parametrize(
    "between",
    [
        "Some notes of the editors.",
        "% a comment",
        "Write to a@example.org for more.",
        "@comment{anything}",
        "@Comment{jabref-meta: databaseType:bibtex;}",
        "@comment{@article{hidden, title = {Hidden}}}",
        "@comment no braces",
        '@preamble{"\\newcommand{\\x}{y}"}',
        "}",
    ],
)
def test_what_stands_between_entries_is_passed_over(between: str) -> None:
    text = f"@misc{{a, title = {{A}}}}\n\n{between}\n\n@misc{{b, title = {{B}}}}\n"

    assert list(parsed(text)) == ["a", "b"]


@pytest.mark.parametrize(
    "line", ["@article a, title = {B}}", "  @ article{b, title = {B}}", "@article", "@article\n{b"]
)
def test_an_entry_that_would_be_lost_between_others_is_named(line: str) -> None:
    text = f"@misc{{a, title = {{A}}}}\n\n{line}\n"
    bibliography, problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("BIB001", "r.bib:3:1")
    assert list(bibliography.references) == ["a"]


# Entries that are broken

BROKEN = {
    "closing brace": "@article{bad,\n  title = {A\n}\n",
    "key and comma": "@article{bad\n  title = {A}\n}\n",
    "value": "@article{bad,\n  title\n}\n",
    "two commas": "@article{bad,\n  title = {A},,\n}\n",
    "too many braces": "@article{bad,\n  title = {A {B},\n}\n",
    "quotation mark": '@article{bad,\n  title = "A,\n}\n',
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_entry_is_a_problem_at_its_line_and_hides_no_other(broken: str) -> None:
    text = f"\n@misc{{before, title = {{A}}}}\n\n{broken}\n@misc{{after, title = {{B}}}}\n"
    bibliography, problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("BIB001", "r.bib:4:1")
    assert list(bibliography.references) == ["before", "after"]
    assert bibliography.broken == {"bad"}


def test_each_broken_entry_is_a_problem_of_its_own() -> None:
    text = "@misc{a, title}\n@misc{b, title = {B}}\n\n@misc{c\n\n@misc{d, title = {D}}\n@misc{e, x"
    bibliography, problems = parse_references(text, "r.bib")

    assert [(p.code, p.place.line) for p in problems] == [
        ("BIB001", 1),
        ("BIB001", 4),
        ("BIB001", 7),
    ]
    assert list(bibliography.references) == ["b", "d"]
    assert bibliography.broken == {"a", "c", "e"}


@pytest.mark.parametrize(
    ("fields", "line", "rest"),
    [
        ("title = {A}\n  year = 2020,\n  pages = 3", 2, "year = 2020"),
        ("title = {A},\n  year = 2020\n  pages = {3}", 3, "pages = {3}"),
        ('title = "A"\n  year = {2020}', 2, "year = {2020}"),
        ("title = {A} {B}", 2, "{B}"),
        ("title = {A} B", 2, "B"),
        ("title = A B", 2, "B"),
        ("title = {A}, note = {} {B}", 2, "{B}"),
        ("title = {A} # ", 2, "#"),
    ],
)
def test_a_missing_comma_between_fields_is_named_at_the_field_before_it(
    fields: str, line: int, rest: str
) -> None:
    _, problems = parse_references(f"@misc{{a,\n  {fields}\n}}", "r.bib")
    found = [problem for problem in problems if problem.code == "BIB001"]

    assert [problem.place.line for problem in found] == [line]
    assert rest in found[0].message


def test_a_field_given_twice_is_refused() -> None:
    bibliography, problem = only_problem("\n@misc{a,\n title = {A},\n title = {B},\n}")

    assert (problem.code, str(problem.place)) == ("BIB003", "r.bib:2:1")
    assert bibliography.references == {}
    assert bibliography.broken == {"a"}


def test_a_field_given_twice_in_different_case_is_refused_at_its_second_place() -> None:
    bibliography, problem = only_problem("@misc{a,\n title = {A},\n Title = {B},\n}")

    assert (problem.code, str(problem.place)) == ("BIB003", "r.bib:3:1")
    assert bibliography.references["a"].title == "A"


@pytest.mark.parametrize("second", ["Smith2020", "smith2020", "SMITH2020"])
def test_a_key_used_twice_is_refused_at_its_second_place(second: str) -> None:
    text = f"@misc{{Smith2020, title = {{A}}}}\n\n@misc{{{second}, title = {{B}}}}\n"
    bibliography, problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("BIB002", "r.bib:3:1")
    assert "in line 1" in problem.message
    assert [r.title for r in bibliography.references.values()] == ["A"]
    assert "Smith2020" not in bibliography.broken


@pytest.mark.parametrize(
    "key",
    ["DBLP:conf/x/Smith+20.1", "smith_2020", "smith-2020", "müller2020", "王2020", "a&b", "10.1/x"],
)
def test_a_key_may_hold_what_other_tools_put_there(key: str) -> None:
    assert list(parsed(f"@misc{{{key}, title = {{A}}}}")) == [key]


@pytest.mark.parametrize(
    "key", ["a b", "a'b", "a%b", "a#b", "a~b", "a\\b", "a[1]", "a;b", "", "x" * 121]
)
def test_a_key_that_could_not_be_cited_is_refused(key: str) -> None:
    bibliography, problem = only_problem(f"\n@misc{{{key}, title = {{A}}}}")

    assert (problem.code, str(problem.place)) == ("BIB004", "r.bib:2:1")
    assert bibliography.references == {}


@pytest.mark.parametrize("fields", ["", "title = {}", "title = { }", "title = {{}}", "year = 2020"])
def test_an_entry_without_a_title_is_named(fields: str) -> None:
    bibliography, problem = only_problem(f"\n@misc{{a, {fields}}}")

    assert (problem.code, str(problem.place)) == ("BIB005", "r.bib:2:1")
    assert list(bibliography.references) == ["a"]


def test_a_macro_without_a_text_is_named_at_its_field() -> None:
    text = "@misc{a,\n title = {A},\n author = {Smi\\zzz{t}h, J},\n abstract = {\\yyy},\n}"
    bibliography, problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("BIB008", "r.bib:3:1")
    assert "\\zzz" in problem.message
    assert bibliography.references["a"].authors == (Name("Smith", "J"),)


# Files


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_counted_from_one_with_any_line_end(tmp_path: Path, end: str) -> None:
    text = "﻿Notes\n\n@misc{a,\n  title = {A\n  B},\n  url = u v,\n}\n@misc{b,\n  title = {B},\n}\n"
    file = tmp_path / "r.bib"
    file.write_bytes(text.replace("\n", end).encode())
    bibliography, problems = read_references(file, "r.bib")

    assert [problem.place.line for problem in problems] == [6]
    assert bibliography.references["a"].line == 3
    assert bibliography.references["a"].field_lines == {"title": 4, "url": 6}
    assert bibliography.references["b"].field_lines == {"title": 9}
    assert bibliography.references["a"].title == "A B"


def test_a_file_in_latin1_is_refused_at_its_first_odd_byte(tmp_path: Path) -> None:
    file = tmp_path / "r.bib"
    file.write_bytes("@misc{a,\n title = {Caf\xe9}}".encode("latin-1"))
    bibliography, (problem,) = read_references(file, "r.bib")

    assert (problem.code, str(problem.place)) == ("YML001", "r.bib:2:14")
    assert bibliography.references == {}


def test_an_empty_file_has_no_references_and_no_problems() -> None:
    assert parsed("") == {}


# Anything at all

VALID = (
    (BASE / "references.bib").read_text("utf-8")
    + PARENT
    + """
@string{jim = "J Inv Med"}
@comment{notes}
@article{z, title = {A {B} \\'e \\foo{x} $x$}, journal = jim # { X}, month = jul # "~4",
  crossref = {meeting2020}, author = {de {\\L}uk, III, A and {A and B} and others}}
"""
)
PIECES = [
    *("@article", "@string", "@comment", "@preamble", "{", "}", "(", ")", ",", "=", "#", '"', "\\"),
    *("key", "title", "author", "month", "crossref", " ", "\n", "jan", "%", "$", "~", "&", " and "),
    *("\\'", "\\v", "\\input{x}", "\\begin{x}", "\\end{x}", "\\verb", "\\(", "\\]", "\\frac", "é"),
]
text = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


def is_whole(bibliography: Bibliography, problems: list[Problem], text: str) -> bool:
    """Every reference has its key, and every problem a line of the file."""
    lines = text.count("\n") + 1
    return all(
        key == r.key and r.line <= lines for key, r in bibliography.references.items()
    ) and all(1 <= problem.place.line <= lines and problem.message for problem in problems)


@pytest.mark.parametrize(
    "macro", ["\\'\\input{x}", "\\frac", "\\input{/etc/passwd}", "\\verb", "\\["]
)
def test_a_macro_in_the_wrong_place_costs_no_more_than_itself(macro: str) -> None:
    bibliography, _ = parse_references(f"@misc{{a, title = {{Tea {macro} helps}}}}", "r.bib")
    title = bibliography.references["a"].title

    assert title.startswith("Tea")
    assert "root:" not in title


@given(text)
def test_no_text_at_all_makes_the_reader_raise(text: str) -> None:
    assert is_whole(*parse_references(text, "r.bib"), text)


@given(text, st.sampled_from(["author", "title", "month", "year", "pages", "url", "crossref"]))
def test_no_value_of_a_field_makes_the_reader_raise(value: str, field: str) -> None:
    entry = f"@article{{key, {field} = {{{value}}}}}"

    assert is_whole(*parse_references(entry, "r.bib"), entry)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = VALID
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 3))
        text = text[:start] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return text


@given(damaged())
def test_no_damage_to_a_valid_file_makes_the_reader_raise(text: str) -> None:
    assert is_whole(*parse_references(text, "r.bib"), text)


plain = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" .,:;()-"), min_size=1, max_size=30
).filter(lambda text: text.strip() and "--" not in text)


@given(st.dictionaries(st.sampled_from(["title", "journal", "publisher", "volume"]), plain))
def test_plain_text_comes_back_from_every_field(fields: dict[str, str]) -> None:
    fields["title"] = fields.get("title", "A title")
    written = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    reference = parsed(f"@article{{key, {written}}}")["key"]
    read = {
        "title": reference.title,
        "journal": reference.container,
        "publisher": reference.publisher,
        "volume": reference.volume,
    }

    assert {name: read[name] for name in fields} == {
        name: " ".join(value.split()) for name, value in fields.items()
    }
