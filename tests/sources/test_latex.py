"""LaTeX in values becomes plain text; the short way and the whole parser say the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_evidence.sources.latex import _decoded_whole, decode_latex
from mkdocs_evidence.sources.odd_text import without_invisible

PIECES = st.sampled_from(
    [
        *("a", "B ", "PTSD", "é", "&", "%", "!", "?", "'", "`", "--", "<", "\n", "~", "$", "\\"),
        *("{", "}", "{PTSD}", r"{\'e}", r"{\'{e}}", r"\'{e}", r"\'e", r"{\ss}", r"{\o}", r"{\AA}"),
        *(r"{\c{c}}", r"{\u g}", r"{\&}", r"{\%}", r"{\~n}", r"{\i}", r"{\-}", r"{\(}", r"{\xy}"),
        *(r"{\=a}", r"{\.z}", r"\alpha ", r"{\$}"),
    ]
)


@given(st.lists(PIECES, max_size=6).map("".join))
@example(r"{Mat{\'e}s}")
@example("{why?`")
def test_the_short_way_says_what_the_parser_says(value: str) -> None:
    whole = without_invisible(_decoded_whole(value).replace("\u00a0", " "))

    assert decode_latex(value) == " ".join(whole.split())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"Mat{\'e}s", "Matés"),
        (r"{\'{E}}tude of {PTSD}", "Étude of PTSD"),
        ("{A {nested} group}", "A nested group"),
        (r"50\% of {\o}l & tea", "50% of øl & tea"),
    ],
)
def test_letters_and_braces(value: str, text: str) -> None:
    assert decode_latex(value) == text
