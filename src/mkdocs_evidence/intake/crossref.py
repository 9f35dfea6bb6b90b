"""Crossref: what publishers say about a DOI, and what happened to it since.

Source: Crossref REST API, `/works/{doi}` (api.crossref.org, version 1). `update-to` stands on a
notice and names what it updates; `updated-by` stands on the publication itself and also carries
the Retraction Watch data. `relation` names preprints and their published versions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from mkdocs_evidence.intake.answers import json_object
from mkdocs_evidence.intake.found_study import FoundStudy, Notice
from mkdocs_evidence.intake.identifiers import bare_doi
from mkdocs_evidence.intake.json_values import first, items, mapping
from mkdocs_evidence.intake.lookup_failure import NotAStudyError, NotKnownError
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.intake.service_client import ServiceClient
from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import IntegrityStatus

#: Crossref's types of work (`/types`) to BibTeX's types of entry.
_ENTRY_TYPES = {
    "journal-article": "article",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-chapter": "incollection",
    "reference-entry": "incollection",
    "proceedings-article": "inproceedings",
    "report": "techreport",
    "report-component": "techreport",
    "dissertation": "phdthesis",
}
#: Crossref's types of update (Crossmark) to the standing of what they update.
_UPDATES = {
    "retraction": IntegrityStatus.RETRACTED,
    "withdrawal": IntegrityStatus.RETRACTED,
    "removal": IntegrityStatus.RETRACTED,
    "partial_retraction": IntegrityStatus.CONCERN,
    "expression_of_concern": IntegrityStatus.CONCERN,
    "correction": IntegrityStatus.CORRECTED,
    "corrigendum": IntegrityStatus.CORRECTED,
    "erratum": IntegrityStatus.CORRECTED,
    "addendum": IntegrityStatus.CORRECTED,
}
#: Publishers put these words before the title of a paper that they withdraw.
_WITHDRAWN = ("retracted:", "retracted article:", "withdrawn:", "[retracted]")


@dataclass(frozen=True)
class Crossref:
    """The service, at its address."""

    client: ServiceClient
    base: str = "https://api.crossref.org"

    def work(self, doi: str) -> FoundStudy:
        """Look up a DOI.

        Raises:
            LookupFailedError: Crossref does not know it, does not answer, or it is a notice.
        """
        url = f"{self.base}/works/{quote(doi, safe='')}"
        query = {"mailto": self.client.editors_email} if self.client.editors_email else {}
        try:
            answer = self.client.ask("Crossref", url, query, json_object)
        except NotKnownError:
            message = f"Crossref does not know the DOI {doi}."
            mend = "Compare it with the paper. DOIs of DataCite and others are not at Crossref."
            raise NotKnownError(message, mend) from None
        work = mapping(answer, "message")
        found = bare_doi(str(work.get("DOI", "")))
        if found.lower() != doi.lower():
            raise NotKnownError(f"Crossref answers for another DOI ({found[:80]}) than {doi}.")
        _refuse_notice(work, doi)
        return _study(work, found)


def _study(work: dict[str, Any], doi: str) -> FoundStudy:
    kind = str(work.get("type", ""))
    preprint = kind == "posted-content"
    container = plain_text(first(work.get("container-title")))
    if preprint:
        server = plain_text(mapping(first(work.get("institution"))).get("name"))
        server = server or plain_text(work.get("publisher"))
        container = f"{server} (preprint)"
    title = plain_text(first(work.get("title")))
    if subtitle := plain_text(first(work.get("subtitle"))):
        title = title if subtitle.lower() in title.lower() else f"{title}: {subtitle}"
    return FoundStudy(
        entry_type=_ENTRY_TYPES.get(kind, "misc"),
        title=title,
        authors=tuple(_names(work.get("author"))),
        container=container,
        publisher=plain_text(work.get("publisher")),
        year=_date(work, "published-print", "published-online", "posted", "issued")[:4],
        volume=plain_text(work.get("volume"), 40),
        issue=plain_text(work.get("issue"), 40),
        pages=plain_text(work.get("page") or work.get("article-number"), 60),
        edition=plain_text(work.get("edition-number"), 40),
        isbn=plain_text(first(work.get("ISBN")), 40) if kind in {"book", "monograph"} else "",
        doi=doi,
        trials=tuple(_trials(work)),
        notices=tuple(_notices(work, doi, title)),
        published_version=_published_version(work),
        seen=(f"https://api.crossref.org/works/{doi}",),
    )


def _refuse_notice(work: dict[str, Any], doi: str) -> None:
    """A notice about another publication is not a study; say what it is about."""
    for update in items(work.get("update-to")):
        target = bare_doi(str(update.get("DOI", "")))
        kind = str(update.get("type", ""))
        if kind in _UPDATES and target and target.lower() != doi.lower():
            said = plain_text(update.get("label"), 60) or kind.replace("_", " ")
            message = f'{doi} is a notice ("{said.lower()}") about {target}, not a study.'
            raise NotAStudyError(message, f"To add the study itself: evidence add {target}")


def _names(authors: Any) -> Iterator[Name]:
    for author in items(authors):
        family = plain_text(author.get("family"), 200)
        given = plain_text(author.get("given"), 200)
        group = plain_text(author.get("name"), 300)
        if family:
            suffix = plain_text(author.get("suffix"), 20)
            yield Name(family, given, suffix=suffix, corporate=not given)
        elif group or given:
            yield Name(group or given, corporate=True)


def _date(work: dict[str, Any], *fields: str) -> str:
    """The first date that is given, as precise as it is given (ISO 8601)."""
    for name in fields:
        parts = first(mapping(work, name).get("date-parts"))
        if not isinstance(parts, list):
            continue
        try:
            year, month, day = [*parts, 1, 1][:3] if len(parts) < 3 else parts[:3]
            full = dt.date(year, month, day).isoformat()
        except (TypeError, ValueError):
            continue
        return full[: (4, 7, 10)[len(parts[:3]) - 1]] if parts else ""
    return ""


def _trials(work: dict[str, Any]) -> Iterator[str]:
    for trial in items(work.get("clinical-trial-number")):
        if number := plain_text(trial.get("clinical-trial-number"), 60):
            yield number.upper() if number.lower().startswith(("nct", "isrctn")) else number


def _notices(work: dict[str, Any], doi: str, title: str) -> Iterator[Notice]:
    own = (u for u in items(work.get("update-to")) if bare_doi(str(u.get("DOI"))) == doi)
    for update in [*items(work.get("updated-by")), *own]:
        status = _UPDATES.get(str(update.get("type", "")))
        if status is not None:
            notice = bare_doi(str(update.get("DOI", "")))
            yield Notice(status, _date(update, "updated"), "" if notice == doi else notice)
    if title.lower().startswith(_WITHDRAWN):
        yield Notice(IntegrityStatus.RETRACTED)


def _published_version(work: dict[str, Any]) -> str:
    related = items(mapping(work, "relation").get("is-preprint-of"))
    dois = (bare_doi(str(relation.get("id", ""))) for relation in related)
    return next((doi for doi in dois if doi), "")
