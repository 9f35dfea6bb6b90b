"""What a change does to the evidence, as text for a terminal and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mkdocs_evidence.history.change import Change, ChangeImportance
from mkdocs_evidence.history.change_data import as_data
from mkdocs_evidence.history.headline import headline
from mkdocs_evidence.history.touched import TouchedPage
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem, visible
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.change_places import place_of_change
from mkdocs_evidence.wording import counted, shortened

#: Version of the JSON; a field that goes or changes its meaning makes a new one.
JSON_VERSION = 1
#: Letters of a statement that a line of text shows.
_STATEMENT = 200


@dataclass(frozen=True)
class ChangeReport:
    """Everything that a reviewer is told about a change."""

    #: What the user called the two editions.
    base: str
    head: str
    changes: tuple[Change, ...]
    pages: tuple[TouchedPage, ...]
    #: Reasons that are missing: these fail.
    problems: tuple[Problem, ...]
    #: Errors in the files of each edition, for which only a part of it could be compared.
    base_errors: int
    head_errors: int
    links: PageLinks

    @property
    def headline(self) -> str:
        """The change in one line."""
        return headline(self.changes, len(self.pages))

    def caveats(self) -> Iterator[str]:
        """Why the comparison may not be whole."""
        for name, number in ((self.base, self.base_errors), (self.head, self.head_errors)):
            if number:
                errors = counted(number, "error", "errors")
                yield f"{name} has {errors} in its files: only what could be read was compared."


@dataclass(frozen=True)
class PageLinks:
    """Addresses of pages in the new edition: whole where the address of the site is known."""

    library: Library
    addresses: Addresses
    site_url: str

    def of_page(self, page: TouchedPage) -> str:
        """Address of a touched page."""
        if page.kind == "study":
            return self._url(self.addresses.study(page.name))
        if page.kind == "heard":
            return self._url(self.addresses.heard)
        return self._url(self.addresses.record(self.library.by_slug[page.name]))

    def of_change(self, change: Change) -> str:
        """Address of what changed; empty where the new edition has no page for it."""
        place = place_of_change(change, self.library, self.addresses)
        return self._url(*place) if place else ""

    def _url(self, page: str, anchor: str = "") -> str:
        root = f"{self.site_url.rstrip('/')}/" if self.site_url else ""
        return f"{root}{self.addresses.url(page)}{f'#{anchor}' if anchor else ''}"


def as_text(report: ChangeReport) -> str:
    """Most important first, each with its place; then the pages, then the reasons that miss."""
    blocks = [report.headline]
    for importance in ChangeImportance:
        found = [change for change in report.changes if change.importance is importance]
        if found:
            blocks.append("\n".join([importance.label, *(_entry(change) for change in found)]))
    if report.pages:
        lines = [f"  {_line(page.title)}  {report.links.of_page(page)}" for page in report.pages]
        blocks.append("\n".join(["Pages", *lines]))
    blocks += report.caveats()
    if report.problems:
        lines = [str(problem) for problem in report.problems]
        missing = counted(len(lines), "reason is missing", "reasons are missing")
        blocks.append("\n".join([*lines, "", missing]))
    return "\n\n".join(blocks)


def _entry(change: Change) -> str:
    marks = ["safety or critical outcome"] if change.is_safety else []
    marks += ["summary of findings"] if change.in_summary else []
    where = " ".join(f"{place.path}:{place.line}" for place in change.places)
    head = "  ".join(filter(None, [where, change.ref, f"({', '.join(marks)})" if marks else ""]))
    about = shortened(_line(change.about), _STATEMENT)
    return f"  {visible(head)}\n    {about}\n    {_line(change.sentence)}"


def _line(text: str) -> str:
    """Words of a record on one line, in which nothing speaks to the terminal."""
    return visible(" ".join(text.split()))


def as_json(report: ChangeReport) -> str:
    """The whole report; docs/about/editing.md describes its fields."""
    data: dict[str, Any] = {
        "version": JSON_VERSION,
        "base": report.base,
        "head": report.head,
        "headline": report.headline,
        "counts": Counter(change.importance.value for change in report.changes),
        "changes": [
            {**as_data(change), "url": report.links.of_change(change)} for change in report.changes
        ],
        "pages": [
            {
                "kind": page.kind,
                "name": page.name,
                "title": page.title,
                "url": report.links.of_page(page),
            }
            for page in report.pages
        ],
        "problems": [problem.as_data() for problem in report.problems],
        "errors": {"base": report.base_errors, "head": report.head_errors},
    }
    return json.dumps(data, indent=2)
