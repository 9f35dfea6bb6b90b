"""What the repository brings for Visual Studio Code fits the records."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from pydantic import BaseModel

from knowledge_bases import ROOT
from mkdocs_evidence.model.claim import Claim, EvidenceLink
from mkdocs_evidence.model.record import Regimen, Statement
from mkdocs_evidence.site.project import open_project
from mkdocs_evidence.sources.record_files import record_files

FOLDER = ROOT / ".vscode"
SNIPPETS = json.loads((FOLDER / "records.code-snippets").read_text("utf-8"))
MODELS: dict[str, type[BaseModel]] = {
    "Claim": Claim,
    "Evidence link": EvidenceLink,
    "Regimen": Regimen,
    "Statement heard": Statement,
}


def filled_in(body: list[str], choice: int) -> str:
    """A snippet as an editor leaves it who takes one choice everywhere."""
    text = "\n".join(body).replace("$0", "")
    text = re.sub(
        r"\$\{\d+\|(.*?)\|\}",
        lambda found: found[1].split(",")[min(choice, found[1].count(","))],
        text,
    )
    return re.sub(r"\$\{\d+:(.*?)\}", r"\1", text)


@pytest.mark.parametrize("choice", range(12))
@pytest.mark.parametrize("name", SNIPPETS)
def test_every_choice_of_a_snippet_fits_the_model(name: str, choice: int) -> None:
    (item,) = yaml.safe_load(filled_in(SNIPPETS[name]["body"], choice))

    assert MODELS[name].model_validate(item)


def test_every_snippet_has_a_model() -> None:
    assert set(SNIPPETS) == set(MODELS)


def test_every_record_has_the_schema_that_the_settings_give_it() -> None:
    settings = json.loads((FOLDER / "settings.json").read_text("utf-8"))
    assert set(settings) == {"yaml.schemas"}
    patterns = {pattern: schema for schema, pattern in settings["yaml.schemas"].items()}
    for record in record_files(open_project(ROOT / "mkdocs.yml").layout):
        schema = patterns[f"{record.file.parent.relative_to(ROOT).as_posix()}/*.yml"]

        assert schema == f"./schema/{record.kind}.schema.json"
