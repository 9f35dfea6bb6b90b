"""The data files of the real knowledge base, as the build publishes them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from api_walk import PublishedApi
from mkdocs_evidence.library import Library


@pytest.fixture(scope="module")
def api(real_site: Path) -> PublishedApi:
    return PublishedApi(real_site)


def test_bulk_files_hold_everything_that_pages_show_once(
    api: PublishedApi, library: Library
) -> None:
    shown = {
        "records": {record.slug for record in library.records},
        "claims": {claim.ref.replace("#", "/") for claim in library.shown_claims},
        "studies": set(library.studies),
        "statements": {heard.statement.id for heard in library.statements},
    }
    for name, ids in shown.items():
        things = api.read(f"{name}.json")["data"]

        assert len(things) == len(ids)
        assert {thing["id"] for thing in things} == ids
        assert all(
            api.read(thing["api"].removeprefix("api/v1/"))["data"] == thing for thing in things
        )


def test_the_database_holds_every_claim_and_every_link(real_site: Path, library: Library) -> None:
    with closing(sqlite3.connect(real_site / "data" / "evidence.sqlite")) as database:
        links = sum(len(linked.claim.evidence) for linked in library.shown_claims)

        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT count(*) FROM claims").fetchone() == (
            len(library.shown_claims),
        )
        assert database.execute("SELECT count(*) FROM evidence").fetchone() == (links,)
