"""The page of all fields is what the models say."""

from __future__ import annotations

import os

from knowledge_bases import ROOT
from mkdocs_evidence.editing.field_guide import field_guide
from mkdocs_evidence.editing.hints import purpose
from mkdocs_evidence.model.structure import Shape, fields_of
from mkdocs_evidence.sources.record_files import MODELS

PAGE = ROOT / "docs" / "about" / "fields.md"


def test_the_page_of_fields_is_made_from_the_models() -> None:
    if os.environ.get("EVIDENCE_REGENERATE"):
        PAGE.write_text(field_guide(), "utf-8")

    assert PAGE.read_text("utf-8") == field_guide()


def test_every_field_says_what_it_is_for() -> None:
    waiting, seen, silent = list(MODELS.values()), set(), []
    while waiting:
        model = waiting.pop()
        seen.add(model)
        silent += [
            f"{model.__name__}.{name}" for name in fields_of(model) if not purpose(model, name)
        ]
        inner = [
            (shape.item or Shape()).model or shape.model for shape in fields_of(model).values()
        ]
        waiting += [part for part in inner if part and part not in seen]

    assert silent == []
