"""`evidence stats`: how much there is, how sure, how complete and how fresh."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.cli.report import statistics_as_text
from mkdocs_evidence.site.loading import today
from mkdocs_evidence.statistics import statistics


@click.command()
@config_file_option
def stats(config_file: Path) -> None:
    """Print how much there is, how sure, how complete and how fresh."""
    library = load_knowledge_base(config_file).library
    click.echo(statistics_as_text(statistics(library, today())))
