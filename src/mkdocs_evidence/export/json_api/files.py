"""All files of the API: bulk files, one file for each thing, schemas and the description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.export.json_api.changes import history_value
from mkdocs_evidence.export.json_api.collections import (
    COLLECTIONS,
    Collection,
    Holdings,
    Thing,
    digest,
)
from mkdocs_evidence.export.json_api.envelope import (
    ApiFile,
    ChangesFile,
    CollectionValue,
    IndexFile,
    IndexValue,
    TermValue,
    VocabulariesFile,
    VocabularyValue,
    meta,
)
from mkdocs_evidence.export.json_api.links import ROOT, Links
from mkdocs_evidence.export.json_api.openapi import description
from mkdocs_evidence.export.json_api.schemas import schemas
from mkdocs_evidence.library import Library
from mkdocs_evidence.model import vocabulary
from mkdocs_evidence.model.vocabulary import Vocabulary
from mkdocs_evidence.render.addresses import Addresses


def api_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """All files of the API."""
    held = Holdings(library, Links(library, addresses), facts.log)
    listed = []
    for collection in COLLECTIONS:
        things = list(collection.things(held))
        listed.append(_listed(collection, things))
        yield from _collection_files(collection, things, facts)
    yield _file("index", _index(listed, facts))
    history = history_value(facts.log, library, held.links)
    yield _file("changes", ChangesFile(meta=meta(facts, "changes"), data=history))
    yield _file("vocabularies", _vocabularies(facts))
    for name, schema in schemas(facts):
        yield _text_file(f"schema/{name}", _pretty(schema))
    yield _text_file("openapi", _pretty(description(facts)))


def _collection_files(
    collection: Collection, things: list[Thing], facts: SiteFacts
) -> Iterator[DataFile]:
    """The file with everything, a line for each thing, then a file for each."""
    bulk = meta(facts, collection.name).model_dump_json()
    lines = ",\n".join(thing.json for thing in things)
    yield _text_file(collection.name, f'{{"meta":{bulk},"data":[\n{lines}\n]}}')
    single = meta(facts, collection.form).model_dump_json()
    names = {thing.path for thing in things}
    for thing in things:
        for path in [thing.path, *(old for old in thing.old_paths if old not in names)]:
            yield _text_file(path, f'{{"meta":{single},"data":{thing.json}}}')


def _listed(collection: Collection, things: list[Thing]) -> CollectionValue:
    return CollectionValue(
        name=collection.name,
        count=len(things),
        version=digest("\n".join(thing.version for thing in things)),
        api=f"{ROOT}/{collection.name}.json",
        each=f"{ROOT}/{collection.each}.json",
        json_schema=f"{ROOT}/schema/{collection.form}.json",
    )


def _index(listed: list[CollectionValue], facts: SiteFacts) -> IndexFile:
    return IndexFile(
        meta=meta(facts, "index"),
        data=IndexValue(
            description=facts.description,
            built=facts.day,
            generator=facts.generator,
            collections=listed,
            changes=f"{ROOT}/changes.json",
            vocabularies=f"{ROOT}/vocabularies.json",
            openapi=f"{ROOT}/openapi.json",
        ),
    )


def _vocabularies(facts: SiteFacts) -> VocabulariesFile:
    known = [
        term
        for term in vars(vocabulary).values()
        if isinstance(term, type) and issubclass(term, Vocabulary) and term is not Vocabulary
    ]
    return VocabulariesFile(
        meta=meta(facts, "vocabularies"),
        data=[
            VocabularyValue(
                name=terms.__name__,
                description=(terms.__doc__ or "").strip(),
                terms=[
                    TermValue(value=term.value, label=term.label, meaning=term.meaning)
                    for term in terms
                ],
            )
            for terms in known
        ],
    )


def _file(path: str, content: ApiFile) -> DataFile:
    return _text_file(path, content.model_dump_json())


def _text_file(path: str, text: str) -> DataFile:
    return text_file(f"{ROOT}/{path}.json", f"{text}\n", "application/json")


def _pretty(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
