"""The data files of a large site, written by other processes while MkDocs makes the pages.

They are half of the work of a build that publishes every format, and larger than memory together. So
the build keeps none of them, and MkDocs knows only of those to which hand-written pages link: whether
they are there is said in the end, in its words.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

from mkdocs_evidence.export.table import EXPORTERS
from mkdocs_evidence.export.writing import write_beside
from mkdocs_evidence.processes import Meanwhile
from mkdocs_evidence.site.data_links import add_files_to_come
from mkdocs_evidence.site.other_plugins import listeners
from mkdocs_evidence.site.reading import Reading
from mkdocs_evidence.site.waiting import can_wait

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

#: Where MkDocs says what is wrong with links.
_LINKS = logging.getLogger("mkdocs.structure.pages")
_NOT_FOUND = (
    "Doc file '%s' contains a link '%s', but the target%s is not found among documentation files."
)


class DataMeanwhile:
    """The processes that write the data files of one build."""

    def __init__(self, reading: Reading, files: Files, config: MkDocsConfig, count: int) -> None:
        """Begin to write; a file that the site has of its own stays."""
        self._config = config
        taken = frozenset(file.dest_uri for file in files)
        self._links = add_files_to_come(files, config, reading.library.pages)
        site_dir = Path(config.site_dir)
        self._written = Meanwhile(partial(_write, reading, site_dir, taken, count))

    def end(self) -> frozenset[str]:
        """Wait until all are written; returns their paths."""
        written = self._written.result()
        for page, link, path in self._links:
            if path not in written:
                target = f" '{path}'" if path != link else ""
                _LINKS.log(self._config.validation.links.not_found, _NOT_FOUND, page, link, target)
        return written

    def stop(self) -> None:
        """The build came to nothing: so do the data files."""
        self._written.stop()


def can_be_written_meanwhile(config: MkDocsConfig) -> bool:
    """True where no other plugin sees every page, or makes links to data that we would not see."""
    return can_wait(config) and not listeners(config, "page_markdown")


def _write(
    reading: Reading, site_dir: Path, taken: Collection[str], processes: int
) -> frozenset[str]:
    library, addresses, facts = reading.library, reading.renderer.addresses, reading.facts
    return write_beside(
        reading.formats,
        lambda name: EXPORTERS[name].files(library, addresses, facts),
        site_dir,
        taken,
        processes=processes,
    )
