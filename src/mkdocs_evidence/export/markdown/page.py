"""A page in plain Markdown: its links, its citations, and text that stays text.

The notation is what CommonMark and Python-Markdown read alike: headings, lists, tables with pipes,
links to files by relative paths, and `<a id>` for anchors, which has no notation of its own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.prose import (
    CITATION,
    RECORD_LINK,
    Cited,
    parse_citation,
    parse_record_link,
)
from mkdocs_evidence.render.addresses import Addresses, slug_of
from mkdocs_evidence.render.page import doubt_about
from mkdocs_evidence.render.reference_style import reference_text
from mkdocs_evidence.wording import effect_in_full, in_sentence, short_label

_MARKUP = re.compile(r"([\\`*_\[\]])")
#: What begins a heading or a list; the sign that does it is the second group.
_LIST_OR_HEADING = re.compile(r"^(|\d+)([#+-]|(?<=\d)[.)])(?=[\s#]|$)")
#: What a line has that is not plain text as it stands; most have nothing.
_ODD = re.compile(rf"[&<>|]|{_MARKUP.pattern}|{_LIST_OR_HEADING.pattern}")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_CODE = re.compile(
    r"(?ms)^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?^ {0,3}\1[^\n]*$|(`+)(?!`).+?(?<!`)\2(?!`)"
)


def text(value: object) -> str:
    """Any text as one line of Markdown that says it and marks up nothing."""
    line = " ".join(str(value).split())
    if not _ODD.search(line):
        return line
    marked = re.sub(r"[&<>|]", lambda match: _ENTITIES[match.group()], line)
    return _LIST_OR_HEADING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", marked))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already; a cell is one line."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in lines)


@lru_cache(maxsize=50_000)
def _way(folder: str, page: str) -> str:
    """Path of a page's file from a folder; the pages of a folder link the same ones."""
    if folder and page.startswith(f"{folder}/"):
        return f"{page.removeprefix(f'{folder}/')}.md"
    return posixpath.relpath(f"/{page}.md", f"/{folder}")


@dataclass(frozen=True, slots=True)
class Told:
    """What many pages of one tree say in the same words; each is made once."""

    #: By the folder of the page and the citation key.
    study_links: dict[tuple[str, str], str] = field(default_factory=dict)
    #: By citation key.
    references: dict[str, str] = field(default_factory=dict)
    #: By what names the object, for as long as the tree has the library that holds it.
    effects: dict[int, str] = field(default_factory=dict)


class MarkdownPage:
    """One page: it knows where it stands, so that its links lead from there."""

    def __init__(
        self, name: str, library: Library, addresses: Addresses, told: Told | None = None
    ) -> None:
        self.name = name
        self.library = library
        self.addresses = addresses
        self._told = told or Told()
        self._folder = name.rpartition("/")[0]

    def href(self, page: str, anchor: str = "") -> str:
        """Path of another page's file from this one."""
        path = _way(self._folder, page)
        return f"{path}#{anchor}" if anchor else path

    def link(self, words: str, page: str, anchor: str = "") -> str:
        """A link in words that are plain text."""
        return f"[{text(words)}]({self.href(page, anchor)})"

    def record(self, slug: str, claim: str = "", words: str = "") -> str:
        """A link to a record, or to a claim of it."""
        record = self.library.by_slug[slug]
        return self.link(words or record.model.name, self.addresses.record(record), claim)

    def claim(self, linked: LinkedClaim) -> str:
        """A link to a claim, in its own words."""
        return self.record(linked.record.slug, linked.claim.id, linked.claim.statement)

    def study(self, key: str) -> str:
        """A link to a study by author and year; one that is retracted or in doubt says so."""
        made = self._told.study_links
        if (self._folder, key) not in made:
            study = self.library.studies[key]
            _, doubt = doubt_about(study)
            link = self.link(short_label(study.reference), self.addresses.study(key))
            made[self._folder, key] = f"{link} (**{doubt}**)" if doubt else link
        return made[self._folder, key]

    def reference(self, reference: Reference) -> str:
        """A reference in full, as text."""
        made = self._told.references
        if reference.key not in made:
            made[reference.key] = text(reference_text(reference))
        return made[reference.key]

    def effect(self, effect: Effect | None) -> str:
        """An effect in one line, as text; nothing where there is none."""
        if effect is None:
            return ""
        made = self._told.effects
        if id(effect) not in made:
            made[id(effect)] = text(effect_in_full(effect))
        return made[id(effect)]

    def cite(self, cited: Iterable[Cited]) -> str:
        """Studies in parentheses, each with the place in it."""
        marks = [
            self.study(one.key) + (f", {text(one.locator)}" if one.locator else "") for one in cited
        ]
        return f"({'; '.join(marks)})"

    def cite_keys(self, keys: Iterable[str]) -> str:
        """Studies in parentheses; nothing where there are none."""
        cited = [Cited(key, "") for key in keys]
        return self.cite(cited) if cited else ""

    def prose(self, written: str) -> str:
        """Prose of a record: its Markdown with our notations resolved, and without HTML."""
        harmless = written.replace("&", "&amp;").replace("<", "&lt;")
        return self.resolve(harmless).strip()

    def inline(self, written: str) -> str:
        """Prose of one paragraph for a line or a cell."""
        return " ".join(self.prose(written).split()).replace("|", "&#124;")

    def resolve(self, markdown: str) -> str:
        """A Markdown text with our notations resolved outside code."""
        parts, position = [], 0
        for code in _CODE.finditer(markdown):
            parts += [self._resolve(markdown[position : code.start()]), code.group()]
            position = code.end()
        return "".join([*parts, self._resolve(markdown[position:])])

    def _resolve(self, markdown: str) -> str:
        return RECORD_LINK.sub(self._record_link, CITATION.sub(self._citation, markdown))

    def _citation(self, match: re.Match[str]) -> str:
        """Studies in the place of a notation; what was escaped, or names none, is text."""
        cited = parse_citation(match.group(1))
        is_known = all(one.key in self.library.studies for one in cited)
        return f" {self.cite(cited)}" if is_known and not _is_escaped(match) else match.group()

    def _record_link(self, match: re.Match[str]) -> str:
        link = parse_record_link(match)
        if link is None or _is_escaped(match):
            return match.group()
        slug = link.slug or slug_of(self.name)
        if slug not in self.library.by_slug:
            return match.group()
        name = in_sentence(self.library.by_slug[slug].model.name)
        return self.record(slug, link.claim, link.label or name)


def _is_escaped(match: re.Match[str]) -> bool:
    return match.string[: match.start()].endswith("\\")
