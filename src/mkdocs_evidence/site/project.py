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
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import files as file_kinds
from mkdocs_evidence.site.changes import known_log
from mkdocs_evidence.site.exports import site_facts
from mkdocs_evidence.site.loading import Loaded, load
from mkdocs_evidence.site.plugin import EvidencePlugin
from mkdocs_evidence.site.setting_checks import setting_problems
from mkdocs_evidence.site.settings import EvidenceSettings, make_layout
from mkdocs_evidence.sources.knowledge_base import OnFile
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.yaml_document import read_yaml

#: Settings may hold what records may not, such as tags; these cannot be read at all.
_NO_YAML = (file_kinds.UNREADABLE, file_kinds.YAML_SYNTAX)


@dataclass(frozen=True)
class SiteProject:
    """A knowledge base with the settings of its site, from which any edition of it is loaded."""

    layout: Layout
    #: Address of the site; empty where the settings do not say.
    url: str
    directory_urls: bool
    extensions: Sequence[str | Extension]
    extension_configs: Mapping[str, Any]
    #: What is wrong with the settings; each has its default in place of what is wrong.
    setting_problems: tuple[Problem, ...]
    _facts: SiteFacts
    _settings: EvidenceSettings

    def load(self, layout: Layout | None = None, on_file: OnFile | None = None) -> Loaded:
        """Read, link and check the files as they are, or those of another edition."""
        loaded = load(
            layout or self.layout,
            extensions=self.extensions,
            extension_configs=self.extension_configs,
            on_file=on_file,
            processes=self._settings.processes,
        )
        return replace(loaded, problems=(*self.setting_problems, *loaded.problems))

    def facts(self) -> SiteFacts:
        """What exporters may know of the site, its history among it, which is read here."""
        return replace(self._facts, log=known_log(self._settings, self.layout))


def open_project(config_file: Path) -> SiteProject:
    """The knowledge base that a configuration describes.

    Raises:
        ValueError: the configuration cannot be read, or does not use the plugin.
    """
    _, broken = read_yaml(config_file, str(config_file))
    if syntax := [problem for problem in broken if problem.kind in _NO_YAML]:
        raise ValueError(str(syntax[0]))
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
        setting_problems=tuple(setting_problems(plugin.written, config)),
        _facts=site_facts(plugin.config, config),
        _settings=plugin.config,
    )
