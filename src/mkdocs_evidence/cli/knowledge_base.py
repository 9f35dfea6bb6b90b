"""The knowledge base that a command works on: found through the site's mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_evidence.api import Loaded, load_site

config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Configuration of the site.",
)


def load_knowledge_base(config_file: Path) -> Loaded:
    """Read, link and check the knowledge base of a site.

    Raises:
        click.UsageError: there is no such site, or it does not use the plugin.
    """
    try:
        return load_site(config_file)
    except FileNotFoundError as error:
        message = f"{error} Go to the folder of the site, or use -f."
        raise click.UsageError(message) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
