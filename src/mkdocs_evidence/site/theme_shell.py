"""The theme around our pages, rendered once for many of them.

Whatever a theme draws around two pages of one folder differs in a few values: title, description,
addresses, contents, body. So the theme is rendered once with marks in the place of these values,
and each page is put together from the pieces. Nothing of a theme is known here but that it is a
template: what the marks do not account for (front matter, another plugin's variable) is part of
what tells shells apart, and the first pages of each shell are rendered by the theme as well and
must come out the same. Where they do not, the theme renders every page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, TemplateNotFound, UndefinedError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.toc import AnchorLink

from mkdocs_evidence.render.compiled_templates import COMPILED
from mkdocs_evidence.site.other_plugins import listeners
from mkdocs_evidence.site.other_themes import is_material
from mkdocs_evidence.site.record_page import RecordPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("evidence")

Context = Mapping[str, Any]
ByTheme = Callable[[Context], str]

#: Begins and ends a mark. Between them stands what escaping or a change of case would alter.
_EDGE = "\ue000"
_MARK = _EDGE + "{}&amp;&<b>\"aB'" + _EDGE
_SLOT = re.compile(re.escape(_MARK).replace(r"\{\}", "([a-z_]+)"))
#: The theme prints a title of its own above a body that has none.
_HEADING = "<h1"
#: Pages of each shell that the theme renders as well, to compare.
_PROVEN_BY = 2
#: What MkDocs gives every page; the rest of a context is from other plugins.
_USUAL = frozenset(
    "nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page".split()
)
_CONTENTS = ("partials/toc.html", "toc.html")
_LANGUAGE = "partials/language.html"


@dataclass
class _Shell:
    """Pieces of the theme, and the names of the values between them."""

    pieces: list[str]
    slots: list[str]
    #: Pages that came out as the theme renders them.
    proofs: int = 0

    def filled(self, values: Mapping[str, str]) -> str:
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


class ThemeShells:
    """Renders our pages in the theme of one build."""

    def __init__(self, environment: Environment) -> None:
        #: Pages that were put together from a shell, and that the theme rendered.
        self.spliced = 0
        self.rendered = 0
        #: Where a shell went wrong; empty while all are right.
        self.cause = ""
        self._environment = environment
        self._shells: dict[object, _Shell] = {}
        self._contents: dict[object, str] = {}
        self._words: object = None
        self._navigation: _Navigation | None = None
        environment.template_class = _template_class(self)
        environment.bytecode_cache = environment.bytecode_cache or COMPILED
        if environment.cache is not None:
            environment.cache.clear()

    @property
    def report(self) -> str:
        """How often the theme was needed."""
        return f"{self.spliced} pages from shells of the theme, {self.rendered} rendered by it"

    def page(self, page: RecordPage, context: Context, by_theme: ByTheme) -> str:
        """One page, from its shell where there is one."""
        key = None if self.cause else self._key(page, context)
        if key is None:
            self.rendered += 1
            return by_theme(context)
        shell = self._shells.get(key)
        if shell is None:
            shell = self._shells[key] = self._make(page, context, by_theme)
        output = shell.filled({**_values(page), "toc": self._contents_of(page, context)})
        if shell.proofs >= _PROVEN_BY:
            self.spliced += 1
            return output
        expected = by_theme(context)
        shell.proofs += 1
        self.rendered += 1
        if output != expected:
            self._give_up(page, output, expected, context["config"])
        return expected

    def _key(self, page: RecordPage, context: Context) -> object:
        """What tells shells apart; None for pages of the navigation, where each menu differs."""
        if self._navigation is None:
            self._navigation = _Navigation(context["nav"])
        if id(page) in self._navigation.pages:
            return None
        values = _values(page)
        meta = {name: value for name, value in page.meta.items() if name not in values}
        others = {name: value for name, value in context.items() if name not in _USUAL}
        return (
            self._navigation.place_of(page.url),
            *map(bool, values.values()),
            _has_heading(page),
            bool(page.toc.items),
            repr(meta),
            repr(others),
        )

    def _make(self, page: RecordPage, context: Context, by_theme: ByTheme) -> _Shell:
        """The shell of pages like this one. A mark that was changed makes it wrong at once."""
        output = by_theme({**context, "page": _marked(page)})
        mark = _MARK.format("content")
        output = output.replace(_HEADING * _has_heading(page) + mark, mark)
        contents = self._contents_of(page, context)
        if contents:
            output = output.replace(contents, _MARK.format("toc"), 1)
        pieces = _SLOT.split(output)
        return _Shell(pieces[::2], pieces[1::2])

    def _contents_of(self, page: RecordPage, context: Context) -> str:
        """The theme's table of contents; pages with the same headings below their title share it."""
        title, mark = page.meta["title"], _MARK.format("title")
        named_by_title = [entry for entry in page.toc if entry.title == title]
        for entry in named_by_title:
            entry.title = mark
        outline = _outline(page.toc)
        if outline not in self._contents:
            self._words = self._words or _words(self._environment, context)
            named = {**context, "lang": self._words}
            self._contents[outline] = _rendered_contents(self._environment, named)
        for entry in named_by_title:
            entry.title = title
        return self._contents[outline].replace(mark, title)

    def _give_up(self, page: RecordPage, ours: str, theirs: str, config: MkDocsConfig) -> None:
        """Say once why the theme renders all pages from here on."""
        pairs = zip(ours.splitlines(), theirs.splitlines(), strict=False)
        differs = next((theme for shell, theme in pairs if shell != theme), "")
        self.cause = f'{page.file.src_uri} ("{differs.strip()[:100]}")'
        # Of Material we expect otherwise; of other themes nothing, and their pages are right.
        tell = log.warning if is_material(config) else log.info
        tell(
            "The theme draws something around our pages that depends on the page, so every page goes "
            "through the theme, which takes many times as long. First seen on %s. Other plugins at "
            "work there: %s; overrides of the theme: %s. To build so on purpose, set theme_shell: false.",
            self.cause,
            ", ".join(listeners(config, "page_context", "env")) or "none",
            config.theme.custom_dir or "none",
        )


