"""Where a knowledge base keeps its files, and the vocabularies that the site defines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """Where a knowledge base keeps its files, and the vocabularies that the site defines."""

    docs_dir: Path
    bibliography: Path
    #: Messages show paths relative to this folder.
    root: Path
    #: The site's own folder of its theme, whose files are published as well. None: there is none.
    theme_dir: Path | None = None
    #: Folder of each kind of record, below docs_dir.
    folders: Mapping[str, str] = field(
        default_factory=lambda: {
            "condition": "conditions",
            "treatment": "treatments",
            "harm": "harms",
            "topic": "topics",
        }
    )
    #: Language in which records are written (BCP 47).
    language: str = "en"
    studies: str = "studies"
    heard: str = "heard"
    #: The file of abbreviations, below docs_dir; a site need not have one.
    abbreviations: str = "abbreviations.yml"
    #: The record of the last comparison with a list of retractions, below docs_dir.
    retractions: str = "retractions.yml"
    #: The hand-written page that explains the symbols, below docs_dir. Empty: there is none.
    legend: str = ""
    #: Address where readers open an issue of the site's project. Empty: pages do not ask them to.
    issues: str = ""
    #: The file of these settings, as messages show it.
    settings: str = "mkdocs.yml"
    #: Groups of conditions: slug to title. Empty: any group will do.
    groups: Mapping[str, str] = field(default_factory=dict)
    #: Groups of outcomes: slug to title. Empty: any group will do.
    outcome_groups: Mapping[str, str] = field(default_factory=dict)

    #: Months after which evidence that was looked for in vain is looked for again.
    search_again_after: int = 36
    #: Records that the home page shows first.
    featured: tuple[str, ...] = ()
    #: Address that `evidence add` gives to the services that it asks. Empty: none.
    editors_email: str = ""
    #: Folder of answers that need not be asked for again, below root.
    cache: str = ".cache/evidence"

    @property
    def is_in_english(self) -> bool:
        """True for English of any country."""
        return self.language.lower().partition("-")[0] == "en"

    def shown(self, file: Path) -> str:
        """A file's path as messages show it."""
        return file.as_posix().removeprefix(f"{self.root.as_posix()}/")

    @property
    def record_folders(self) -> list[str]:
        """All folders whose YAML files are records."""
        return [*self.folders.values(), self.studies, self.heard]
