"""Tables as Apache Parquet: typed columns, which notebooks and databases read without being told.

Source: the Parquet file format (https://parquet.apache.org/docs/file-format/), version 2.6. The
library for it, pyarrow, is the extra `parquet`, and is imported only when a table is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.tables.table import LARGEST, Cell, Column, ColumnType, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa


def as_parquet(table: Table, rows: Sequence[Row], facts: SiteFacts) -> bytes:
    """A table; the same rows give the same bytes with one version of pyarrow."""
    import pyarrow as pa
    from pyarrow import parquet

    told = {"title": table.title, "site": facts.url, "licence": facts.licence_url}
    fields = [_field(column) for column in table.columns]
    arrays = [
        pa.array([_as_stored(row[position]) for row in rows], field.type)
        for position, field in enumerate(fields)
    ]
    written = pa.table(arrays, schema=pa.schema(fields, metadata=told))
    sink = pa.BufferOutputStream()
    parquet.write_table(written, sink, version="2.6", compression="zstd")
    return bytes(sink.getvalue())


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    types = {
        ColumnType.STRING: pa.string(),
        ColumnType.INTEGER: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.BOOLEAN: pa.bool_(),
        ColumnType.DATE: pa.date32(),
    }
    told = {"description": column.description}
    return pa.field(
        column.name, types[column.holds], nullable=not column.is_required, metadata=told
    )


def _as_stored(cell: Cell) -> Any:
    """A cell as Parquet holds it: numbers to compute with; text as it was written, unguarded."""
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, int) and abs(cell) > LARGEST:
        return None
    return str(cell) if isinstance(cell, str) else cell
