"""Bodies of pages kept from one rendering to the next, as long as nothing that they show changes.

A page links to whatever it shows something of: that is the law of the product, and here what makes
a preview fast. So a body is still right while the record or the study of its page is the same, and
those of every page that it links to. A part of a list says what its rows are made from, in order.
What pages show without a link to it counts for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import count
from operator import is_

from mkdocs_evidence.history.log import ChangeLog
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.page import Body, Page
from mkdocs_evidence.sources.knowledge_base import SourceFile

#: Where a reference stands in its file moves with each entry above it, and shows nowhere.
_SHOWN = [field.name for field in fields(Reference) if field.name not in {"line", "field_lines"}]


@dataclass(frozen=True)
class _Kept:
    body: Body
    #: What the body was made from: one number for each thing, the same while the thing is.
    made_from: tuple[int, ...]


class KeptBodies:
    """Knows the bodies of the last rendering, and which of them are still right."""

    def __init__(self) -> None:
        #: Pages that were written anew since the last library came.
        self.written: list[str] = []
        self._kept: dict[str, _Kept] = {}
        self._seen: dict[object, tuple[object, int]] = {}
        self._numbers = count()
        self._versions: dict[str, int] = {}
        #: Parts of lists, which are known when they come.
        self._parts: set[str] = set()
        self._common = -1

    def begin(self, library: Library, addresses: Addresses, log: ChangeLog) -> None:
        """Compare a library with the last one."""
        self.written = []
        self._common = self._number("", tuple(_common(library, addresses, log)))
        self._versions = {
            addresses.heard: self._number(addresses.heard, tuple(self._statements(library))),
            **{addresses.record(r): self._record(r, library) for r in library.records},
            **{addresses.study(k): self._study(s, library) for k, s in library.studies.items()},
        }
        for record, _ in library.leaflets():
            self._versions[addresses.leaflet(record)] = self._versions[addresses.record(record)]
        for name in set(self._kept) - set(self._versions) - self._parts:
            del self._kept[name]
        self._parts = set()

    def keep(self, page: Page) -> Page:
        """The same page, whose body is written only where it must be."""
        if page.rows_from:
            sources = tuple((name, self._versions.get(name, -1)) for name in page.rows_from)
            self._versions[page.name] = self._number(("rows of", page.name), sources)
            self._parts.add(page.name)
        return (
            replace(page, write=partial(self._body, page)) if page.name in self._versions else page
        )

    def _body(self, page: Page) -> Body:
        kept = self._kept.get(page.name)
        if kept is None or kept.made_from != self._sources(page.name, kept.body):
            self.written.append(page.name)
            body = page.write()
            kept = self._kept[page.name] = _Kept(body, self._sources(page.name, body))
        return kept.body

    def _sources(self, name: str, body: Body) -> tuple[int, ...]:
        linked = sorted({target for target, _ in body.links})
        return (
            self._common,
            self._versions[name],
            *(self._versions.get(target, -1) for target in linked),
        )

    def _record(self, record: SourceFile[Record], library: Library) -> int:
        pointing = (claim.ref for claim in library.pointing_to.get(record.slug, ()))
        heard = (heard.statement.id for heard in library.heard_about.get(record.slug, ()))
        file = self._number(("record", record.slug), record, is_)
        return self._number(("page of", record.slug), (file, tuple(pointing), tuple(heard)))

    def _study(self, study: Study, library: Library) -> int:
        reference = self._number(("reference", study.key), study.reference, _looks_the_same)
        appraisal = self._number(("study", study.key), study.file, is_)
        cited = tuple((cited.claim.ref, cited.index) for cited in study.cited_by)
        mentioned = tuple((mention.page, mention.part) for mention in study.mentions)
        trials = tuple(library.trials[trial] for trial in study.appraisal.trial)
        whole = (reference, appraisal, cited, mentioned, trials)
        return self._number(("page of study", study.key), whole)

    def _statements(self, library: Library) -> Iterator[int]:
        files = {heard.file.path: heard.file for heard in library.statements}
        for path, file in files.items():
            yield self._number(("statements", path), file, is_)

    def _number(
        self, name: object, thing: object, same: Callable[[object, object], bool] | None = None
    ) -> int:
        """The number of a thing: a new one whenever the thing of this name is another."""
        before = self._seen.get(name)
        if before is not None and (same(before[0], thing) if same else before[0] == thing):
            return before[1]
        number = next(self._numbers)
        self._seen[name] = thing, number
        return number


def _common(library: Library, addresses: Addresses, log: ChangeLog) -> Iterable[object]:
    """What any page may show without a link to it: symbols of doubt, abbreviations, formats."""
    yield library.layout
    yield tuple(library.abbreviations.items())
    for key, study in library.studies.items():
        if study.appraisal.integrity.status is not IntegrityStatus.OK:
            yield key, study.appraisal.integrity.status
    yield addresses.state
    yield tuple(entry.commit for entry in log.entries), log.note


def _looks_the_same(before: object, now: object) -> bool:
    return before is now or all(getattr(before, n) == getattr(now, n) for n in _SHOWN)
