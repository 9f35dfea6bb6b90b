"""Prose in records and hand-written pages: what it cites and which records it links to.

Three notations are ours: `[@key]`, `[@key, p. 3; @other]` cites studies; `[[slug]]`,
`[[slug#claim]]`, `[[slug|words]]` links records; `[[list:conditions]]` lists them, on
hand-written pages only. Inside code they mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

#: A key and its locator; \x02 is how the engine marks what it has already read.
_CITED = r"@[^\s@;,\[\]\x02]+(?:,[^;\]]*)?"
#: The space before a citation is part of it: the number hugs the word that it follows.
CITATION = re.compile(rf"[ \t]?\[({_CITED}(?:\s*;\s*{_CITED})*)\]")
RECORD_LINK = re.compile(r"\[\[([a-z0-9-]*)(?:#([a-z0-9-]+))?(?:\|([^\]|]+))?\]\]")
LIST = re.compile(r"\[\[list:([a-z-]+)\]\]")
#: Lists that a hand-written page can ask for.
LIST_NAMES = (
    "conditions",
    "treatments",
    "harms",
    "topics",
    "numbers",
    "map",
    "certainty",
    "featured",
    "search",
    "offline",
    "changes",
)
#: Code, escapes, links in angle brackets, quotations: here the engine decides what is cited.
_NEEDS_ENGINE = re.compile(r"`|^(?: {4}|\t)|[<>\\]", re.MULTILINE)


#: Brackets that may stand open at once: for each, the engine looks for its end in the whole text.
_MOST_OPEN = 50
_BRACKET = re.compile(r"\]\(|[\[\]()]|\n\s*\n")


def tangled_at(text: str) -> int | None:
    """Where a text has more open brackets than any sentence needs; None for all sound texts.

    >>> tangled_at("[a](b) " * 1000), tangled_at("[" * 1000)
    (None, 50)
    """
    if text.count("[") <= _MOST_OPEN:
        return None
    links = targets = 0
    for match in _BRACKET.finditer(text):
        match match.group():
            case "[":
                links += 1
            case "]":
                links = max(0, links - 1)
            case "](":
                links, targets = max(0, links - 1), targets + 1
            case ")":
                targets = max(0, targets - 1)
            case "(":
                pass
            case _:
                links = targets = 0
        if links + targets > _MOST_OPEN:
            return match.start()
    return None


@dataclass(frozen=True, slots=True)
class Cited:
    """One study cited in prose, with the place in the study if one is given."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record, or to a claim of it; an empty slug means the record itself."""

    slug: str
    claim: str = ""
    label: str = ""

    def __str__(self) -> str:
        return f"[[{self.slug}{'#' + self.claim if self.claim else ''}"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A wish for a list of records in a hand-written page."""

    name: str

    def __str__(self) -> str:
        return f"[[list:{self.name}]]"


class Resolver(Protocol):
    """Turns what prose cites and links to into elements of a page."""

    def citation(self, cited: list[Cited]) -> Element | None:
        """Element for one bracket of citations; None leaves the text as it is."""

    def record_link(self, link: RecordLink) -> Element | None:
        """Element for one record link; None leaves the text as it is."""

    def listing(self, request: ListRequest) -> str | None:
        """Finished HTML of a list; None leaves the text as it is."""


def parse_citation(inner: str) -> list[Cited]:
    """Parse the inside of a citation bracket: `@key, p. 3; @other`."""
    cited = []
    for part in inner.split(";"):
        key, _, locator = part.strip().removeprefix("@").partition(",")
        cited.append(Cited(key.strip(), locator.strip()))
    return cited


def parse_record_link(match: re.Match[str]) -> RecordLink | None:
    """Parse a match of RECORD_LINK; None where it names nothing."""
    slug, claim, label = (part or "" for part in match.groups())
    return RecordLink(slug, claim, label.strip()) if slug or claim else None


def without_notations(text: str, words_of: Callable[[RecordLink], str]) -> str:
    """Prose without citations, and with words in the place of links to records."""

    def words(match: re.Match[str]) -> str:
        link = parse_record_link(match)
        return words_of(link) if link else match.group(0)

    return RECORD_LINK.sub(words, CITATION.sub("", text))


@dataclass
class Scan:
    """What a text cites and links to, in order."""

    citations: list[Cited] = field(default_factory=list)
    links: list[RecordLink] = field(default_factory=list)
    lists: list[ListRequest] = field(default_factory=list)

    def citation(self, cited: list[Cited]) -> Element | None:
        """Note citations (this class is itself a resolver that renders nothing)."""
        self.citations.extend(cited)
        return None

    def record_link(self, link: RecordLink) -> Element | None:
        """Note a link."""
        self.links.append(link)
        return None

    def listing(self, request: ListRequest) -> str | None:
        """Note a list."""
        self.lists.append(request)
        return None


def scan(text: str) -> Scan:
    """Find the citations and record links of a prose field of a record."""
    found = Scan()
    if "[@" not in text and "[[" not in text:
        return found
    if _NEEDS_ENGINE.search(text):
        record_engine(found).convert(text)
        return found
    for match in CITATION.finditer(text):
        found.citation(parse_citation(match.group(1)))
    for match in RECORD_LINK.finditer(text):
        if link := parse_record_link(match):
            found.record_link(link)
    return found


def scan_markdown(
    text: str,
    extensions: list[str | Extension],
    found: Scan,
    configs: dict[str, dict[str, object]] | None = None,
) -> None:
    """Find the citations and record links of a whole Markdown page, with its extensions."""
    markdown = Markdown(
        extensions=[*extensions, ProseExtension(found)], extension_configs=configs or {}
    )
    markdown.convert(text)


def record_engine(resolver: Resolver) -> Markdown:
    """The Markdown of records, without raw HTML and without definitions of links.

    `[@key]: a sentence` would be taken for such a definition, and the sentence would vanish.

    What is checked and what is drawn go through this one engine: a citation that only one of them
    saw would be a study that is not there.
    """
    engine = Markdown(extensions=["tables", "sane_lists", ProseExtension(resolver)])
    engine.parser.blockprocessors.deregister("reference")
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    engine.inlinePatterns.deregister("entity")
    return engine


class ProseExtension(Extension):
    """Python-Markdown extension for our two notations; a resolver decides what they become."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__()
        self.resolver = resolver

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (their name)
        """Register both notations after code and escapes, before links and references."""
        md.inlinePatterns.register(_CitationProcessor(self.resolver, md), "evidence-cite", 176)
        md.inlinePatterns.register(_LinkProcessor(self.resolver, md), "evidence-link", 177)
        md.inlinePatterns.register(_ListProcessor(self.resolver, md), "evidence-list", 178)


class _ProseProcessor(InlineProcessor):
    pattern_text = ""

    def __init__(self, resolver: Resolver, md: Markdown) -> None:
        super().__init__(self.pattern_text, md)
        self.resolver = resolver


class _CitationProcessor(_ProseProcessor):
    pattern_text = CITATION.pattern

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        element = self.resolver.citation(parse_citation(m.group(1)))
        return (element, m.start(0), m.end(0)) if element is not None else (None, None, None)


class _LinkProcessor(_ProseProcessor):
    pattern_text = RECORD_LINK.pattern

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        link = parse_record_link(m)
        element = self.resolver.record_link(link) if link else None
        return (element, m.start(0), m.end(0)) if element is not None else (None, None, None)


class _ListProcessor(_ProseProcessor):
    pattern_text = LIST.pattern

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        html = self.resolver.listing(ListRequest(m.group(1)))
        if html is None or self.md is None:
            return None, None, None
        return self.md.htmlStash.store(html), m.start(0), m.end(0)
