"""All tables in one SQLite file, with foreign keys and full-text search."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.tables.table import LARGEST, Cell, Column, ColumnType, Row, Table

_TYPES = {ColumnType.INTEGER: "INTEGER", ColumnType.BOOLEAN: "INTEGER", ColumnType.NUMBER: "REAL"}
#: Where the search looks: columns with the title and the text of a row.
_SEARCHED = {
    "records": ("name", ("group_id",)),
    "claims": ("statement", ("population", "intervention", "comparator", "outcome", "instrument")),
    "evidence": ("study", ("finding", "note")),
    "studies": ("title", ("citation", "population", "trial")),
    "statements": ("text", ("because",)),
}


def as_sqlite(tables: Mapping[Table, Sequence[Row]], facts: SiteFacts) -> bytes:
    """The database; the same tables give the same bytes with one version of SQLite."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("BEGIN")
        for table, rows in tables.items():
            database.execute(_definition(table))
            marks = ", ".join("?" * len(table.columns))
            cells = ([_as_stored(cell) for cell in row] for row in rows)
            # Names of tables and columns are ours; everything else is bound.
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', cells)  # noqa: S608
        for index in _indexes(tables):
            database.execute(index)
        _add_search(database)
        _add_facts(database, facts)
        database.execute("COMMIT")
        database.execute("VACUUM")
        return database.serialize()


def _definition(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    keys = ", ".join(f'"{name}"' for name in table.primary_key)
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)}, PRIMARY KEY ({keys})) STRICT'


def _column(column: Column) -> str:
    words = [f'"{column.name}"', _TYPES.get(column.holds, "TEXT")]
    if column.is_required:
        words.append("NOT NULL")
    if column.terms:
        allowed = ", ".join(f"'{term.value}'" for term in column.terms)
        words.append(f'CHECK ("{column.name}" IN ({allowed}))')
    if column.references:
        words.append(f'REFERENCES "{column.references}" ("id")')
    return " ".join(words)


def _indexes(tables: Mapping[Table, Sequence[Row]]) -> Iterator[str]:
    for table in tables:
        for column in table.columns:
            if column.references:
                name = f"{table.name}_{column.name}"
                yield f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")'


def _as_stored(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, int) and abs(cell) > LARGEST:
        return None
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _add_search(database: sqlite3.Connection) -> None:
    """`search`: one row for each row of a table that has words. Source: sqlite.org/fts5.html."""
    database.execute(
        "CREATE VIRTUAL TABLE search USING fts5(in_table UNINDEXED, id UNINDEXED, title, text, "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    for name, (title, texts) in _SEARCHED.items():
        joined = " || ' ' || ".join(f"coalesce(\"{text}\", '')" for text in texts)
        database.execute(
            f'INSERT INTO search SELECT \'{name}\', id, "{title}", {joined} FROM "{name}" ORDER BY rowid'  # noqa: S608
        )
    database.execute("INSERT INTO search(search) VALUES ('optimize')")


def _add_facts(database: sqlite3.Connection, facts: SiteFacts) -> None:
    database.execute('CREATE TABLE "about" (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT')
    told = {
        "name": facts.name,
        "site": facts.url,
        "licence": facts.licence,
        "licence_url": facts.licence_url,
        "rights": facts.rights,
    }
    database.executemany("INSERT INTO about VALUES (?, ?)", told.items())
