"""Commands and snippets in the documentation for editors do what it says that they do."""

from __future__ import annotations

import os
import re

import pytest
import yaml

from documented_steps import steps_of, take
from editor_session import PAGE as SESSION
from knowledge_bases import ROOT, Project
from mkdocs_evidence.model.claim import Claim
from repositories import commit

ABOUT = ROOT / "docs" / "about"
STEPPED = [
    path.name
    for path in sorted(ABOUT.glob("*.md"))
    if path != SESSION and any(steps_of(path.read_text("utf-8")))
]
#: Pages whose YAML snippets are parts of a claim.
PARTS_OF_CLAIMS = ["certainty.md", "judging-citations.md"]
CLAIM = {
    "id": "example",
    "kind": "efficacy",
    "statement": "Example.",
    "direction": "mixed",
    "certainty": "low",
}


@pytest.mark.parametrize("name", STEPPED)
def test_what_a_page_shows_is_what_happens(name: str, project: Project) -> None:
    commit(project)
    page = ABOUT / name
    shown = page.read_text("utf-8")
    happens = take(shown, project)
    if os.environ.get("EVIDENCE_REGENERATE"):
        page.write_text(happens, "utf-8")

    assert happens == shown


@pytest.mark.parametrize("name", PARTS_OF_CLAIMS)
def test_snippets_of_claims_fit_the_model(name: str) -> None:
    text = (ABOUT / name).read_text("utf-8")
    snippets = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)

    assert snippets
    assert [Claim.model_validate(CLAIM | yaml.safe_load(snippet)) for snippet in snippets]


def test_the_hook_that_editors_are_told_of_exists() -> None:
    text = (ABOUT / "change-a-claim.md").read_text("utf-8")
    [config] = [
        yaml.safe_load(block) for block in re.findall(r"```yaml\n(repos:.*?)```", text, re.DOTALL)
    ]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert {hook["id"] for hook in config["repos"][0]["hooks"]} <= {hook["id"] for hook in hooks}
