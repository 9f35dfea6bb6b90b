"""Every bundle of the real knowledge base is FHIR R5, and complete in itself."""

from __future__ import annotations

import json

import pytest

from fhir_bundles import bundle_errors
from knowledge_bases import ROOT
from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.export.fhir.bundle import fhir_files
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.site.project import open_project

PROJECT = open_project(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def files(library: Library) -> list[DataFile]:
    return list(fhir_files(library, Addresses(library.layout), PROJECT.facts()))


def test_each_condition_with_claims_has_its_bundle(library: Library, files: list[DataFile]) -> None:
    slugs = [r.slug for r in library.of_kind("condition") if library.claims_on(r.slug)]

    assert [file.path for file in files] == [f"data/fhir/{slug}.json" for slug in slugs]


def test_every_bundle_validates_and_is_complete_in_itself(files: list[DataFile]) -> None:
    assert [error for file in files for error in bundle_errors(file.content)] == []


def test_a_resource_is_the_same_in_every_bundle(files: list[DataFile]) -> None:
    seen: dict[str, str] = {}
    for file in files:
        for entry in json.loads(file.content)["entry"]:
            resource = json.dumps(entry["resource"])
            assert seen.setdefault(entry["fullUrl"], resource) == resource


def test_every_claim_of_a_condition_is_there(library: Library, files: list[DataFile]) -> None:
    said = {
        identifier["value"]
        for file in files
        for entry in json.loads(file.content)["entry"]
        for identifier in entry["resource"].get("identifier", [])
    }

    assert {claim.ref for claim in library.shown_claims if claim.record.kind == "condition"} <= said
