"""What is wrong with exported Parquet files: read with DuckDB, against the CSV files beside them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from mkdocs_evidence.export.tables.csv_files import unguarded

#: A cell of CSV as a value of the type that the data package names.
_VALUES: dict[str, Callable[[str], Any]] = {
    "string": unguarded,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
}
#: The types of Table Schema in the words of DuckDB.
_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def parquet_errors(site: Path) -> list[str]:
    """Columns of another name or type, and rows that say something else than the CSV."""
    folder = site / "data"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    found = []
    for resource in package["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        relation = duckdb.read_parquet(str(folder / f"{name}.parquet"))
        columns = [(f["name"], _TYPES[f["type"]]) for f in fields]
        if list(zip(relation.columns, map(str, relation.types), strict=True)) != columns:
            found.append(f"{name}: the columns are not those of the data package")
            continue
        text = (folder / f"{name}.csv").read_text("utf-8")
        _, *rows = csv.reader(io.StringIO(text, newline=""))
        wanted = [
            tuple(
                _VALUES[field["type"]](cell) if cell else None
                for field, cell in zip(fields, row, strict=True)
            )
            for row in rows
        ]
        if relation.fetchall() != wanted:
            found.append(f"{name}: the rows are not those of the CSV")
    return found
