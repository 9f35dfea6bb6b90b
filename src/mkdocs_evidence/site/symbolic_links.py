"""Symbolic links among what MkDocs reads and writes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from mkdocs_evidence.sources.symbolic_links import is_refused, refused_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_evidence.sources.layout import Layout


def refuse_linked_site(config: MkDocsConfig) -> None:
    """Write no site into what a link in the place of the site leads to.

    Raises:
        PluginError: below the folder of mkdocs.yml stands a link for the site, and leads out of it.
    """
    site, project = Path(config.site_dir), Path(config.config_file_path or "").absolute().parent
    real = Path(os.path.realpath(site))
    if site.is_relative_to(project) and not real.is_relative_to(os.path.realpath(project)):
        message = f'{site} is reached through a symbolic link and is "{real}" in truth.'
        mend = "Remove the link, or name the folder with --site-dir."
        raise PluginError(f"{message} A site would take the place of what is there. {mend}")


def leave_out_refused(files: Files, layout: Layout, config: MkDocsConfig) -> None:
    """Take out of the site what only links lead to that nobody may follow.

    A build has stopped at them; a preview goes on.
    """
    homes = {config.docs_dir: layout.docs_dir, config.theme.custom_dir: layout.theme_dir}
    refused = refused_links(layout)
    for file in list(files) if refused else []:
        home = homes.get(file.src_dir or "")
        if home is not None and is_refused(home / file.src_uri, refused):
            files.remove(file)
