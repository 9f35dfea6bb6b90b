"""`evidence export`: the knowledge base as data files, without building the site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, open_knowledge_base
from mkdocs_evidence.export.table import EXPORTERS, installed
from mkdocs_evidence.export.table import export as export_files
from mkdocs_evidence.export.writing import write_files
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.wording import counted


def _formats() -> str:
    width = max(map(len, EXPORTERS))
    rows = [f"  {e.name:<{width}}  {e.title} ({e.standard})" for e in EXPORTERS.values()]
    return "\n".join(rows)


def _wanted(names: tuple[str, ...]) -> list[str]:
    """The formats to write; "all" are those that are installed here, and the rest is named."""
    lacking = [exporter for exporter in EXPORTERS.values() if not exporter.is_installed]
    for exporter in lacking:
        if exporter.name in names:
            raise click.ClickException(exporter.how_to_install)
        if "all" in names:
            click.echo(f"Left out: {exporter.how_to_install}", err=True)
    return installed() if "all" in names else list(names)


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
    wanted = _wanted(names)
    site = open_knowledge_base(config_file)
    loaded = site.load()
    if loaded.errors:
        for problem in loaded.errors:
            click.echo(str(problem), err=True)
        click.echo("Nothing was written: the knowledge base has errors.", err=True)
        sys.exit(1)
    addresses = Addresses(site.layout, directory_urls=site.directory_urls)
    files = export_files(wanted, loaded.library, addresses, site.facts())
    try:
        count = write_files(files, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(f"{counted(count, 'file', 'files')} in {folder}")
