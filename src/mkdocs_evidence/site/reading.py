"""One reading of the sources: what is rendered of it, and what pages say of its problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from mkdocs_evidence.export.data_file import DataFile, SiteFacts
from mkdocs_evidence.export.feeds import Feed, make_feed
from mkdocs_evidence.export.page_heads import PageHeads
from mkdocs_evidence.export.table import export
from mkdocs_evidence.library import Library
from mkdocs_evidence.prose import ProseExtension
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.page import Page
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.site.changes import known_log
from mkdocs_evidence.site.exports import name_exports, site_facts
from mkdocs_evidence.site.loading import Loaded, load
from mkdocs_evidence.site.preview import LastGood
from mkdocs_evidence.site.problem_log import report
from mkdocs_evidence.site.problems_on_pages import ProblemsOnPages
from mkdocs_evidence.site.settings import EvidenceSettings, make_layout, make_words
from mkdocs_evidence.sources.read_cache import ReadCache

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True)
class Reading:
    """A checked library, and what is made of it."""

    loaded: Loaded
    renderer: Renderer
    facts: SiteFacts
    feed: Feed | None
    heads: PageHeads
    #: Only a preview has it, and only while something is wrong.
    problems: ProblemsOnPages | None
    #: Names of the formats in which the site publishes its data.
    formats: tuple[str, ...]

    @property
    def library(self) -> Library:
        """What the pages say."""
        return self.loaded.library

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Our pages, in the order of the site; empty ones for what was never without errors."""
        without_a_good_version = self.problems.empty_pages() if self.problems else iter(())
        found: dict[str, Page] = {}
        for page in chain(self.renderer.pages(), without_a_good_version):
            found.setdefault(page.name, page)
        return tuple(found.values())

    def data(self) -> Iterator[DataFile]:
        """The data files that the site publishes, made one after the other."""
        return export(self.formats, self.library, self.renderer.addresses, self.facts)

    def text_of(self, uri: str) -> str | None:
        """A hand-written page as it is shown; None where it is shown as its file has it."""
        written = {page.uri: page.text for page in self.library.pages}
        return written.get(uri, "" if self.problems else None)


def read(
    settings: EvidenceSettings,
    config: MkDocsConfig,
    cache: ReadCache,
    last_good: LastGood | None,
    processes: int,
) -> Reading:
    """Read, link and check the knowledge base of a site.

    With a memory of what was last good, as a preview has it, drafts are read too, and what is wrong
    shows on the pages.

    Raises:
        PluginError: something is wrong, and this is no preview.
    """
    loaded = load(
        make_layout(settings, config),
        extensions=[e for e in config.markdown_extensions if not isinstance(e, ProseExtension)],
        extension_configs=config.mdx_configs,
        cache=cache,
        drafts=last_good is not None,
        last_good=last_good,
        processes=processes,
    )
    if loaded.errors and last_good is None:
        raise PluginError(f"{report(loaded.errors)}\nThe site was not touched.")
    library = loaded.library
    addresses = Addresses(library.layout, directory_urls=config.use_directory_urls)
    log = known_log(settings, library.layout)
    facts = site_facts(settings, config, log)
    feed = make_feed(library, addresses, facts) if "feeds" in settings.exports else None
    name_exports(addresses, settings.exports, has_feed=feed is not None)
    return Reading(
        loaded=loaded,
        renderer=Renderer(library, addresses, log, make_words(settings, config)),
        facts=facts,
        feed=feed,
        heads=PageHeads(library, addresses, facts),
        problems=ProblemsOnPages(loaded) if loaded.errors else None,
        formats=tuple(settings.exports),
    )
