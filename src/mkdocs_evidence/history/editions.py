"""An edition of a knowledge base by its name: a folder, or a git revision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_evidence.history.revisions import Repository
from mkdocs_evidence.library import Library, link
from mkdocs_evidence.prose import Scan
from mkdocs_evidence.sources.knowledge_base import OnFile, read_sources
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.read_cache import ReadCache
from mkdocs_evidence.sources.written_paths import way_to


def edition_in(layout: Layout, name: str, scratch: Path) -> Layout:
    """The layout of an edition; a revision is written into the scratch folder.

    A folder is one that holds the documents where the settings say; anything else is taken for a
    revision. The settings of today hold for every edition: those of a revision are never loaded,
    because settings can run code.

    Raises:
        NoHistoryError: there is no such revision.
    """
    folder = Path(name)
    docs = way_to(layout.docs_dir, layout.root)
    if name and (folder / docs).is_dir():
        bibliography = way_to(layout.bibliography, layout.root)
        root = folder.resolve()
        return replace(layout, docs_dir=root / docs, bibliography=root / bibliography, root=root)
    repository = Repository(layout)
    return repository.write_files(repository.commit_of(name), scratch)


def read_edition(
    layout: Layout, cache: ReadCache | None = None, on_file: OnFile | None = None
) -> tuple[Library, int]:
    """Read and link an edition without checking it; how many errors its files have.

    What hand-written pages cite is left out: changes are those of records and studies.
    """
    sources, problems = read_sources(layout, cache, on_file)
    library = link(sources, lambda _page: Scan())
    return library, sum(problem.is_error for problem in problems)
