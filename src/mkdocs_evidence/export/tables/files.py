"""The files of the tables, below `data/`."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.export.tables.claims import CLAIM_TREATMENTS, CLAIMS, EFFECTS, EVIDENCE
from mkdocs_evidence.export.tables.csv_files import as_csv
from mkdocs_evidence.export.tables.data_package import data_package
from mkdocs_evidence.export.tables.parquet_file import as_parquet
from mkdocs_evidence.export.tables.sqlite_file import as_sqlite
from mkdocs_evidence.export.tables.studies import RECORDS, STATEMENT_CLAIMS, STATEMENTS, STUDIES
from mkdocs_evidence.export.tables.table import Row, Shelf, Table
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses

FOLDER = "data"
#: Every table; one that others refer to stands before them.
TABLES = (
    RECORDS,
    STUDIES,
    CLAIMS,
    CLAIM_TREATMENTS,
    EVIDENCE,
    EFFECTS,
    STATEMENTS,
    STATEMENT_CLAIMS,
)


def csv_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """Each table as CSV, and the data package that describes them."""
    contents = {}
    for table, rows in _all_rows(library, addresses, facts).items():
        file = text_file(f"{FOLDER}/{table.name}.csv", as_csv(table, rows), "text/csv")
        contents[table] = file.content
        yield file
    package = json.dumps(data_package(contents, facts), ensure_ascii=False, indent=1)
    yield text_file(f"{FOLDER}/datapackage.json", f"{package}\n", "application/json")


def sqlite_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """One database with every table."""
    content = as_sqlite(_all_rows(library, addresses, facts), facts)
    yield DataFile(f"{FOLDER}/evidence.sqlite", content, "application/vnd.sqlite3")


def parquet_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """Each table as Parquet; needs pyarrow."""
    for table, rows in _all_rows(library, addresses, facts).items():
        content = as_parquet(table, rows, facts)
        yield DataFile(f"{FOLDER}/{table.name}.parquet", content, "application/vnd.apache.parquet")


class _Made(NamedTuple):
    """The rows of all tables, and what they were made from."""

    library: weakref.ref[Library]
    addresses: Addresses
    facts: SiteFacts
    rows: dict[Table, list[Row]]


#: The rows that were made last, for as long as there is their library: three formats have the same.
_last: list[_Made] = []


def _all_rows(library: Library, addresses: Addresses, facts: SiteFacts) -> dict[Table, list[Row]]:
    for made in _last:
        if made.library() is library and made.addresses is addresses and made.facts is facts:
            return made.rows
    shelf = Shelf(library, addresses, facts)
    rows = {table: list(table.rows(shelf)) for table in TABLES}
    _last[:] = [_Made(weakref.ref(library, lambda _: _last.clear()), addresses, facts, rows)]
    return rows
