"""The knowledge base that a command works on: found through the site's mkdocs.yml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_evidence.api import Loaded, open_site
from mkdocs_evidence.cli.progress import reading_shown
from mkdocs_evidence.sources.symbolic_links import refused_links

if TYPE_CHECKING:
    from mkdocs_evidence.site.project import SiteProject

config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Configuration of the site.",
)


def load_knowledge_base(config_file: Path, *, odd_settings: bool = False) -> Loaded:
    """Read, link and check the knowledge base of a site.

    Raises:
        click.UsageError: as `open_knowledge_base` does.
    """
    site = open_knowledge_base(config_file, odd_settings=odd_settings, odd_links=odd_settings)
    with reading_shown(sys.stderr) as on_file:
        return site.load(on_file=on_file)


def open_knowledge_base(
    config_file: Path, *, odd_settings: bool = False, odd_links: bool = False
) -> SiteProject:
    """The knowledge base of a site with its settings, of which any edition can be loaded.

    Settings with errors stop every command but the one that reports them (`odd_settings`), and links
    out of the site's folder those that could write through them, or leave out what should be told:
    other files would be read or written than those that were meant.

    Raises:
        click.UsageError: there is no such site, it does not use the plugin, or its settings have
            errors, or a link leads out of its folder.
    """
    try:
        site = open_site(config_file)
    except FileNotFoundError as error:
        message = f"{error} Go to the folder of the site, or use -f."
        raise click.UsageError(message) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    errors = [problem for problem in site.setting_problems if problem.is_error]
    refused = [] if odd_settings else errors
    refused = [*refused, *([] if odd_links else refused_links(site.layout).values())]
    if refused:
        raise click.UsageError("\n".join(map(str, refused)))
    return site
