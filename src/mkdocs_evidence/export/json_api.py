"""The JSON API: static files below `api/v1/`, the same for one thing and for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses

#: Where the API stands; a field that goes or changes its meaning makes a new version.
ROOT = "api/v1"
_JSON = "application/json"


def api_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """All files of the API."""
    index = {
        "claims": addresses.url(addresses.claims),
        "name": facts.name,
        "licence": facts.licence,
        "counts": {"records": len(library.records)},
    }
    yield _json_file("index", index)


def _json_file(name: str, data: Any) -> DataFile:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    return text_file(f"{ROOT}/{name}.json", f"{text}\n", _JSON)
