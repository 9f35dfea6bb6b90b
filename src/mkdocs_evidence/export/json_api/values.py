"""The values that things of the API are made of: numbers as written, prose, links."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_evidence.prose import RecordLink, scan, without_notations


def _stay_open(schema: dict[str, Any]) -> None:
    """Later fields break no reader's validator: only we refuse what is not in a model."""
    schema.pop("additionalProperties", None)


class Value(BaseModel):
    """Base of all models of the API. Every field is always there; what is not known is null."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_stay_open)


class WrittenNumber(Value):
    """A number with the digits of the source, and the same number to compute with."""

    written: str = Field(description="With the digits of the source: 0.10 is not 0.1.")
    number: float | None = Field(description="Null where it is beyond what JSON can hold.")


def written(number: Decimal) -> WrittenNumber:
    """A number of a record."""
    return _written(str(number))


@lru_cache(maxsize=20_000)  # by the digits: 2.50 and 2.5 are the same number
def _written(digits: str) -> WrittenNumber:
    value = float(digits)
    return WrittenNumber(written=digits, number=value if math.isfinite(value) else None)


def written_or_none(number: Decimal | None) -> WrittenNumber | None:
    """A number that a record may leave out."""
    return None if number is None else written(number)


class Link(Value):
    """Another thing of the API. Both paths are relative to the root of the site."""

    id: str
    title: str = Field(description="A few words that name it.")
    api: str = Field(description="Path of its own file.")
    page: str = Field(description="Path of the page that shows it.")


class Prose(Value):
    """Text in Markdown that cites studies and links records."""

    text: str = Field(description="Markdown without citations and links to records.")
    written: str = Field(description="As the editors wrote it: [@key] cites, [[slug]] links.")
    cites: list[str] = Field(description="Ids of the studies that it cites, in order.")


def prose(text: str, names: dict[str, str]) -> Prose:
    """A prose field of a record, given the names of all records by slug."""

    def words(link: RecordLink) -> str:
        return link.label or names.get(link.slug, link.claim)

    return Prose(
        text=without_notations(text, words),
        written=text,
        cites=list(dict.fromkeys(cited.key for cited in scan(text).citations)),
    )
