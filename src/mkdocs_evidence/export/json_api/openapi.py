"""The OpenAPI description of the API: every path, with the schema of what it gives."""

from __future__ import annotations

import re
from typing import Any

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.json_api.collections import COLLECTIONS
from mkdocs_evidence.export.json_api.envelope import FORMS
from mkdocs_evidence.export.json_api.links import API_VERSION, ROOT
from mkdocs_evidence.export.json_api.schemas import definitions

#: Source: spec.openapis.org/oas/v3.1.1.
OPENAPI = "3.1.1"
_COMPONENTS = "#/components/schemas/"
_PARAMETERS = {
    "kind": "Kind of record: condition, treatment, harm or topic.",
    "slug": "Name of the record.",
    "record": "Name of the record that the claim lives in.",
    "claim": "Name of the claim within its record, or a name that it had.",
    "study": "Citation key; one with characters that no address takes is named as its page is.",
    "statement": "Name of the statement.",
}


def description(facts: SiteFacts) -> dict[str, Any]:
    """The API in the words of OpenAPI."""
    return {
        "openapi": OPENAPI,
        "info": _info(facts),
        "servers": [{"url": facts.address(ROOT)}],
        "paths": _paths(),
        "components": {"schemas": definitions(_COMPONENTS)},
    }


def _info(facts: SiteFacts) -> dict[str, Any]:
    info: dict[str, Any] = {
        "title": facts.name,
        "version": API_VERSION,
        "summary": facts.description,
        "description": (
            "Static files: each path is a file, and GET is all there is. Every file says its "
            "licence. Paths inside files are relative to the root of the site."
        ),
    }
    if facts.licence:
        info["license"] = {"name": facts.licence, "identifier": facts.licence}
    return info


def _paths() -> dict[str, Any]:
    paths = {
        "/index.json": _operation("index", "What there is."),
        "/changes.json": _operation("changes", "What changed from edition to edition."),
        "/vocabularies.json": _operation("vocabularies", "What each term means."),
    }
    for collection in COLLECTIONS:
        paths[f"/{collection.name}.json"] = _operation(
            collection.name, f"All {collection.name} in one file."
        )
        paths[f"/{collection.each}.json"] = _operation(
            collection.form, f"One {collection.form}.", re.findall(r"{(\w+)}", collection.each)
        )
    return paths


def _operation(form: str, summary: str, parameters: list[str] | None = None) -> dict[str, Any]:
    schema = {"$ref": f"{_COMPONENTS}{FORMS[form].__name__}"}
    found = {"description": summary, "content": {"application/json": {"schema": schema}}}
    get: dict[str, Any] = {"operationId": form, "summary": summary, "responses": {"200": found}}
    if parameters:
        get["responses"]["404"] = {"description": "There is none of this name."}
        get["parameters"] = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": _PARAMETERS[name],
                "schema": {"type": "string"},
            }
            for name in parameters
        ]
    return {"get": get}
