"""A finished page, and the writer that keeps track of what goes onto it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from operator import methodcaller
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup, escape

from mkdocs_evidence.history.log import NO_HISTORY, ChangeLog
from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.render.abbreviations import with_abbreviations
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.plain_text import plain_text, whole_sentences
from mkdocs_evidence.wording import INTEGRITY_SYMBOLS, label_inside
from mkdocs_evidence.words import ENGLISH, Words, spoken

#: Characters of a description: what previews of links show.
DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Search:
    """How a page stands in the search."""

    #: How much it counts: a record comes before the studies that it cites.
    boost: int = 1
    #: Other names under which a reader may look for it.
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What a page is once it is written."""

    html: str = field(repr=False)
    headings: Sequence[Heading] = ()
    anchors: AbstractSet[str] = frozenset()
    #: Pages and anchors that the page links to.
    links: AbstractSet[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Page:
    """A page: what a site builder needs to know about it at once, and how its body is written.

    Bodies of a large knowledge base are larger than memory, so each is written when it is wanted.
    """

    #: Path below docs without an ending, for example `conditions/asthma`.
    name: str
    title: str
    #: Makes the description.
    describe: Callable[[], str] = field(repr=False)
    #: The file an editor changes to change the page, as messages show it.
    source: str
    #: How the search treats the page; None for lists of everything, which would drown it.
    search: Search | None
    #: Writes the body, each time anew.
    write: Callable[[], Body] = field(repr=False)
    #: The language of its words.
    words: Words = ENGLISH
    #: Relative address of the page that has taken the place of this one.
    moved_to: str = ""

    @cached_property
    def description(self) -> str:
        """What previews of links show, in HTML; made when it is first wanted."""
        return self.describe()


@dataclass
class CitedStudy:
    """A study in the reference list of one page."""

    number: int
    study: Study
    #: Anchors of the places on the page that cite it.
    places: list[str] = field(default_factory=list)


#: A line without the blanks around it.
_STRIPPED = methodcaller("strip", " \t")


def without_indentation(html: str) -> str:
    """The same page without the blank lines and the indentation that templates leave behind.

    They are a tenth of a small page, packed. Where text is shown as it was typed, nothing is touched.
    """
    if "<pre" in html or "<textarea" in html:
        return html
    return "\n".join(filter(None, map(_STRIPPED, html.split("\n"))))


class PageWriter:
    """Writes one page: numbers its citations in order and notes its anchors and links."""

    def __init__(
        self,
        name: str,
        library: Library,
        addresses: Addresses,
        environment: Environment,
        log: ChangeLog = NO_HISTORY,
    ) -> None:
        self.name = name
        self.library = library
        self.addresses = addresses
        self.environment = environment
        self.log = log
        self.words: Words = environment.words  # type: ignore[attr-defined]
        self._begin()

    def _begin(self) -> None:
        self.headings: list[Heading] = []
        self.anchors: set[str] = set()
        self.links: set[tuple[str, str]] = set()
        self.cited: dict[str, CitedStudy] = {}
        #: Addresses as they look from here: most are used several times.
        self._hrefs: dict[tuple[str, str], str] = {}
        #: Every study that the page links to, in order.
        self.linked_studies: dict[str, Study] = {}

    # Anchors and links

    def anchor(self, anchor: str) -> str:
        """Note an anchor of the page and give it back for an id attribute."""
        self.anchors.add(anchor)
        return anchor

    def heading(self, level: int, anchor: str, text: str, *, listed: bool = True) -> Markup:
        """Write a heading and, unless it is one of very many, list it in the table of contents."""
        self.anchor(anchor)
        if listed:
            self.headings.append(Heading(level, anchor, text))
        return Markup(f'<h{level} id="{escape(anchor)}">{escape(text)}</h{level}>')

    def href(self, page: str, anchor: str = "") -> str:
        """Address of another page, noted so that the build can check it."""
        link = page, anchor
        if link not in self._hrefs:
            self.links.add(link)
            self._hrefs[link] = self.addresses.relative(self.name, page, anchor)
        return self._hrefs[link]

    def record_href(self, slug: str, claim: str = "") -> str:
        """Address of a record, or of a claim of it."""
        return self.href(self.addresses.record(self.library.by_slug[slug]), claim)

    def claim_href(self, claim: LinkedClaim) -> str:
        """Address of a claim where it lives."""
        return self.record_href(claim.record.slug, claim.claim.id)

    def study_href(self, key: str) -> str:
        """Address of a study's page, noted so that the page can hold a preview of the study."""
        if key not in self.linked_studies:
            self.linked_studies[key] = self.library.studies[key]
        return self.href(self.addresses.study(key))

    def legend_href(self) -> str:
        """Address of the page that explains the symbols; empty where the site has none."""
        return self.href(self.addresses.legend) if self.addresses.legend else ""

    def issue_href(self, form: str) -> str:
        """Address of one of the project's issue forms; empty where the site names no place for issues."""
        issues = self.library.layout.issues
        return f"{issues}?template={form}" if issues else ""

    def of_study(self, macro: Callable[..., str], study: Study) -> Markup:
        """What a macro makes of a study: the same on every page from which its address is the same.

        A study that many pages cite has its preview and its reference on each of them.
        """
        href = self.study_href(study.key)
        key = (getattr(macro, "name", ""), study.key, study.key in self.cited, href)
        made = cast("dict[object, Markup]", self.environment.globals["made_of_studies"])
        if key not in made:
            made[key] = Markup(macro(self, study))
        return made[key]

    # Citations

    def number(self, key: str) -> int:
        """Number of a study in the list of references, in order of first citation."""
        fresh = CitedStudy(len(self.cited) + 1, self.library.studies[key])
        return self.cited.setdefault(key, fresh).number

    def cite(self, key: str) -> CitedStudy:
        """Number a study and note this place of citation."""
        self.number(key)
        cited = self.cited[key]
        cited.places.append(self.anchor(f"_cite-{cited.number}-{len(cited.places) + 1}"))
        return cited

    def mark(self, key: str, locator: str = "") -> Markup:
        """A superscript number that leads to the study."""
        cited = self.cite(key)
        note = f" {escape(locator)}" if locator else ""
        return Markup(
            f'<sup class="ev-mark" id="{cited.places[-1]}"><a href="{self.study_href(key)}">'
            f"[{cited.number}{_doubt(doubt_about(cited.study))}]</a>{note}</sup>"
        )

    # Finishing

    def render(self, template: str, **values: Any) -> str:
        """Fill a template; it reaches the writer as `page`."""
        with spoken(self.words):
            return self.environment.get_template(template).render(
                page=self, library=self.library, addresses=self.addresses, **values
            )

    def finish(
        self,
        title: str,
        html: Callable[[], str],
        source: str,
        description: str | Callable[[], str],
        search: Search | None,
    ) -> Page:
        """The page whose body is this HTML, with its abbreviations marked and listed.

        A description that takes time is given as a function.
        """

        def describe() -> str:
            with spoken(self.words):
                text = description if isinstance(description, str) else description()
                described = whole_sentences(plain_text(text, self.library), DESCRIPTION)
            return str(escape(described))

        def write() -> Body:
            with spoken(self.words):
                marked = with_abbreviations(html(), self.library.abbreviations)
            body = Body(marked, self.headings, self.anchors, self.links)
            self._begin()
            return body

        return Page(
            name=self.name,
            title=title,
            describe=describe,
            source=source,
            search=search,
            write=write,
            words=self.words,
        )


def _doubt(doubt: tuple[str, str]) -> str:
    """A sign beside the number of a study that is retracted or in doubt, and its word for ears."""
    return (
        Markup(
            '<span class="ev-mark__doubt"><span class="ev-symbol" aria-hidden="true"> {}</span>'
            '<span class="ev-only-read">, {}</span></span>'
        ).format(*doubt)
        if doubt[0]
        else ""
    )


def doubt_about(study: Study) -> tuple[str, str]:
    """Sign and words for a study that is retracted or in doubt; empty for any other."""
    status = study.appraisal.integrity.status
    if status not in {IntegrityStatus.RETRACTED, IntegrityStatus.CONCERN}:
        return "", ""
    return INTEGRITY_SYMBOLS[status], label_inside(status)
