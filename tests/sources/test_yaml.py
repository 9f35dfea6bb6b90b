"""YAML files: every value as it was written, at its place, and no file that can stall a build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.sources.odd_text import without_invisible
from mkdocs_evidence.sources.yaml_document import (
    MAX_DEPTH,
    MAX_NODES,
    YamlDocument,
    parse_yaml,
    read_yaml,
)


def parsed(text: str) -> YamlDocument:
    """The document of a text that has no problems."""
    document, problems = parse_yaml(text, "a.yml")
    assert document is not None, problems
    assert problems == []
    return document


def only_problem(text: str) -> Problem:
    _, problems = parse_yaml(text, "a.yml")
    assert len(problems) == 1, problems
    return problems[0]


def spot(document: YamlDocument, *location: str | int) -> tuple[int, int]:
    place = document.place(*location)
    return place.line, place.column


# Scalars


@pytest.mark.parametrize(
    "written",
    [
        *("NO", "no", "yes", "on", "off", "true", "False", "y", "N"),
        *(
            "12:30",
            "1:2:3",
            "010",
            "0o17",
            "0x1F",
            "0.10",
            "1e3",
            "1E-3",
            "+5",
            ".5",
            "-4.0",
            "1_000",
        ),
        *("2026-11-22", "2019-03", "2001-12-14 21:59:43", ".inf", ".NaN", "=", "-", "0", "1.0"),
    ],
)
def test_a_plain_value_stays_the_text_that_was_written(written: str) -> None:
    if written == "-":
        written = '"-"'
    data = parsed(f"a: {written}\nb: [{written}]\n").data

    assert data == {"a": written.strip('"'), "b": [written.strip('"')]}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# nothing"])
def test_a_field_without_a_value_is_empty(written: str) -> None:
    assert parsed(f"a: {written}\nb: 1\n").data == {"a": None, "b": "1"}


@pytest.mark.parametrize("written", ["''", '""', "'~'", '"null"', "|-\n  null"])
def test_quotes_make_any_word_a_text(written: str) -> None:
    value = parsed(f"a: {written}\n").data["a"]

    assert value == written.strip("'\"|-\n ")


def test_names_of_fields_are_text_too() -> None:
    assert parsed("no: a\n010: b\n1.0: c\n~: d\n").data == {
        "no": "a",
        "010": "b",
        "1.0": "c",
        "~": "d",
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (">\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        (">-\n  one\n  two\n", "one two"),
        ("|\n  one\n    two\n", "one\n  two\n"),
        ('"one \\\n  two\\tthree \\u00e9"\n', "one two\tthree é"),
        ("one\n  two\n", "one two"),
    ],
)
def test_folded_literal_and_quoted_blocks_read_as_yaml_says(written: str, read: str) -> None:
    assert parsed(f"a: {written}").data == {"a": read}


#: What nobody sees is named (YML007).
scalars = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).filter(
    lambda text: without_invisible(text) == text
)


@given(
    st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(scalars.filter(lambda key: key != "<<"), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_what_was_written_as_quoted_text_comes_back(value: Any) -> None:
    text = yaml.safe_dump({"a": value}, default_style='"', allow_unicode=True)

    assert parsed(text).data == {"a": value}


# Encodings


@pytest.mark.parametrize(
    ("content", "data"),
    [
        (b"\xef\xbb\xbfname: Asthma\n", {"name": "Asthma"}),
        (b"name: Asthma\r\ngroup: lungs\r\n", {"name": "Asthma", "group": "lungs"}),
        (b"\xef\xbb\xbfname: >\r\n  two\r\n  lines\r\n", {"name": "two lines\n"}),
        (b"name: Asthma", {"name": "Asthma"}),
        ("name: Sjögren 喘息 ذیابیطس 😀\n".encode(), {"name": "Sjögren 喘息 ذیابیطس 😀"}),
    ],
)
def test_byte_order_marks_and_line_ends_of_any_editor_are_read(
    tmp_path: Path, content: bytes, data: dict[str, str]
) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(content)
    document, problems = read_yaml(file, "a.yml")

    assert problems == []
    assert document is not None
    assert document.data == data


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"\xef\xbb\xbfname: a\nname: b\n", (2, 1)),
        (b"group: x\r\nname: a\r\nname: b\r\n", (3, 1)),
    ],
)
def test_places_are_right_after_a_byte_order_mark_and_with_crlf(
    tmp_path: Path, text: bytes, place: tuple[int, int]
) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(text)
    _, (problem,) = read_yaml(file, "a.yml")

    assert (problem.place.line, problem.place.column) == place


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        ("name: Sjögren\n".encode("latin-1"), "a.yml:1:9", "0xF6"),
        ("name: a\ngroup: ü–é\n".encode() + "n: é\n".encode("latin-1"), "a.yml:3:4", "0xE9"),
        ("é: ".encode() + b"\xff", "a.yml:1:4", "0xFF"),
        ("name: a".encode("utf-16"), "a.yml:1:1", "0xFF"),
        (b"\xef\xbb\xbfname: Sj\xf6gren", "a.yml:1:9", "0xF6"),
    ],
)
def test_a_byte_that_is_not_utf8_is_named_at_its_place(
    tmp_path: Path, content: bytes, place: str, byte: str
) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(content)
    document, (problem,) = read_yaml(file, "a.yml")

    assert document is None
    assert (problem.code, str(problem.place)) == ("YML001", place)
    assert byte in problem.message


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b'\xef\xbb\xbfa: "[@k]"')
    document, _ = read_yaml(file, "a.yml")

    assert document is not None
    assert str(document.place_of_text("@k", "a")) == "a.yml:1:6"


def test_a_file_that_is_not_there_is_a_problem_not_an_exception(tmp_path: Path) -> None:
    document, (problem,) = read_yaml(tmp_path / "none.yml", "none.yml")

    assert document is None
    assert problem.code == "YML001"


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ('a: "b\x07"', "a.yml:1:6", "U+0007"),
        ("a: b\nc: d\x00e\n", "a.yml:2:5", "U+0000"),
        ("a: b\n\nc: \x7f", "a.yml:3:4", "U+007F"),
        ("a: b\x0b", "a.yml:1:5", "U+000B"),
        # These characters are invisible but allowed; the one that is refused comes later.
        ("a: soft\u00adhyphen\nb: zero\u200bwidth\u2009thin\nc: x\x1b", "a.yml:3:5", "U+001B"),
        ("a: \ue000 private\nb: \x01", "a.yml:2:4", "U+0001"),
    ],
)
def test_a_control_character_is_named_at_its_place(text: str, place: str, shown: str) -> None:
    problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("YML002", place)
    assert shown in problem.message


@pytest.mark.parametrize(
    "text", ["a: soft\u00adhyphen", "a: zero\u200bwidth", "a: \u202bعربي\u202c"]
)
def test_invisible_characters_that_languages_need_are_kept(text: str) -> None:
    assert parsed(text).data == {"a": text[3:]}


# Documents that hold no record


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "---\n...\n"])
def test_an_empty_file_is_a_document_without_data(text: str) -> None:
    assert parsed(text).data is None


@pytest.mark.parametrize(
    ("text", "data"), [("- a\n- b\n", ["a", "b"]), ("just words\n", "just words")]
)
def test_a_file_with_a_list_or_a_text_at_the_top_is_read_as_it_is(text: str, data: Any) -> None:
    assert parsed(text).data == data


def test_a_second_document_in_a_file_is_refused_at_its_beginning() -> None:
    problem = only_problem("name: a\n---\nname: b\n")

    assert (problem.code, str(problem.place)) == ("YML002", "a.yml:2:1")
    assert problem.mend == "Keep one record in a file; remove the ---."


# Syntax


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("a: 1\n\tb: 2\n", "a.yml:2:1", "tabs"),
        ("a:\n\t- b\n", "a.yml:2:1", "tabs"),
        ("\ta: 1\n", "a.yml:1:1", "tabs"),
        ("a: @smith\n", "a.yml:1:4", "quote a text"),
        ("a: `code`\n", "a.yml:1:4", "quote a text"),
        ("a: *key\n", "a.yml:1:4", "begins with * needs quotes"),
        ("a: *strong*\n", "a.yml:1:11", "begins with *, & or ! needs quotes"),
        ("a: Effect: none\n", "a.yml:1:10", "needs quotes"),
        ("a: [1, 2\nb: 3\n", "a.yml:2:2", "Close the [ bracket"),
        ("a: {b: 1\nc: 3\n", "a.yml:2:2", "Close the { brace"),
        ('a: "b\nc: d\n', "a.yml:3:1", "quotation mark"),
        ("a: 1\nb\n", "a.yml:3:1", "a colon, a space"),
        ("- a\nb: 1\n", "a.yml:2:1", "same column"),
    ],
)
def test_a_slip_of_the_pen_is_named_at_its_place_with_its_mend(
    text: str, place: str, mend: str
) -> None:
    problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("YML002", place)
    assert mend in problem.mend


def test_a_tab_inside_a_text_is_no_problem() -> None:
    assert parsed("a: b\tc\nd: 1\t# why\n").data == {"a": "b\tc", "d": "1"}


def test_a_field_name_that_is_a_list_is_refused() -> None:
    problem = only_problem("? [a, b]\n: c\n")

    assert (problem.code, str(problem.place)) == ("YML002", "a.yml:1:3")


# Duplicate fields


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name: a\ngroup: b\nname: c\n", "a.yml:3:1"),
        ("claims:\n  - id: a\n    kind: b\n    id: c\n", "a.yml:4:5"),
        ("effect: {n: 1, unit: x, n: 2}\n", "a.yml:1:25"),
        ("name: a\n'name': c\n", "a.yml:2:1"),
    ],
)
def test_a_duplicate_field_is_refused_at_its_second_place(text: str, place: str) -> None:
    problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("YML003", place)


def test_a_duplicate_field_is_told_where_the_first_one_stands() -> None:
    assert "first in line 2" in only_problem("a: 1\nname: a\nb: 2\nname: c\n").message


def test_each_further_copy_of_a_field_is_a_problem_of_its_own() -> None:
    _, problems = parse_yaml("a: 1\na: 2\na: 3\n", "a.yml")

    assert [problem.place.line for problem in problems] == [2, 3]


def test_a_field_name_in_another_mapping_is_no_duplicate() -> None:
    assert parsed("- {a: 1}\n- {a: 2}\n").data == [{"a": "1"}, {"a": "2"}]


# Tags, merge keys, anchors


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: !!python/object/apply:os.system [ls]\n", "a.yml:1:4"),
        ("!!python/name:os.system x: 1\n", "a.yml:1:1"),
        ("a: !!binary aGk=\n", "a.yml:1:4"),
        ("b: 1\na: !!set {b, c}\n", "a.yml:2:4"),
        ("a:\n  - !secret b\n", "a.yml:2:5"),
        ("!record\na: 1\n", "a.yml:1:1"),
        ("!word a: 1\n", "a.yml:1:1"),
    ],
)
def test_a_tag_is_refused_at_its_place(text: str, place: str) -> None:
    problem = only_problem(text)

    assert (problem.code, str(problem.place)) == ("YML006", place)
    assert "not allowed" in problem.message


def test_a_merge_key_is_refused_at_its_place() -> None:
    problem = only_problem("base: &base {a: 1}\nb:\n  c: 1\n  <<: *base\n")

    assert (problem.code, str(problem.place)) == ("YML006", "a.yml:4:3")


def test_an_anchor_repeats_what_it_marks() -> None:
    data = parsed("a: &why {n: 010}\nb: *why\nc: [*why, *why]\n").data

    assert data == {"a": {"n": "010"}, "b": {"n": "010"}, "c": [{"n": "010"}, {"n": "010"}]}


def bomb(levels: int, width: int = 9) -> str:
    lines = ["l0: &l0 [x]"]
    lines += [
        f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * width)}]"
        for level in range(1, levels)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        (bomb(12), f"{MAX_NODES} values"),
        (bomb(30, width=2), f"{MAX_NODES} values"),
        ("a: &a [*a]\n", f"{MAX_DEPTH} levels"),
        ("a: &a [*a, *a, *a, *a]\n", f"{MAX_DEPTH} levels"),
        ("a: &a {b: {c: *a}, d: *a}\n", f"{MAX_DEPTH} levels"),
        ("a: [" + ", ".join(["x"] * (MAX_NODES + 1)) + "]\n", f"{MAX_NODES} values"),
        ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), f"{MAX_DEPTH} levels"),
        ("\n".join(" " * depth + "a:" for depth in range(MAX_DEPTH + 2)), f"{MAX_DEPTH} levels"),
    ],
    ids=[
        "billion laughs",
        "doubling",
        "cycle",
        "wide cycle",
        "mapping",
        "long",
        "brackets",
        "deep",
    ],
)
def test_expansion_and_nesting_are_bounded(text: str, limit: str) -> None:
    document, (problem,) = parse_yaml(text, "a.yml")

    assert document is None
    assert problem.code == "YML005"
    assert limit in problem.message


def test_nesting_up_to_the_limit_is_read() -> None:
    value = parsed("a: " + "[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1)).data["a"]
    for _ in range(MAX_DEPTH - 1):
        (value,) = value

    assert value == "x"


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_no_depth_of_nesting_ends_the_process(opened: str) -> None:
    script = (
        "from mkdocs_evidence.sources.yaml_document import parse_yaml\n"
        f"_, problems = parse_yaml('a:\\n ' + {opened!r} * 100_000, 'a.yml')\n"
        "print(*[problem.code for problem in problems])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.strip()) == (0, "YML005"), done.stderr[-300:]


# Places

RECORD = """\
name: Asthma
codes: {icd11: CA23, mesh: D001249}
claims:
  - id: first
    effect: {measure: md, value: -4.0, ci: [-7.31, -0.64]}
  - id: second
    outcome:
      name: é 😀 wheeze
      time: P28D
    "also":
    - harms
