"""`evidence export`: the knowledge base as data files, without building the site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, open_knowledge_base
from mkdocs_evidence.export.table import EXPORTERS
from mkdocs_evidence.export.table import export as export_files
from mkdocs_evidence.export.writing import write_files
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.wording import counted


def _formats() -> str:
    width = max(map(len, EXPORTERS))
    rows = [f"  {e.name:<{width}}  {e.title} ({e.standard})" for e in EXPORTERS.values()]
    return "\n".join(rows)


@click.command(epilog=f"\b\nFormats:\n{_formats()}")
@click.argument(
    "names", metavar="NAME...", nargs=-1, required=True, type=click.Choice([*EXPORTERS, "all"])
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write to; it is made where it is not there. Other files in it stay.",
)
@config_file_option
def export(names: tuple[str, ...], folder: Path, config_file: Path) -> None:
    """Write the knowledge base as data files, in the formats NAME or all of them.

    Exit code 1 where the knowledge base has errors: then nothing is written.
    """
    site = open_knowledge_base(config_file)
    loaded = site.load()
    if loaded.errors:
        for problem in loaded.errors:
            click.echo(str(problem), err=True)
        click.echo("Nothing was written: the knowledge base has errors.", err=True)
        sys.exit(1)
    wanted = list(EXPORTERS) if "all" in names else names
    addresses = Addresses(site.layout, directory_urls=site.directory_urls)
    files = export_files(wanted, loaded.library, addresses, site.facts())
    try:
        count = write_files(files, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(f"{counted(count, 'file', 'files')} in {folder}")
