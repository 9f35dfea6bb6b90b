"""The knowledge base that a command works on: found through the site's mkdocs.yml."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

import click

from mkdocs_evidence.site.loading import Loaded

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

    MkDocs, or its continuation ProperDocs, is imported only when a command needs it.

    Raises:
        click.UsageError: there is no such site, or it does not use the plugin.
    """
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
