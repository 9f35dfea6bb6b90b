"""Pages that MkDocs leaves out when it comes to them, because we write them ourselves.

They stand behind an empty template. MkDocs writes nothing for a page that comes out empty, and says
so for each; of ours it says nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from mkdocs_evidence.site.other_plugins import listeners
from mkdocs_evidence.site.record_page import NOTHING, RecordPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_SKIPPED = re.compile(r"Page skipped: '(.*)'")
#: Events in which another plugin must see every page.
_EVENTS = ("page_content", "page_context", "post_page")


def can_wait(config: MkDocsConfig) -> bool:
    """True where no other plugin has to see every page when MkDocs comes to it."""
    return not listeners(config, *_EVENTS)


class _Silence(logging.Filter):
    """Leaves out that a page was skipped, where it waits; of an empty page of hands it is said."""

    about: frozenset[str] = frozenset()

    def filter(self, record: logging.LogRecord) -> bool:
        skipped = _SKIPPED.match(str(record.msg))
        return skipped is None or skipped[1] not in self.about


_SILENCE = _Silence()


@dataclass(frozen=True)
class Surroundings:
    """What a page is written in."""

    config: MkDocsConfig
    nav: Navigation
    environment: Environment
    documents: Sequence[File]

    @property
    def ours(self) -> list[RecordPage]:
        """Our pages, in the order in which MkDocs comes to them."""
        return [file.page for file in self.documents if isinstance(file.page, RecordPage)]

    def let_wait(self, pages: Collection[RecordPage]) -> None:
        """Let MkDocs leave these pages out."""
        loaders: list[BaseLoader | None] = [self.environment.loader, DictLoader({NOTHING: ""})]
        self.environment.loader = ChoiceLoader([loader for loader in loaders if loader])
        mkdocs_build.log.addFilter(_SILENCE)  # once, however often it is added
        _SILENCE.about = frozenset(page.file.src_uri for page in pages)
        for page in pages:
            page.wait()

    def write(self, page: RecordPage) -> None:
        """Do for a page that waits what MkDocs does for every page of a build."""
        page.come()
        mkdocs_build._build_page(  # noqa: SLF001
            page, self.config, self.documents, self.nav, self.environment
        )
