"""`evidence export`: the knowledge base as data files, without building the site."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, open_knowledge_base
from mkdocs_evidence.cli.progress import reading_shown, writing_shown
from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.export.table import EXPORTERS, installed
from mkdocs_evidence.export.writing import processes_for, write_formats
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
    with reading_shown(sys.stderr) as on_file:
        loaded = site.load(on_file=on_file)
    if loaded.errors:
        for problem in loaded.errors:
            click.echo(str(problem), err=True)
        click.echo("Nothing was written: the knowledge base has errors.", err=True)
        sys.exit(1)
    addresses = Addresses(site.layout, directory_urls=site.directory_urls)
    library, facts = loaded.library, site.facts()

    def files_of(name: str) -> Iterator[DataFile]:
        return EXPORTERS[name].files(library, addresses, facts)

    try:
        with writing_shown(sys.stderr) as on_written:
            count = write_formats(
                wanted,
                files_of,
                folder,
                processes=processes_for(library),
                on_written=on_written,
            )
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(f"{counted(count, 'file', 'files')} in {folder}")
