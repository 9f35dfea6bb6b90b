"""Links of hand-written pages to data files that are made later than MkDocs looks at links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_evidence.sources.knowledge_base import WrittenPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

#: Where a link or its definition (`[data]: data/claims.csv`) names what it leads to.
_LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?([^)\s>#?]+)", re.MULTILINE)
#: Endings of files that people write or paint: what is missing there is no data file of ours.
NOT_DATA = (".html", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".map", "/")


class _FileToCome(File):
    """Stands for a data file that hand-written pages link to, until it is made."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to whoever asks for it."""


class LinkToCome(NamedTuple):
    """A link of a hand-written page to what may become a data file."""

    page: str
    #: As the page has it.
    link: str
    #: Below the root of the site.
    path: str


def add_files_to_come(
    files: Files, config: MkDocsConfig, pages: Iterable[WrittenPage]
) -> list[LinkToCome]:
    """Let links to data files be: whether these exist is known only when all are made."""
    links, added = [], set()
    for page in pages:
        for match in _LINK.finditer(page.text):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), match[1]))
            if "://" in match[1] or path.startswith((".", "/")):
                continue
            if path.endswith((".md", *NOT_DATA)):
                continue
            if path not in added and files.get_file_from_path(path) is None:
                included = InclusionLevel.INCLUDED
                files.append(_FileToCome.generated(config, path, content="", inclusion=included))
                added.add(path)
            if path in added:
                links.append(LinkToCome(page.uri, match[1], path))
    return links
