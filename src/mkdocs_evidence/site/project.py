"""A knowledge base as the `evidence` command sees it: through its mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown.extensions import Extension
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.site.changes import known_log
from mkdocs_evidence.site.exports import site_facts
from mkdocs_evidence.site.loading import Loaded, load
from mkdocs_evidence.site.plugin import EvidencePlugin
from mkdocs_evidence.site.settings import EvidenceSettings, make_layout
from mkdocs_evidence.sources.knowledge_base import OnFile
from mkdocs_evidence.sources.layout import Layout


@dataclass(frozen=True)
class SiteProject:
    """A knowledge base with the settings of its site, from which any edition of it is loaded."""

    layout: Layout
    #: Address of the site; empty where the settings do not say.
    url: str
    directory_urls: bool
    extensions: Sequence[str | Extension]
    extension_configs: Mapping[str, Any]
    _facts: SiteFacts
    _settings: EvidenceSettings

    def load(self, layout: Layout | None = None, on_file: OnFile | None = None) -> Loaded:
        """Read, link and check the files as they are, or those of another edition."""
        return load(
            layout or self.layout,
            extensions=self.extensions,
            extension_configs=self.extension_configs,
            on_file=on_file,
        )

    def facts(self) -> SiteFacts:
        """What exporters may know of the site, its history among it, which is read here."""
        return replace(self._facts, log=known_log(self._settings, self.layout))


def open_project(config_file: Path) -> SiteProject:
    """The knowledge base that a configuration describes.

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
    return SiteProject(
        layout=make_layout(plugin.config, config),
        url=config.site_url or "",
        directory_urls=config.use_directory_urls,
        extensions=config.markdown_extensions,
        extension_configs=config.mdx_configs,
        _facts=site_facts(plugin.config, config),
        _settings=plugin.config,
    )