bottom_line: >-
  Tea helps [@smith2020b] a little,
  says one trial [@smith2020.1; @smith2020]; see
  [[tremor-at-rest]] and [[tremor]].
"""


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ((), (1, 1)),
        (("name",), (1, 7)),
        (("codes", "mesh"), (2, 28)),
        (("claims",), (4, 3)),
        (("claims", 0), (4, 5)),
        (("claims", 0, "id"), (4, 9)),
        (("claims", 0, "effect", "ci", 1), (5, 52)),
        (("claims", 1, "outcome", "name"), (8, 13)),
        (("claims", 1, "outcome", "time"), (9, 13)),
        (("claims", 1, "also", 0), (11, 7)),
        (("bottom_line",), (12, 14)),
        # What is absent stands where its nearest ancestor stands.
        (("codes", "doid"), (2, 8)),
        (("claims", 1, "outcome", "better"), (8, 7)),
        (("claims", 7, "id"), (4, 3)),
        (("claims", "id"), (4, 3)),
        (("nowhere", "at", "all"), (1, 1)),
    ],
)
def test_the_place_of_a_value_is_its_line_and_column(
    location: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert spot(parsed(RECORD), *location) == place


def test_columns_count_characters_not_bytes() -> None:
    assert spot(parsed('{a: "é😀", b: [x, y]}\n'), "b", 1) == (1, 18)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (("name",), (1, 1)),
        (("codes", "mesh"), (2, 22)),
        (("claims", 0, "effect", "ci"), (5, 40)),
        (("claims", 1, "also"), (10, 5)),
        (("claims", 1, "outcome", "better"), (8, 7)),
    ],
)
def test_the_place_of_a_field_name_is_known(
    location: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    found = parsed(RECORD).key_place(*location)

    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("needle", "place"),
    [
        ("@smith2020b", (13, 14)),
        ("@smith2020.1", (14, 19)),
        ("@smith2020", (14, 33)),
        ("[[tremor-at-rest", (15, 3)),
        ("[[tremor", (15, 26)),
        ("Tea", (13, 3)),
        ("@nobody2000", (12, 14)),
    ],
)
def test_words_inside_a_folded_block_are_found_at_their_own_line(
    needle: str, place: tuple[int, int]
) -> None:
    found = parsed(RECORD).place_of_text(needle, "bottom_line")

    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("location", "place"),
    [(("rows", 0, 0), (2, 7)), (("rows", 0, 1), (2, 15)), (("rows", 1, 0), (3, 7))],
)
def test_words_are_looked_for_in_their_own_cell_of_a_row(
    location: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    document = parsed('rows:\n  - ["[@a]", "[@a]"]\n  - ["[@a]"]\n')
    found = document.place_of_text("@a", *location)

    assert (found.line, found.column) == (place[0], place[1] + 1)


def test_words_after_the_end_of_a_text_are_not_found() -> None:
    document = parsed('{a: "x", b: "[@k]"}\n')

    assert document.place_of_text("@k", "a") == document.place("a")


def test_words_in_an_absent_field_are_placed_at_the_nearest_ancestor() -> None:
    assert str(parsed(RECORD).place_of_text("@x", "codes", "doid")) == "a.yml:2:8"


@given(st.text(st.characters(codec="utf-8")) | st.text("ab:-[]{}&*!|>'\"#?, \n\t%@`"))
def test_no_text_at_all_makes_the_reader_raise(text: str) -> None:
    document, problems = parse_yaml(text, "a.yml")

    assert document is not None or problems
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)


def test_lines_are_counted_as_editors_count_them() -> None:
    document, problems = parse_yaml("name: a\x85b\u2028c\nbottom_line: [\n", "x.yml")

    assert document is None
    assert [str(problem.place) for problem in problems] == ["x.yml:3:1"]

    document, problems = parse_yaml("name: a\x85b\u2028c\nbottom_line: d\n", "x.yml")

    assert document is not None
    assert str(document.place("bottom_line")) == "x.yml:2:14"
    assert [problem.code for problem in problems] == ["YML007"]
