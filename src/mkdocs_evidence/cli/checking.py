"""`evidence check`: everything that is wrong, at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.cli.report import FORMATS


@click.command()
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
    loaded = load_knowledge_base(config_file)
    click.echo(FORMATS[format_](loaded.problems))
    sys.exit(1 if loaded.errors else 0)
