"""What a table is: columns with types and meanings, keys, and a function that gives its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.vocabulary import Vocabulary
from mkdocs_evidence.render.addresses import Addresses

Cell = str | int | bool | Decimal | dt.date | None
Row = tuple[Cell, ...]
#: Databases hold whole numbers of 64 bits; no count of people is larger.
LARGEST = 2**63 - 1


class ColumnType(StrEnum):
    """Types of cells, in the words of Table Schema (specs.frictionlessdata.io/table-schema)."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    description: str
    holds: ColumnType = ColumnType.STRING
    #: True where every row has a value.
    is_required: bool = False
    #: The only values that it may have.
    terms: type[Vocabulary] | None = None
    #: The table whose first column holds its values.
    references: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rows are made from."""

    library: Library
    addresses: Addresses
    facts: SiteFacts

    def page(self, name: str, anchor: str = "") -> str:
        """Address of a page, with a place on it."""
        url = self.facts.address(self.addresses.url(name))
        return f"{url}#{anchor}" if anchor else url


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its rows are in the order of the site."""

    name: str
    title: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    rows: Callable[[Shelf], Iterator[Row]]
