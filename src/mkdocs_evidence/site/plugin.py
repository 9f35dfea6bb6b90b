"""The MkDocs plugin `evidence`: configuration in, pure functions called, pages handed back."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.export.page_heads import PageHead
from mkdocs_evidence.processes import how_many
from mkdocs_evidence.prose import ProseExtension
from mkdocs_evidence.render.abbreviations import mark_abbreviations
from mkdocs_evidence.render.page import without_indentation
from mkdocs_evidence.site.assets import add_assets, register_assets
from mkdocs_evidence.site.changes import feed_links
from mkdocs_evidence.site.content_policy import ContentPolicy, policy_of
from mkdocs_evidence.site.data_links import add_files_to_come
from mkdocs_evidence.site.data_meanwhile import DataMeanwhile, can_be_written_meanwhile
from mkdocs_evidence.site.exports import add_exports
from mkdocs_evidence.site.head import with_head
from mkdocs_evidence.site.offline import (
    MANIFEST,
    add_manifest,
    has_worker,
    prepare_search_without_server,
    write_service_worker,
    write_worker_that_leaves,
)
from mkdocs_evidence.site.on_demand import OnDemand, is_watched
from mkdocs_evidence.site.other_plugins import listeners
from mkdocs_evidence.site.preview import LastGood
from mkdocs_evidence.site.problem_log import report, tell
from mkdocs_evidence.site.processes import WORTH_ONE, Helpers
from mkdocs_evidence.site.reading import Reading, read
from mkdocs_evidence.site.record_page import RecordPage, add_page
from mkdocs_evidence.site.rest import Rest
from mkdocs_evidence.site.search_index import (
    SearchHandOver,
    takes_entries,
    use_our_worker,
    warn_of_unknown_search,
)
from mkdocs_evidence.site.setting_checks import setting_problems, sound_options
from mkdocs_evidence.site.settings import EvidenceSettings, make_layout
from mkdocs_evidence.site.staging import Staging
from mkdocs_evidence.site.symbolic_links import leave_out_refused, refuse_linked_site
from mkdocs_evidence.site.theme_shell import ThemeShells
from mkdocs_evidence.site.twins import date_pages, parted, write_twins
from mkdocs_evidence.site.waiting import Surroundings, can_wait
from mkdocs_evidence.site.written_pages import WrittenPageResolver
from mkdocs_evidence.sources.read_cache import ReadCache

if TYPE_CHECKING:
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

log = get_plugin_logger("evidence")


class EvidencePlugin(BasePlugin[EvidenceSettings]):  # type: ignore[no-untyped-call]
    """Turns records and references into pages."""

    def __init__(self) -> None:
        #: Only a preview has it: there, errors show on the pages instead of stopping the build.
        self.last_good: LastGood | None = None
        #: The settings as they are written; `config` has those that can be used.
        self.written: Mapping[str, Any] = {}
        self.cache = ReadCache()
        self.resolver = WrittenPageResolver()
        self.reading: Reading | None = None
        self.exported: frozenset[str] = frozenset()
        self.search: SearchHandOver | None = None
        self.shells: ThemeShells | None = None
        #: Only a preview has it: there, pages are written when they are asked for.
        self.on_demand: OnDemand | None = None
        self.twins: list[DataFile] = []
        #: Only a build of a large site has it: there, other processes write the data files.
        self.data: DataMeanwhile | None = None
        self.nav: Navigation = Navigation([], [])
        self.helpers: Helpers | None = None
        self.staging = Staging(is_on=False)
        self.policy: ContentPolicy | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the settings that can be used; on_config says what is wrong with the others."""
        self.written = options or {}
        return super().load_config(sound_options(self.written), config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event keeps one plugin, with its cache, across the rebuilds of a preview."""
        if command == "serve":
            self.last_good = LastGood()
            self.on_demand = OnDemand(self._read_again) if is_watched() else None
        self.staging = Staging(is_on=command != "serve" and not dirty)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the sources, teach Markdown our notations, add our style sheets and scripts."""
        problems = setting_problems(self.written, config)
        if errors := [problem for problem in problems if problem.is_error]:
            raise PluginError(f"{report(errors)}\nThe site was not touched.")
        for problem in problems:
            log.warning(str(problem))
        layout = make_layout(self.config, config)
        refuse_linked_site(config)
        self.staging.begin(config)
        if layout.bibliography.exists():
            config.watch.append(str(layout.bibliography))
        config.markdown_extensions.append(ProseExtension(self.resolver))  # type: ignore[arg-type]
        register_assets(config)
        prepare_search_without_server(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, link and check. MkDocs empties the site folder after this, not before."""
        ahead = self.on_demand.ahead if self.on_demand is not None else None
        if self.on_demand is not None and ahead is None:
            self.on_demand.begin(config, make_layout(self.config, config))
        self._take(ahead or self._read(config))

    def _read(self, config: MkDocsConfig) -> Reading:
        # A copy of a process that serves has its locks, and none of the threads that open them.
        serves = self.last_good is not None and self.reading is not None
        processes = 1 if serves else self.config.processes
        if serves:
            # All of references.bib for each letter that is typed there is not worth keeping on disk.
            self.cache.folder = None
        return read(self.config, config, self.cache, self.last_good, processes)

    def _take(self, reading: Reading) -> None:
        """Make the site from this reading, and say what is wrong with it."""
        self.reading = reading
        if errors := reading.loaded.errors:
            log.error(report(errors))
        tell(reading.loaded.problems)

    def _read_again(self, rest: Rest) -> Reading | None:
        """Put what the sources say now behind the pages of a preview; or give it back: it does not fit."""
        reading = self._read(rest.around.config)
        if not rest.fits(reading):
            return reading
        self._take(reading)
        rest.renew(reading)
        return None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the raw records out of the site and put the pages made from them in."""
        reading = self.reading
        if reading is None:
            return files
        layout = reading.library.layout
        if self.last_good is not None:
            leave_out_refused(files, layout, config)
        folders = set(layout.record_folders)
        for file in list(files):
            folder, _, name = file.src_uri.rpartition("/")
            is_record = folder in folders and name.endswith((".yml", ".yaml"))
            if is_record or file.src_uri in {layout.abbreviations, layout.retractions}:
                files.remove(file)
        docs_folder = layout.shown(layout.docs_dir)
        write_late = self.config.theme_shell and not listeners(
            config, "page_content", "page_context"
        )
        for page in reading.pages:
            if files.get_file_from_path(f"{page.name}.md") is None:
                add_page(page, files, config, docs_folder, write_late=write_late)
        add_assets(files, config, reading.renderer.words)
        if self._waits(config):
            add_files_to_come(files, config, reading.library.pages)
        elif (count := self._writers_of_data(config)) > 1:
            self.data = DataMeanwhile(reading, files, config, count // 2)
        else:
            data, self.twins = parted(reading.data())
            self.exported = add_exports(data, files, config)
        if self._can_be_kept(config):
            add_manifest(files, config)
        return files

    def _writers_of_data(self, config: MkDocsConfig) -> int:
        """How many processes this build may have, if data files are written beside its pages."""
        reading = self.reading
        if reading is None or self.last_good is not None or not can_be_written_meanwhile(config):
            return 1
        return how_many(self.config.processes, len(reading.pages), worth_one=WORTH_ONE)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation for pages that are written later."""
        self.nav = nav
        return nav

    def _waits(self, config: MkDocsConfig) -> bool:
        """True where pages, search and data files are made when they are asked for."""
        return self.on_demand is not None and can_wait(config)

    def _can_be_kept(self, config: MkDocsConfig) -> bool:
        """True where a device may keep pages: not in a preview, where each must be of now."""
        return has_worker(config) and self.last_good is None

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """Begin a hand-written page."""
        if self.reading is not None and not isinstance(page, RecordPage):
            self.resolver.begin(self.reading.renderer, page.file.src_uri)
            if self.reading.problems is not None:
                return self.reading.problems.last_good_text(page.file.src_uri, markdown)
        return markdown

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """End a hand-written page with the list of what it cites."""
        if isinstance(page, RecordPage):
            return self._banner(page.finished.source) + html
        shown = self._with_abbreviations(html + self.resolver.end(page))
        return self._banner(self._source_of(page, config)) + shown

    def _banner(self, source: str) -> str:
        problems = self.reading.problems if self.reading is not None else None
        return problems.banner(source) if problems is not None else ""

    def _source_of(self, page: Page, config: MkDocsConfig) -> str:
        layout = make_layout(self.config, config)
        return layout.shown(layout.docs_dir / page.file.src_uri)

    def _with_abbreviations(self, html: str) -> str:
        if self.reading is None:
            return html
        return mark_abbreviations(html, self.reading.library.abbreviations)[0]

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Every page is finished: tell the search what to find on ours."""
        self.search = SearchHandOver(self.config.search_parts_from)
        warn_of_unknown_search(config)
        # A preview's own script stands in the page, and a site without addresses has no origin.
        csp = self.config.csp if self._can_be_kept(config) else False
        if csp:
            self.policy = ContentPolicy(csp if isinstance(csp, str) else policy_of(config))
            self.policy.install(env)
        self.shells = ThemeShells(env) if self.config.theme_shell else None
        if self.last_good is None:
            # What was read stays to the end: looking it over for garbage is a tenth of a build.
            gc.freeze()
        if self.reading is not None:
            documents = files.documentation_pages()
            date_pages((file.page for file in documents if file.page), self.reading.heads)
        if self.reading is not None and self.on_demand is not None and self._waits(config):
            write_search = partial(self._write_search_now, files, config)
            documents = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            around = Surroundings(config, self.nav, env, files, documents)
            self.on_demand.rest = Rest(around, self.reading, write_search)
        else:
            self._add_entries(files, config)
        if self.last_good is None and self.config.theme_shell and can_wait(config):
            around = Surroundings(config, self.nav, env, files, files.documentation_pages())
            count = how_many(self.config.processes, len(around.ours), worth_one=WORTH_ONE)
            self.helpers = Helpers(around, count, partial(self._write_scripts, config))
        return env

    def _write_scripts(self, config: MkDocsConfig) -> None:
        if self.policy is not None:
            self.policy.write(Path(config.site_dir))

    def _add_entries(self, files: Files, config: MkDocsConfig) -> None:
        if self.reading is not None and self.search is not None:
            ours = [file.page.finished for file in files if isinstance(file.page, RecordPage)]
            self.search.add_entries(self.reading.renderer.search_entries(ours), config)

    def _write_search_now(self, files: Files, config: MkDocsConfig) -> None:
        self._add_entries(files, config)
        if self.search is not None:
            self.search.write_parts(config)
            self.search.write_whole(config)

    def on_post_page(self, output: str, *, config: MkDocsConfig, page: Page | None = None) -> str:
        """Let the page say what it is, and search with our worker."""
        if self.helpers is not None:
            self.helpers.come_to(page)
        if not output:  # a page that waits
            return output
        if page is not None:
            name = page.file.src_uri.removesuffix(".md")
            head = self.reading.heads.of(name) if self.reading else PageHead()
            feed = self.reading.feed if self.reading else None
            links = feed_links(feed) if feed else []
            manifest = MANIFEST if self._can_be_kept(config) else ""
            output = with_head(without_indentation(output), page, config, head, links, manifest)
        return use_our_worker(output) if takes_entries(config) else output

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Let the page of a wrong address search with our worker, too."""
        return self.on_post_page(output_content, config=config)

    @event_priority(100)  # before the theme writes its index
    def _write_search(self, *, config: MkDocsConfig) -> None:
        """Write the index of a large knowledge base."""
        if self.search is not None:
            self.search.write_parts(config)

    @event_priority(-200)  # after every other plugin has written its files
    def _write_last(self, *, config: MkDocsConfig) -> None:
        """The site is whole: write twins of its pages, and the worker, which knows all its files."""
        if self.shells is not None:
            log.debug(self.shells.report)
        site_dir = Path(config.site_dir)
        self._write_scripts(config)
        left_out = self.exported | write_twins(self.twins, site_dir)
        if self.data is not None:
            left_out |= self.data.end()
        if self.reading is not None and self._can_be_kept(config):
            addresses, words = self.reading.renderer.addresses, self.reading.renderer.words
            write_service_worker(site_dir, addresses, words, left_out=left_out)
        if self.last_good is not None:
            write_worker_that_leaves(site_dir)
        self.staging.finish()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],
    ) -> LiveReloadServer:
        """Hear what browsers ask for."""
        if self.on_demand is not None:
            self.on_demand.serve(server, config)
        return server

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leave the last good site as it is, and say what the disk said."""
        if self.data is not None:
            self.data.stop()
        self.staging.fail(error)

    def on_shutdown(self) -> None:
        """MkDocs is done: a site without errors takes the place of the old one."""
        self.staging.end()

    on_post_build = CombinedEvent(_write_search, _write_last)
