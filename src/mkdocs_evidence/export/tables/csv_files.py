"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from mkdocs_evidence.export.tables.table import Cell, Row, Table

#: What a spreadsheet takes for the beginning of a formula, also in full width, maybe after our own guard.
#: Source: OWASP, CSV Injection.
_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"'('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_csv(table: Table, rows: Iterable[Row]) -> str:
    """A table with its header."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        cells = zip(table.columns, row, strict=True)
        writer.writerow([_as_text(cell) for _, cell in cells])
    return text.getvalue()


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else str(cell)


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what would begin a formula.

    Texts come from pull requests of strangers. Numbers, negative ones, too, stay as they are.
    """
    is_formula = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def unguarded(text: str) -> str:
    """The text as it was."""
    return _GUARDED.sub(r"\1", text, count=1) if _GUARDED.match(text) else text
