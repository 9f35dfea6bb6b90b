"""The validator of each export: given a site's folder, what is wrong with the files in it.

Used by the tests, and by scripts/exports.py for the table of formats in docs/about/data.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

from api_walk import PublishedApi
from data_packages import frictionless_errors


def api_errors(site: Path) -> list[str]:
    """The description against OpenAPI, and each file against its schema and the description."""
    api = PublishedApi(site)
    found = [error.message for error in OpenAPIV31SpecValidator(api.description).iter_errors()]
    return found + [error for path in sorted(api.paths()) for error in api.errors(path)]


def csv_errors(site: Path) -> list[str]:
    """Frictionless: types, constraints, primary and foreign keys."""
    return [str(error) for error in frictionless_errors(site / "data" / "datapackage.json")]


def sqlite_errors(site: Path) -> list[str]:
    """SQLite's own checks."""
    file = site / "data" / "evidence.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchall()
        astray = database.execute("PRAGMA foreign_key_check").fetchall()
    return [str(row) for row in [*sound, *astray] if row != ("ok",)]


#: By the name of the exporter; one that has its checks elsewhere in the tests need not be here.
VALIDATORS: dict[str, Callable[[Path], list[str]]] = {
    "api": api_errors,
    "csv": csv_errors,
    "sqlite": sqlite_errors,
}
