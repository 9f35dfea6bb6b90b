"""The plugin's settings in mkdocs.yml, and the layout that follows from them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_evidence.export.table import installed
from mkdocs_evidence.site.setting_types import (
    Format,
    Language,
    PathBelow,
    Policy,
    Titles,
    WholeNumber,
)
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.words import Words, language_near, words_of


class FolderSettings(base.Config):  # type: ignore[no-untyped-call]
    """Folders of the kinds of record, below docs_dir."""

    condition = PathBelow("docs", default="conditions", is_folder=True)
    treatment = PathBelow("docs", default="treatments", is_folder=True)
    harm = PathBelow("docs", default="harms", is_folder=True)
    topic = PathBelow("docs", default="topics", is_folder=True)


class EvidenceSettings(base.Config):  # type: ignore[no-untyped-call]
    """Everything that a site may set below `evidence:`; docs/about/configuration.md explains it."""

    bibliography = PathBelow("project", default="references.bib")
    folders = c.SubConfig(FolderSettings)
    studies = PathBelow("docs", default="studies", is_folder=True)
    heard = PathBelow("docs", default="heard", is_folder=True)
    abbreviations = PathBelow("docs", default="abbreviations.yml")
    legend = PathBelow("docs", default="")
    issues = c.Optional(c.URL())
    editors_email = c.Type(str, default="")
    cache = PathBelow("project", default=".cache/evidence")
    #: Commits that the page of changes goes back; 0 turns it off.
    history = WholeNumber(least=0, default=50)
    #: Entries of the search from which its index is written in parts; 0 never does.
    search_parts_from = WholeNumber(least=0, default=5000)
    search_again_after = WholeNumber(least=1, default=36)
    featured = c.ListOfItems(c.Type(str), default=[])
    groups = Titles()
    #: Formats in which the knowledge base is published; the names are those of the table.
    exports = c.ListOfItems(Format(), default=installed())
    #: Licence of the content by its SPDX name, which data files carry.
    licence = c.Type(str, default="")
    #: Render the theme once for pages that share it; off, it renders each page.
    theme_shell = c.Type(bool, default=True)
    #: Processes that write pages; 0 lets the size of the site and the machine decide.
    processes = WholeNumber(least=0, default=0)
    outcome_groups = Titles()
    #: Whether pages carry a Content-Security-Policy; a text is a policy of the site's own.
    csp = Policy()
    #: Language of the words that are not content; that of the theme where it is not set.
    language = c.Optional(Language())


def make_words(settings: EvidenceSettings, config: MkDocsConfig) -> Words:
    """The words of a site: in its language, that of its theme, or English where neither is known."""
    return words_of(settings.language or language_near(_theme_language(config)) or "en")


def _theme_language(config: MkDocsConfig) -> str:
    """The language that pages say they are in: that of the theme, and of what the site writes."""
    named = config.theme.get("language") or config.theme.get("locale") or "en"
    return str(named).replace("_", "-")


def make_layout(settings: EvidenceSettings, config: MkDocsConfig) -> Layout:
    """Where the knowledge base of a MkDocs configuration keeps its files."""
    docs_dir, theme_dir = Path(config.docs_dir), config.theme.custom_dir
    config_file = config.config_file_path
    folder = Path(config_file).absolute().parent if config_file else docs_dir.parent
    root = folder.resolve() if config_file else folder

    def below_root(path: Path) -> Path:
        """The path as it is from the root, so that a link on the way to the root is none below it."""
        return root / path.relative_to(folder) if path.is_relative_to(folder) else path

    return Layout(
        docs_dir=below_root(docs_dir),
        bibliography=root / settings.bibliography,
        root=root,
        language=_theme_language(config),
        theme_dir=below_root(Path(theme_dir)) if theme_dir else None,
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
