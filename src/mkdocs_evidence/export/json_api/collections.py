"""The collections of the API: all things of one kind, each with its file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_evidence.export.json_api.changes import events
from mkdocs_evidence.export.json_api.claim import ClaimValue, claim_value
from mkdocs_evidence.export.json_api.links import Links, claim_path, statement_path
from mkdocs_evidence.export.json_api.record import RecordValue, record_value
from mkdocs_evidence.export.json_api.statement import StatementValue, statement_value
from mkdocs_evidence.export.json_api.study import StudyValue, study_value
from mkdocs_evidence.history.log import ChangeLog
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import record_path, study_path

ThingValue = ClaimValue | RecordValue | StatementValue | StudyValue


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the API is made from."""

    library: Library
    links: Links
    log: ChangeLog


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing as JSON, and where its file stands."""

    #: Below the root of the API, without its ending.
    path: str
    version: str
    json: str
    #: Paths under ids that it had; they stay alive.
    old_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """All things of one kind."""

    name: str
    #: The form of the file of one thing.
    form: str
    #: Path of the file of one thing, with the parts of its id in braces.
    each: str
    #: Gives the things of a library, in the order of the site.
    things: Callable[[Holdings], Iterator[Thing]]


def _records(held: Holdings) -> Iterator[Thing]:
    cited = _cited_studies(held.library)
    for record in held.library.records:
        value = record_value(record, cited[record.slug], held.library, held.links)
        yield _thing(record_path(record), value)


def _cited_studies(library: Library) -> dict[str, list[str]]:
    """Keys of the studies that each record cites: in its text and its tables, then in its claims."""
    cited: dict[str, list[str]] = defaultdict(list)
    for mention in library.mentions:
        cited[mention.page].append(mention.key)
    for linked in library.shown_claims:
        cited[linked.record.slug] += [link.study for link in linked.claim.evidence]
    return cited


def _claims(held: Holdings) -> Iterator[Thing]:
    for linked in held.library.shown_claims:
        old = [f"claims/{linked.record.slug}/{name}" for name in linked.claim.was]
        past = events(held.log, linked.ref)
        yield _thing(claim_path(linked), claim_value(linked, held.library, held.links, past), *old)


def _studies(held: Holdings) -> Iterator[Thing]:
    for study in held.library.studies.values():
        yield _thing(study_path(study.key), study_value(study, held.library, held.links))


def _statements(held: Holdings) -> Iterator[Thing]:
    for heard in held.library.statements:
        yield _thing(statement_path(heard), statement_value(heard, held.links))


def _thing(path: str, value: ThingValue, *old_paths: str) -> Thing:
    json = value.model_dump_json()
    version = digest(json)
    # In JSON a text cannot hold these quotes unescaped: only the field itself is found.
    return Thing(
        path, version, json.replace('"version":""', f'"version":"{version}"', 1), old_paths
    )


def digest(text: str) -> str:
    """A short name of a text that changes when the text does."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=6).hexdigest()


#: Every collection, in the order of the index.
COLLECTIONS = (
    Collection("records", "record", "records/{kind}/{slug}", _records),
    Collection("claims", "claim", "claims/{record}/{claim}", _claims),
    Collection("studies", "study", "studies/{study}", _studies),
    Collection("statements", "statement", "statements/{statement}", _statements),
)
