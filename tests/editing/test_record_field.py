"""One field of a record is set; everything else, and every comment, stays as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.editing.record_field import with_field
from mkdocs_evidence.sources.yaml_document import parse_yaml

VALUE = {"status": "retracted", "reasons": ["Unreliable Results", "said: no # way"]}
BLOCK = (
    'integrity:\n  status: retracted\n  reasons:\n    - Unreliable Results\n    - "said: no # way"'
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("design: rct\n", f"design: rct\n{BLOCK}\n"),
        ("design: rct", f"design: rct\n{BLOCK}\n"),
        ("", f"{BLOCK}\n"),
        ("# only a comment\n", f"# only a comment\n{BLOCK}\n"),
        ("a: 1\nintegrity: {status: ok}  # seen\nb: 2\n", f"a: 1\n{BLOCK}  # seen\nb: 2\n"),
        ("integrity:\n  status: ok\n# below\nb: 2\n", f"{BLOCK}\n# below\nb: 2\n"),
        ("integrity:\n  status: ok\n\n\nb: 2\n", f"{BLOCK}\n\n\nb: 2\n"),
        ("integrity:\nb: 2\n", f"{BLOCK}\nb: 2\n"),
        ("  a: 1\n  integrity: ok\n", "  a: 1\n  " + BLOCK.replace("\n", "\n  ") + "\n"),
        ("note: |\n  # no comment\n", f"note: |\n  # no comment\n{BLOCK}\n"),
        (
            "{design: rct}\n",
            '{design: rct, integrity: {status: "retracted", '
            'reasons: ["Unreliable Results", "said: no # way"]}}\n',
        ),
    ],
)
def test_a_field_is_set_in_its_place(before: str, after: str) -> None:
    assert with_field(before, "integrity", VALUE) == after


def test_comments_inside_the_old_value_are_kept() -> None:
    before = (
        "integrity:  # one\n  # two\n  status: ok # it's three\n"
        "  reasons:\n    - 'a # b'\n    - >-\n      # text\n    - c  # four\n"
    )
    lines = with_field(before, "integrity", VALUE).split("\n")

    assert lines[:4] == ["integrity:", "  # one", "  # two", "  # it's three"]
    assert lines[-2].endswith("# four")
    assert not any("text" in line for line in lines)


def test_line_ends_of_windows_stay() -> None:
    text = with_field("a: 1\r\nintegrity: {status: ok}\r\nb: 2\r\n", "integrity", VALUE)

    assert text.replace("\r\n", "").count("\n") == 0
    assert text.count("\r\n") == 7


@pytest.mark.parametrize(
    "text",
    ["- a\n- b\n", "a: [\n", "a: &x {status: ok}\nintegrity: *x\n", "a: 1\na: 2\n", "a: 1\n...\n"],
)
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    assert with_field(text, "integrity", VALUE) is None


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
values = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(
            st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, min_size=1, max_size=3
        )
    ),
    max_leaves=6,
)
records = st.dictionaries(
    st.sampled_from(["design", "integrity", "n", "note"]), values, min_size=1, max_size=4
)


@given(records, st.booleans(), st.lists(texts.filter(str.strip), min_size=1, max_size=2))
def test_nothing_else_changes(
    record: dict[str, object], in_braces: bool, reasons: list[str]
) -> None:
    before = yaml.safe_dump(
        record, default_flow_style=in_braces, allow_unicode=True, sort_keys=False
    )
    document, problems = parse_yaml(before, "x.yml")
    value = {"status": "retracted", "reasons": reasons}
    changed = with_field(before, "integrity", value)

    if changed is None:
        assert problems or document is None or any(not r.isprintable() for r in reasons)
    else:
        assert parse_yaml(changed, "x.yml")[0].data == {**document.data, "integrity": value}
