"""`evidence links`: does every reference still lead somewhere?"""

from __future__ import annotations

import importlib.util
import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base


@click.command()
@config_file_option
@click.option("--limit", type=click.IntRange(1), help="Look at this many references only.")
def links(config_file: Path, limit: int | None) -> None:
    """Ask whether the DOI and the address of each reference still lead somewhere.

    Exit code 1 where one is dead. It asks the network about each reference in turn, which takes
    minutes: for a weekly look, not for each change.
    """
    if importlib.util.find_spec("httpx") is None:
        message = 'This needs httpx: python3 -m pip install "mkdocs-evidence[add]"'
        raise click.UsageError(message)
    from mkdocs_evidence.intake.dead_links import dead_links, patient_client, reason_of_death

    library = load_knowledge_base(config_file).library
    with patient_client(f"mkdocs-evidence/{version('mkdocs-evidence')}") as http:
        count = 0
        for link in dead_links(library, partial(reason_of_death, http), limit):
            click.echo(link)
            count += 1
    click.echo(f"{count} dead of {min(limit or len(library.studies), len(library.studies))}")
    sys.exit(1 if count else 0)
