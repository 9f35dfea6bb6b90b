"""A knowledge base as the `evidence` command sees it: through its mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from mkdocs_evidence.site.loading import Loaded, load
from mkdocs_evidence.site.plugin import EvidencePlugin
from mkdocs_evidence.site.settings import make_layout


def load_project(config_file: Path) -> Loaded:
    """Load the knowledge base that a configuration describes.

    Raises:
        ValueError: the configuration cannot be read, or does not use the plugin.
    """
    try:
        config = load_config(str(config_file))
    except (Abort, ConfigurationError) as error:
        raise ValueError(f"{config_file} cannot be used: {error}") from None
    plugin = next((p for p in config.plugins.values() if isinstance(p, EvidencePlugin)), None)
    if plugin is None:
        raise ValueError(f'{config_file} does not list the plugin "evidence" under plugins:.')
    return load(
        make_layout(plugin.config, config),
        extensions=config.markdown_extensions,
        extension_configs=config.mdx_configs,
    )
