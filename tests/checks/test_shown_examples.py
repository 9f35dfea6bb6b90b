"""Every kind of problem has a bad and a good example on the site, made from the golden cases.

`EVIDENCE_REGENERATE=1 pytest tests/checks` writes the page anew.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from examples import PAGE, codes_shown, example_of, page  # a file of this folder

from mkdocs_evidence.model.problem import ProblemKind
from mkdocs_evidence.model.problem_kinds.table import ALL


def test_the_page_of_examples_is_made_from_the_cases() -> None:
    if os.environ.get("EVIDENCE_REGENERATE"):
        PAGE.write_text(page(), "utf-8")

    assert PAGE.read_text("utf-8") == page(codes_shown())


@pytest.mark.parametrize("kind", ALL.values(), ids=ALL)
def test_every_kind_of_problem_has_a_bad_and_a_good_example(kind: ProblemKind) -> None:
    example = example_of(kind)

    assert kind.code in example.said
    assert example.bad.strip()
    assert example.good.strip()
    assert example.bad != example.good
