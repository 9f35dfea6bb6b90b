"""Pages that MkDocs leaves out when it comes to them, because we write them ourselves.

They stand behind an empty template. MkDocs writes nothing for a page that comes out empty, and says
so for each; of ours it says nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from mkdocs_evidence.site.other_plugins import listeners
from mkdocs_evidence.site.record_page import NOTHING, RecordPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

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
    files: Files
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
        page.read_anew(self.config, self.files)
        mkdocs_build._build_page(  # noqa: SLF001
            page, self.config, self.documents, self.nav, self.environment
        )

    def write_again(self, file: File) -> None:
        """Write a hand-written page in which something that is not in its file may be another."""
        page, config = cast("Page", file.page), self.config
        config._current_page = page  # noqa: SLF001  # of which messages of MkDocs speak
        try:
            page.markdown = config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=self.files
            )
            page.render(config, self.files)
            page.content = config.plugins.on_page_content(
                page.content or "", page=page, config=config, files=self.files
            )
        finally:
            config._current_page = None  # noqa: SLF001
        is_excluded = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        mkdocs_build._build_page(  # noqa: SLF001
            page, config, self.documents, self.nav, self.environment, excluded=is_excluded
        )
        page.validate_anchor_links(files=self.files, log_level=config.validation.links.anchors)

    def write_template(self, name: str) -> None:
        """Write a page or file that the theme or the site has beside its pages."""
        config, files, nav = self.config, self.files, self.nav
        if name in config.theme.static_templates:
            mkdocs_build._build_theme_template(name, self.environment, files, config, nav)  # noqa: SLF001
        if name in config.extra_templates:
            mkdocs_build._build_extra_template(name, files, config, nav)  # noqa: SLF001
