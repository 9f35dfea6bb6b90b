"""Where each thing stands in the API and on the pages: links are paths below the site's root."""

from __future__ import annotations

from urllib.parse import quote

from mkdocs_evidence.export.json_api.values import Link, Prose, prose
from mkdocs_evidence.library import HeardStatement, Library, LinkedClaim, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.render.addresses import Addresses, record_path, study_path
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import short_label, shortened

#: A field that goes or changes its meaning makes a new version; a field more does not.
API_VERSION = "v1"
ROOT = f"api/{API_VERSION}"
#: Letters of a statement that name it in a link.
_TITLE = 100


def claim_path(linked: LinkedClaim) -> str:
    """File of a claim, below the root of the API and without its ending."""
    return f"claims/{linked.id}"


def statement_path(heard: HeardStatement) -> str:
    """File of a statement heard."""
    return f"statements/{heard.statement.id}"


class Links:
    """Links to the things of one library; each is made once, for there are thousands of uses."""

    def __init__(self, library: Library, addresses: Addresses) -> None:
        self._library = library
        self._addresses = addresses
        self._names = {record.slug: record.model.name for record in library.records}
        #: By what a thing is called: the slug, record and claim, the citation key.
        self._records: dict[str, Link] = {}
        self._claims: dict[tuple[str, str], Link] = {}
        self._studies: dict[str, Link] = {}

    def record(self, slug: str) -> Link:
        """Link to a record."""
        made = self._records.get(slug)
        if made is None:
            record = self._library.by_slug[slug]
            page = self._addresses.record(record)
            made = self._link(record_path(record), slug, record.model.name, page)
            self._records[slug] = made
        return made

    def records(self, slugs: list[str]) -> list[Link]:
        """Links to the records of these slugs, each once."""
        return [self.record(slug) for slug in dict.fromkeys(slugs)]

    def claim(self, linked: LinkedClaim) -> Link:
        """Link to a claim on the page of its record."""
        claim, name = linked.claim, (linked.record.slug, linked.claim.id)
        made = self._claims.get(name)
        if made is None:
            page = self._addresses.record(linked.record)
            made = self._link(claim_path(linked), linked.id, claim.statement, page, claim.id)
            self._claims[name] = made
        return made

    def claims(self, refs: list[str]) -> list[Link]:
        """Links to the claims of these references, as far as they are shown."""
        found = (self._library.by_ref.get(ref) for ref in refs)
        return [self.claim(linked) for linked in found if linked and linked.is_shown]

    def study(self, study: Study) -> Link:
        """Link to a study."""
        key = study.reference.key
        made = self._studies.get(key)
        if made is None:
            page = self._addresses.study(key)
            made = self._link(study_path(key), key, short_label(study.reference), page)
            self._studies[key] = made
        return made

    def studies(self, keys: list[str]) -> list[Link]:
        """Links to the studies of these keys, each once."""
        return [self.study(self._library.studies[key]) for key in dict.fromkeys(keys)]

    def statement(self, heard: HeardStatement) -> Link:
        """Link to a statement heard."""
        name, text = heard.statement.id, heard.statement.text
        return self._link(statement_path(heard), name, text, self._addresses.heard, name)

    def page(self, name: str, anchor: str = "") -> str:
        """Path of a page below the root of the site, with a place on it."""
        return self._addresses.url(name) + (f"#{quote(anchor)}" if anchor else "")

    def leaflet(self, record: SourceFile[Record]) -> str:
        """Path of a condition's leaflet for patients."""
        return self.page(self._addresses.leaflet(record))

    def prose(self, text: str) -> Prose:
        """A prose field."""
        return prose(text, self._names)

    def prose_or_none(self, text: str | None) -> Prose | None:
        """A prose field that a record may leave out."""
        return self.prose(text) if text else None

    def _link(self, path: str, name: str, title: str, page: str, anchor: str = "") -> Link:
        return Link(
            id=name,
            title=shortened(title, _TITLE),
            api=f"{ROOT}/{path}.json",
            page=self.page(page, anchor),
        )