def _template_class(shells: ThemeShells) -> type[Template]:
    class SplicedTemplate(Template):
        """A template of the theme; MkDocs asks it for one page after the other."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            """The page in the theme, its body written only for that long."""
            page = args[0].get("page") if args else None
            if not isinstance(page, RecordPage) or page.waits:
                return super().render(*args, **kwargs)
            page.write()
            try:
                return shells.page(page, args[0], super().render)
            finally:
                page.forget()

    return SplicedTemplate


class _Navigation:
    """Where the links of the theme lead, and how they look from a page."""

    def __init__(self, nav: Any) -> None:
        self.pages = frozenset(map(id, nav.pages))
        folders = [tuple(page.url.split("/")[:-1]) for page in nav.pages]
        self._folders = {parts[:n] for parts in folders for n in range(len(parts) + 1)} | {()}

    def place_of(self, url: str) -> tuple[object, ...]:
        """The folders that a page shares with links, and its depth: all that links depend on."""
        folders = tuple(url.split("/")[:-1])
        shared = next(n for n in range(len(folders), -1, -1) if folders[:n] in self._folders)
        return folders[:shared], len(folders)


def _values(page: RecordPage) -> dict[str, str]:
    """What differs from page to page; templates print it as it is."""
    return {
        "title": page.meta["title"],
        "description": page.meta.get("description") or "",
        "canonical_url": page.canonical_url or "",
        "edit_url": page.edit_url or "",
        "content": page.content or "",
    }


def _marked(page: RecordPage) -> RecordPage:
    """The same page with marks in the place of its values."""
    marked = copy(page)
    marked.meta = dict(page.meta)
    marked.title = marked.meta["title"] = _MARK.format("title")
    if page.meta.get("description"):
        marked.meta["description"] = _MARK.format("description")
    if page.canonical_url:
        marked.canonical_url = _MARK.format("canonical_url")
    if page.edit_url:
        marked.edit_url = _MARK.format("edit_url")
    marked.content = _HEADING * _has_heading(page) + _MARK.format("content")
    return marked


def _has_heading(page: RecordPage) -> bool:
    return _HEADING in (page.content or "")


def _outline(entries: Iterable[AnchorLink]) -> tuple[object, ...]:
    return tuple((entry.title, entry.id, _outline(entry.children)) for entry in entries)


def _rendered_contents(environment: Environment, context: Context) -> str:
    """The theme's table of contents alone; empty where it has none that can stand alone."""
    for name in _CONTENTS:
        try:
            template = environment.get_template(name)
            return Template.render(template, context)
        except (TemplateNotFound, UndefinedError):
            continue
    return ""


def _words(environment: Environment, context: Context) -> object:
    """The words of the theme in its language, which templates of Material know as `lang`."""
    try:
        return environment.get_template(_LANGUAGE).make_module(dict(context))
    except TemplateNotFound:
        return None
