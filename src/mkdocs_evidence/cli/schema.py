"""`evidence schema`: JSON Schema for editors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.editing.json_schema import schema_files
from mkdocs_evidence.editing.schema_line import SCHEMA_FOLDER
from mkdocs_evidence.sources.whole_files import replace_text


@click.command()
@config_file_option
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Folder of the schema files; {SCHEMA_FOLDER}/ beside the configuration where not given.",
)
@click.option(
    "--check", is_flag=True, help="Change nothing; exit code 1 where a file would change."
)
def schema(config_file: Path, folder: Path | None, check: bool) -> None:
    """Write JSON Schema of all kinds of record, with the names that editors may complete."""
    library = load_knowledge_base(config_file).library
    folder = folder or library.layout.root / SCHEMA_FOLDER
    changed = []
    for name, text in schema_files(library).items():
        file = folder / name
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        changed.append(file)
        click.echo(library.layout.shown(file))
        if not check:
            replace_text(file, text)
    click.echo(f"{len(changed)} {'would change' if check else 'changed'}")
    sys.exit(1 if check and changed else 0)
