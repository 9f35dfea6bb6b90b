"""The first line of a record, which names its schema to editors with a YAML language server."""

from __future__ import annotations

from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.record_files import RecordFile
from mkdocs_evidence.sources.written_paths import way_to

#: Folder of the schema files, beside the settings of the site.
SCHEMA_FOLDER = "schema"


def schema_file_name(kind: str) -> str:
    """Name of the schema file of one kind of record."""
    return f"{kind}.schema.json"


def schema_line(record: RecordFile, layout: Layout) -> str:
    """The comment that names a record's schema; empty where the site keeps no schema files."""
    schema = layout.root / SCHEMA_FOLDER / schema_file_name(record.kind)
    if not schema.is_file():
        return ""
    return f"# yaml-language-server: $schema={way_to(schema, record.file.parent)}"
