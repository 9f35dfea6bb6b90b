"""The abbreviations of a knowledge base, spelled out once for all of its pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from mkdocs_evidence.model.fields import Model, Text

#: Letters and digits of one word, with hyphens: `CI`, `NMDA`, `PHQ-9`.
Abbreviation = Annotated[
    str, StringConstraints(pattern=r"^[^\W_]+(?:-[^\W_]+)*$", min_length=2, max_length=20)
]


class Glossary(Model):
    """The file of abbreviations."""

    abbreviations: dict[Abbreviation, Text] = Field(
        description="Each abbreviation with what it stands for."
    )
