"""The plugin's settings in mkdocs.yml, and the layout that follows from them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_evidence.export.table import EXPORTERS
from mkdocs_evidence.sources.layout import Layout


class FolderSettings(base.Config):  # type: ignore[no-untyped-call]
    """Folders of the kinds of record, below docs_dir."""

    condition = c.Type(str, default="conditions")
    treatment = c.Type(str, default="treatments")
    harm = c.Type(str, default="harms")
    topic = c.Type(str, default="topics")


class EvidenceSettings(base.Config):  # type: ignore[no-untyped-call]
    """Everything that a site may set below `evidence:`."""

    bibliography = c.Type(str, default="references.bib")
    folders = c.SubConfig(FolderSettings)
    studies = c.Type(str, default="studies")
    heard = c.Type(str, default="heard")
    abbreviations = c.Type(str, default="abbreviations.yml")
    legend = c.Type(str, default="")
    issues = c.Optional(c.URL())
    editors_email = c.Type(str, default="")
    cache = c.Type(str, default=".cache/evidence")
    #: Commits that the page of changes goes back; 0 turns it off.
    history = c.Type(int, default=50)
    search_again_after = c.Type(int, default=36)
    featured = c.ListOfItems(c.Type(str), default=[])
    groups = c.DictOfItems(c.Type(str), default={})
    #: Formats in which the knowledge base is published; the names are those of the table.
    exports = c.ListOfItems(c.Choice(list(EXPORTERS)), default=list(EXPORTERS))
    #: Licence of the content by its SPDX name, which data files carry.
    licence = c.Type(str, default="")
    outcome_groups = c.DictOfItems(c.Type(str), default={})


def make_layout(settings: EvidenceSettings, config: MkDocsConfig) -> Layout:
    """Where the knowledge base of a MkDocs configuration keeps its files."""
    docs_dir = Path(config.docs_dir)
    config_file = config.config_file_path
    root = Path(config_file).resolve().parent if config_file else docs_dir.parent
    return Layout(
        docs_dir=docs_dir,
        bibliography=root / settings.bibliography,
        root=root,
        folders=dict(settings.folders),
        studies=settings.studies,
        heard=settings.heard,
        abbreviations=settings.abbreviations,
        legend=settings.legend,
        issues=settings.issues or "",
        settings=Path(config_file).name if config_file else "mkdocs.yml",
        editors_email=settings.editors_email,
        cache=settings.cache,
        search_again_after=settings.search_again_after,
        featured=tuple(settings.featured),
        groups=dict(settings.groups),
        outcome_groups=dict(settings.outcome_groups),
    )
