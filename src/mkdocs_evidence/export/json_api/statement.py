"""A statement heard as the API gives it, with our verdict and the claims that it rests on."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from mkdocs_evidence.export.json_api.links import Links
from mkdocs_evidence.export.json_api.values import Link, Value
from mkdocs_evidence.library import HeardStatement
from mkdocs_evidence.model.vocabulary import Verdict


class StatementValue(Value):
    """What providers or the press say, in our own words, and what the evidence says."""

    id: str
    version: str = Field(description="Changes when anything else in this object does.")
    api: str
    page: str
    text: str
    where: str = Field(description="What kind of source it was; no provider is named.")
    verdict: Verdict
    because: str
    claims: list[Link] = Field(description="Claims that the verdict rests on.")
    about: list[Link] = Field(description="Records that it bears on.")
    searched: dt.date | None = Field(description="When evidence was looked for in vain.")


def statement_value(heard: HeardStatement, links: Links) -> StatementValue:
    """A statement of a library."""
    statement, here = heard.statement, links.statement(heard)
    return StatementValue(
        id=here.id,
        version="",
        api=here.api,
        page=here.page,
        text=statement.text,
        where=heard.file.model.where,
        verdict=statement.verdict,
        because=statement.because,
        claims=links.claims(statement.claims),
        about=links.records(statement.about),
        searched=statement.searched,
    )
