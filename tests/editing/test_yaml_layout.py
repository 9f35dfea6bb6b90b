"""`evidence fmt` on records: one layout, and nothing lost."""

from __future__ import annotations

from collections import Counter
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_evidence.editing.formatting import canonical_record
from mkdocs_evidence.editing.yaml_comments import CommentMap
from mkdocs_evidence.model.record import Condition, Treatment
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.yaml_document import parse_yaml


def laid_out(text: str, model: type = Condition) -> str:
    after, problems = canonical_record(dedent(text), "x.yml", model)
    assert not problems
    assert after is not None
    return after


def test_fields_stand_in_the_order_of_the_model() -> None:
    text = """\
        bottom_line: It is so [@muster2020].
        claims:
          - certainty: low
            direction: benefit
            evidence:
              - {finding: 3 of 4, study: muster2020, supports: supports}
            statement: Tea may help.
            kind: efficacy
            id: tea
        codes: {icd11: MG26}
        name: Blue fever
        """

    assert laid_out(text) == dedent("""\
        name: Blue fever
        codes: {icd11: MG26}
        bottom_line: It is so [@muster2020].
        claims:
          - id: tea
            kind: efficacy
            statement: Tea may help.
            direction: benefit
            certainty: low
            evidence:
              - {study: muster2020, supports: supports, finding: 3 of 4}
        """)


def test_fields_that_only_some_kinds_have_stand_where_editors_look_for_them() -> None:
    text = "name: Tea\nbottom_line: So.\nroute: by mouth\ndrug: skyroot\n"

    assert (
        laid_out(text, Treatment) == "name: Tea\ndrug: skyroot\nroute: by mouth\nbottom_line: So.\n"
    )


def test_a_comment_moves_with_its_field() -> None:
    text = """\
        # About this file.

        bottom_line: So.  # to be cited
        # Two spellings are in use.
        name: Blue fever
        claims: []
        # The end.
        """

    assert laid_out(text) == dedent("""\
        # About this file.

        # Two spellings are in use.
        name: Blue fever
        bottom_line: So.  # to be cited
        claims: []
        # The end.
        """)


def test_comments_keep_their_place_in_lists_and_brackets() -> None:
    text = """\
        name: Blue fever
        synonyms: [
          azure fever,   # old
          # newest last
          cyan fever
        ]  # as in the thesaurus
        bottom_line: So.
        gaps:
        # First the big one.
        - question: Is it?   # asked in 2020
          # Nobody looked.
        # The next one.
        - question: >-   # long
            Was it so, and if
            it was, why?
        """

    assert laid_out(text) == dedent("""\
        name: Blue fever
        synonyms:  # as in the thesaurus
          - azure fever  # old
          # newest last
          - cyan fever
        bottom_line: So.
        gaps:
          # First the big one.
          - question: Is it?  # asked in 2020
            # Nobody looked.
          # The next one.
          - question: >-  # long
              Was it so, and if
              it was, why?
        """)


def test_a_second_comment_of_a_list_in_brackets_goes_above_it() -> None:
    text = "name: A\nsynonyms: [  # old\n  b]  # as in the thesaurus\nbottom_line: So.\n"

    assert laid_out(text) == dedent("""\
        name: A
        # as in the thesaurus
        synonyms: [b]  # old
        bottom_line: So.
        """)


def test_an_indented_comment_between_fields_belongs_to_the_next() -> None:
    assert laid_out("name: A\n   # of the text\nbottom_line: So.\n") == (
        "name: A\n# of the text\nbottom_line: So.\n"
    )


def test_a_hash_inside_a_text_is_no_comment() -> None:
    text = 'name: "Blue # fever"\nbottom_line: >-\n  So\n  # and so\nsynonyms: [a#b]\n'

    assert laid_out(text) == (
        'name: "Blue # fever"\nsynonyms: [a#b]\nbottom_line: >-\n  So\n  # and so\n'
    )


@pytest.mark.parametrize("word", ["NO", "12:30", "1e3", "010", "0.10", "-4.0", "1_000", "<0.001"])
def test_words_and_numbers_keep_what_was_written(word: str) -> None:
    text = f"name: {word}\nsynonyms: [{word}, '{word}']\nbottom_line: {word}\n"
    after = laid_out(text)

    assert f"name: {word}\n" in after
    assert f"bottom_line: {word}\n" in after


def test_quotes_stay_where_another_reader_would_take_the_text_for_something_else() -> None:
    text = "name: 'NO'\nsynonyms: ['0.97', 'true', 'null', '1:30', 'so', 'a, b', 'it''s', '%']\nbottom_line: 'a: b'\n"

    assert laid_out(text) == (
        'name: "NO"\nsynonyms: ["0.97", "true", "null", "1:30", so, "a, b", it\'s, "%"]\n'
        'bottom_line: "a: b"\n'
    )


def test_text_that_fits_keeps_its_line_breaks_and_long_text_is_filled_anew() -> None:
    words = "word " * 40
    text = f"name: A\nbottom_line: >-\n  Short\n  lines.\ngaps:\n  - question: {words}\n"
    after = laid_out(text)

    assert "bottom_line: >-\n  Short\n  lines.\n" in after
    assert max(map(len, after.splitlines())) <= 100
    assert "  - question: >-\n      word word" in after


def test_brackets_that_do_not_fit_become_a_line_each() -> None:
    many = ", ".join(f"fever number {number}" for number in range(12))
    text = f"name: A\nsynonyms: [{many}]\nbottom_line: So.\n"

    assert "synonyms:\n  - fever number 0\n  - fever number 1\n" in laid_out(text)


