"""Comments that waive a check in one place."""

from __future__ import annotations

import pytest

from mkdocs_evidence.sources.ignore_comments import (
    ignored_in_bibtex,
    ignored_in_markdown,
    ignored_in_yaml,
)
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml


def document(text: str) -> YamlDocument:
    found, problems = parse_yaml(text, "a.yml")
    assert found is not None
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1  # evidence: ignore NUM001 seen so\nb: 2\n", (1, 1)),
        ("# evidence: ignore NUM001 seen so\na: 1\nb: 2\n", (2, 2)),
        ("# evidence: ignore NUM001 seen so\n# another\n\na: {b: 1,\n  c: 2}\nd: 3\n", (4, 5)),
        ("# evidence: ignore NUM001 seen so\na: >-\n  one\n  two\n\nb: 2\n", (2, 5)),
        ("a:\n  # evidence: ignore NUM001 seen so\n  - {b: 1,\n     c: 2}\n  - d\n", (3, 4)),
        ("# evidence: ignore NUM001 seen so\na:\n  - b\n  - c\n", (2, 3)),
    ],
)
def test_a_comment_speaks_for_the_field_of_its_line_or_below_it(
    text: str, lines: tuple[int, int]
) -> None:
    (comment,) = ignored_in_yaml(document(text))

    assert (comment.first_line, comment.last_line) == lines
    assert (comment.code, comment.reason) == ("NUM001", "seen so")


@pytest.mark.parametrize(
    "text",
    [
        'a: "b # evidence: ignore NUM001 no comment"\n',
        "a: |\n  # evidence: ignore NUM001 no comment\nb: 1\n",
        "a: b#evidence:ignore NUM001 no comment\n",
        "# evidence: see below\na: 1\n",
    ],
)
def test_words_of_a_text_are_no_comment(text: str) -> None:
    assert list(ignored_in_yaml(document(text))) == []


def test_a_comment_above_an_entry_speaks_for_the_whole_entry() -> None:
    text = "% evidence: ignore REF004 in print\n@book{a,\n  title = {A},\n}\n\n@book{b,\n}\n"
    (comment,) = ignored_in_bibtex(text, "references.bib")

    assert (comment.first_line, comment.last_line) == (2, 5)
    assert comment.reason == "in print"


def test_a_comment_on_a_page_speaks_for_the_paragraph_below_it() -> None:
    text = "<!-- evidence: ignore ACC001 known here -->\n\nOne\ntwo.\n\nThree.\n"
    (comment,) = ignored_in_markdown(text, "index.md")

    assert (comment.first_line, comment.last_line) == (3, 4)
    assert comment.reason == "known here"


def test_a_comment_in_a_block_of_code_is_an_example() -> None:
    text = "```\n<!-- evidence: ignore ACC001 known here -->\n```\n"

    assert list(ignored_in_markdown(text, "index.md")) == []
