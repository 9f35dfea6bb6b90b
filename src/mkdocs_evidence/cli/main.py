"""The `evidence` command."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import sys
from pathlib import Path

import click

from mkdocs_evidence.cli.report import FORMATS, statistics_as_text
from mkdocs_evidence.statistics import statistics


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-evidence")
def cli() -> None:
    """Check and explore a knowledge base of claims and studies."""


config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Configuration of the site.",
)


@cli.command()
@config_file_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
def check(config_file: Path, format_: str) -> None:
    """Print all problems at once. Exit code 1 on errors, 2 on misuse."""
    loaded = _load(config_file)
    click.echo(FORMATS[format_](loaded.problems))
    sys.exit(1 if loaded.errors else 0)


@cli.command()
@config_file_option
def stats(config_file: Path) -> None:
    """Print how much there is, how sure, how complete and how fresh."""
    loaded = _load(config_file)
    click.echo(statistics_as_text(statistics(loaded.library, dt.datetime.now(tz=dt.UTC).date())))


def _load(config_file: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Load the knowledge base of a site; MkDocs is imported only when a command needs it."""
    if not config_file.is_file():
        message = f'There is no "{config_file}" here. Go to the folder of the site, or use -f.'
        raise click.UsageError(message)
    if importlib.util.find_spec("mkdocs") is None:
        importlib.import_module("properdocs.replacement")
    from mkdocs_evidence.site.project import load_project

    try:
        return load_project(config_file)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


if __name__ == "__main__":
    cli()