def test_one_empty_line_between_fields_stays() -> None:
    text = "\n\nname: A\n\n\n\nbottom_line: So.\n\n\n"

    assert laid_out(text) == "name: A\n\nbottom_line: So.\n"


def test_what_an_anchor_repeats_is_written_out() -> None:
    text = "name: &n A\nsynonyms: [*n]\nbottom_line: *n\n"

    assert laid_out(text) == "name: A\nsynonyms: [A]\nbottom_line: A\n"


@pytest.mark.parametrize(
    "text", ["name: [\n", "name: A\nname: B\n", "nmae: A\n", "- a\n", "", "name: !!python/x A\n"]
)
def test_a_broken_record_stays_as_it_is(text: str) -> None:
    after, problems = canonical_record(text, "x.yml", Condition)

    assert after is None
    assert problems


_ODD = ["NO", "12:30", "1e3", "0.10", "010", "null", "~", "-", "?", "=", "<<", "---", "...", "# x"]
_ODD += ["a: b", "a #b", "- a", "[a", "{", "a, b", "'", '"', "it's", "%a", "@a", "`", "&a", "*a"]
_ODD += [
    "!a",
    "|",
    ">-",
    "a\nb",
    "a\n\nb",
    "a\n  b",
    "a  b",
    "a\tb",
    "\\",
    "a:",
    ":a",
    "\u00e9\u2028b",
]
_ODD += ["\x85x", "\U0001d6c2 \u00a0b", " a", "a ", "\ufeffa", "word " * 40, "x" * 130]
_WORD = st.one_of(
    st.sampled_from(_ODD),
    st.text(st.sampled_from("ab :#-?,[]{}'\"\n\t|>%@&*!\u00e9\u2028"), min_size=1, max_size=12),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
)
_CELL = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)
_TEXT = _CELL.filter(lambda text: text.strip())
_NUMBER = st.sampled_from(["0.10", "-4.0", "1e3", "12", "+3", ".5"])
_EFFECT = st.fixed_dictionaries(
    {"measure": st.just("md"), "value": _NUMBER},
    optional={"ci": st.tuples(_NUMBER, _NUMBER).map(list), "unit": _TEXT},
)
_LINK = st.fixed_dictionaries(
    {"study": st.just("muster2020"), "supports": st.just("mixed"), "finding": _TEXT},
    optional={"effect": _EFFECT, "note": _TEXT},
)
_CLAIM = st.fixed_dictionaries(
    {
        "id": st.just("tea"),
        "kind": st.just("efficacy"),
        "statement": _TEXT,
        "direction": st.just("mixed"),
        "certainty": st.just("low"),
    },
    optional={"evidence": st.lists(_LINK, max_size=2), "also": st.just(["x-y"]), "note": _TEXT},
)
_RECORD = st.fixed_dictionaries(
    {"name": _TEXT, "bottom_line": _TEXT},
    optional={
        "synonyms": st.lists(_TEXT, max_size=4),
        "codes": st.just({}),
        "claims": st.lists(_CLAIM, max_size=2),
        "tables": st.lists(
            st.fixed_dictionaries(
                {
                    "title": _TEXT,
                    "columns": st.lists(_TEXT, min_size=1, max_size=2),
                    "rows": st.lists(st.lists(_CELL, max_size=2), min_size=1, max_size=2),
                }
            ),
            max_size=1,
        ),
        "allow": st.dictionaries(_TEXT, _TEXT, max_size=2),
    },
)


@st.composite
def _written(draw: st.DrawFn) -> str:
    """A record in any style, its fields in any order, with comments in between."""
    record: dict[str, Any] = draw(_RECORD)
    text: str = yaml.safe_dump(
        {name: record[name] for name in draw(st.permutations(list(record)))},
        default_style=draw(st.sampled_from([None, "'", '"', "|", ">"])),
        default_flow_style=draw(st.sampled_from([None, True, False])),
        width=draw(st.sampled_from([20, 80, 1000])),
        indent=draw(st.sampled_from([2, 4])),
        allow_unicode=draw(st.booleans()),
        sort_keys=False,
    )
    for number in range(draw(st.integers(0, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        own_line = draw(st.booleans())
        if own_line:
            lines.insert(at, " " * draw(st.integers(0, 8)) + f"# remark {number}")
        else:
            lines[at] += f"  # remark {number}"
        if draw(st.booleans()):
            lines.insert(at, "")
        text = _same_data("\n".join(lines), text)
    return text


def _same_data(text: str, otherwise: str) -> str:
    """The text with a comment, or the one without where the comment became content."""
    new, problems = parse_yaml(text, "x.yml")
    old, _ = parse_yaml(otherwise, "x.yml")
    return text if new and old and not problems and new.data == old.data else otherwise


def _comments(text: str) -> Counter[str]:
    document, _ = parse_yaml(text, "x.yml")
    assert document is not None
    return Counter(CommentMap(document.root, text).comments())


@given(_written())
def test_the_model_and_every_comment_are_the_same_and_a_second_time_changes_nothing(
    text: str,
) -> None:
    document, problems = parse_yaml(text, "x.yml")
    assume(document is not None and not problems)
    before, refused = validate(Condition, document)
    assume(not refused)
    after, problems = canonical_record(text, "x.yml", Condition)
    # A file with a line separator (U+2028) before a comment stays as it is.
    assume(after is not None or "\u2028" not in text)

    assert problems == []
    assert after is not None
    laid_out_document, _ = parse_yaml(after, "x.yml")
    assert validate(Condition, laid_out_document) == (before, [])
    assert _comments(after) == _comments(text)
    assert canonical_record(after, "x.yml", Condition)[0] == after
    assert "\r" not in after
    assert not any(line.endswith(" ") and not line.strip() for line in after.split("\n"))
