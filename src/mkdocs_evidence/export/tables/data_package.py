"""The data package: what each table and column is, in a form that programs check.

Source: Data Package, Tabular Data Resource and Table Schema, version 1
(https://specs.frictionlessdata.io).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.tables.table import Column, Table


def data_package(contents: Mapping[Table, bytes], facts: SiteFacts) -> dict[str, Any]:
    """The descriptor of the tables, given the content of each one's file."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "evidence",
        "title": facts.name,
        "description": facts.description,
        "resources": [_resource(table, content) for table, content in contents.items()],
    }
    if facts.url:
        package["homepage"] = facts.url
    if facts.licence:
        package["licenses"] = [{"name": facts.licence, "path": facts.licence_url}]
    return package


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
        "foreignKeys": [
            {
                "fields": [column.name],
                "reference": {"resource": column.references, "fields": ["id"]},
            }
            for column in table.columns
            if column.references
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.holds.value,
        "description": column.description,
    }
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.terms:
        constraints["enum"] = [term.value for term in column.terms]
    return {**field, "constraints": constraints} if constraints else field
