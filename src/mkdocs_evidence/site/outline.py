"""What MkDocs knows of a site once it has built it: as long as that stays, so does what it made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_evidence.site.other_plugins import listeners
from mkdocs_evidence.site.reading import Reading
from mkdocs_evidence.site.record_page import RecordPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation

#: Events that no rebuild has: they belong to the preview as a whole, or to a build that failed.
_OF_THE_PREVIEW = {"startup", "serve", "shutdown", "build_error"}
_FENCED = re.compile(r"(?ms)^ *(```+|~~~+)[^\n]*\n.*?^ *\1")
#: A first heading that says something of the knowledge base, which then stands in menus.
_TITLE_WITH_NOTATION = re.compile(r"(?m)^(?:#[^#\n].*\[[@\[]|.*\[[@\[].*\n=+[ \t]*$)")


@dataclass(frozen=True)
class Outline:
    """The part of a site that MkDocs has to build anew when it is another."""

    #: Names of our pages, in their order.
    pages: tuple[str, ...]
    #: Titles of those that stand in menus.
    titles: tuple[str, ...]
    #: Texts of the hand-written pages; None for those that are shown as their files have them.
    texts: tuple[str | None, ...]

    @classmethod
    def of(cls, reading: Reading, nav: Navigation, documents: Sequence[File]) -> Outline:
        """The outline that a site would have after this reading, in the menus of a build."""
        in_menus = {p.file.src_uri.removesuffix(".md") for p in nav.pages if _is_ours(p)}
        written = (file.src_uri for file in documents if not _is_ours(file.page))
        return cls(
            pages=tuple(page.name for page in reading.pages),
            titles=tuple(page.title for page in reading.pages if page.name in in_menus),
            texts=tuple(map(reading.text_of, written)),
        )

    @cached_property
    def has_titles_with_notations(self) -> bool:
        """True where a record or a study can change what menus call a hand-written page."""
        prose = (_FENCED.sub("", text) for text in self.texts if text)
        return any(map(_TITLE_WITH_NOTATION.search, prose))


def _is_ours(page: object) -> bool:
    return isinstance(page, RecordPage)


def takes_part_in_rebuilds(config: MkDocsConfig) -> list[str]:
    """Modules of other plugins and hooks that expect every rebuild to be one of MkDocs."""
    return listeners(config, *(set(config.plugins.events) - _OF_THE_PREVIEW))
