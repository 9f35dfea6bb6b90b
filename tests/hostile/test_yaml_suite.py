"""What is read of the official YAML test suite is what the standard says, and its layout says the same."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

sys.path.append(str(Path(__file__).resolve().parent))

from yaml_suite import SuiteCase, suite_cases

from mkdocs_evidence.editing.formatting import canonical_record
from mkdocs_evidence.sources.yaml_document import parse_yaml

CASES = suite_cases()
#: Read otherwise by libyaml, which follows YAML 1.1 here.
OLDER = {
    "652Z": "a question mark without a space begins a key in brackets",
    "HM87-1": "the same",
    "L24T-1": "the spaces of a last line without an end are kept",
    "Y2GN": "no anchor has a colon in its name",
}
#: An empty key in brackets, which stands on no line of its own; no field of a record has that name.
NOT_LAID_OUT = {"DFF7", "WZ62"}


class Anything(BaseModel):
    """A record of any fields."""

    model_config = ConfigDict(extra="allow")


def texts(value: Any) -> Any:
    """A value with texts alone, as records are read before their model gives them types."""
    match value:
        case dict():
            return {str(key): texts(one) for key, one in value.items()}
        case list():
            return [texts(one) for one in value]
        case bool():
            return str(value).lower()
        case _:
            return None if value in {None, "", "null", "~"} else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_document_is_refused_with_a_message_or_says_what_the_standard_says(
    case: SuiteCase,
) -> None:
    document, problems = parse_yaml(case.yaml, "docs/conditions/x.yml")
    errors = [problem for problem in problems if problem.is_error]

    assert document is not None or errors
    lines = case.yaml.count("\n") + 2
    assert all(1 <= problem.place.line <= lines for problem in problems)
    if document is not None and not errors and case.is_told and case.id not in OLDER:
        assert texts(document.data) == texts(case.says)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_layout_of_a_document_says_the_same_and_stays(case: SuiteCase) -> None:
    after, problems = canonical_record(case.yaml, "docs/conditions/x.yml", Anything)
    if after is None:
        assert problems or case.id in NOT_LAID_OUT
        return

    before, now = (yaml.load(text, yaml.CBaseLoader) for text in (case.yaml, after))  # noqa: S506  # makes texts alone
    assert texts(now) == texts(before)
    assert canonical_record(after, "docs/conditions/x.yml", Anything) == (after, [])
