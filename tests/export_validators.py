"""The validator of each export: given a site's folder, what is wrong with the files in it.

Used by the tests, and by scripts/exports.py for the table of formats in docs/about/data.md.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import rispy
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api_walk import PublishedApi
from crawler_files import crawler_errors
from data_packages import frictionless_errors
from feed_files import feed_errors
from fhir_bundles import calendar_errors, fhir_errors
from fhir_invariants import invariant_errors
from knowledge_bases import ROOT
from markdown_sites import markdown_errors
from mkdocs_evidence.sources.bibtex import parse_references
from parquet_tables import parquet_errors


def api_errors(site: Path) -> list[str]:
    """The description against OpenAPI, and each file against its schema and the description."""
    api = PublishedApi(site)
    found = [error.message for error in OpenAPIV31SpecValidator(api.description).iter_errors()]
    return found + [error for path in sorted(api.paths()) for error in api.errors(path)]


def csv_errors(site: Path) -> list[str]:
    """Frictionless: types, constraints, primary and foreign keys."""
    return [str(error) for error in frictionless_errors(site / "data" / "datapackage.json")]


def sqlite_errors(site: Path) -> list[str]:
    """SQLite's own checks."""
    file = site / "data" / "evidence.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        sound = database.execute("PRAGMA integrity_check").fetchall()
        astray = database.execute("PRAGMA foreign_key_check").fetchall()
    return [str(row) for row in [*sound, *astray] if row != ("ok",)]


def reference_errors(site: Path) -> list[str]:
    """Our reader for BibTeX, rispy for RIS, the schema of CSL for its JSON; as many in each."""
    schema = Draft202012Validator(
        json.loads((ROOT / "tests/schemas/csl-data.json").read_text("utf-8"))
    )
    found = []
    for bibtex in sorted(site.rglob("*.bib")):
        bibliography, problems = parse_references(bibtex.read_text("utf-8"), bibtex.name)
        ris = rispy.loads(bibtex.with_suffix(".ris").read_text("utf-8"))
        csl = json.loads(bibtex.with_suffix(".json").read_text("utf-8"))
        found += [str(problem) for problem in problems if problem.is_error]
        found += [f"{bibtex.name}: {error.message}" for error in schema.iter_errors(csl)]
        if not len(bibliography.references) == len(ris) == len(csl) > 0:
            found.append(f"{bibtex.name}: not as many references in each format")
    return found


def fhir_invariant_errors(site: Path) -> list[str]:
    """The invariants of R5, which fhir.resources does not know."""
    return invariant_errors(sorted((site / "data" / "fhir").glob("*.json")))


#: By the name of the exporter.
VALIDATORS: dict[str, Callable[[Path], list[str]]] = {
    "api": api_errors,
    "csv": csv_errors,
    "sqlite": sqlite_errors,
    "parquet": parquet_errors,
    "references": reference_errors,
    "fhir": fhir_errors,
    "calendar": calendar_errors,
    "feeds": feed_errors,
    "crawlers": crawler_errors,
}
#: Those that take a minute on a large base: the tests run them on the tiny one only.
THOROUGH_VALIDATORS: dict[str, Callable[[Path], list[str]]] = {
    "fhir": fhir_invariant_errors,
    "markdown": markdown_errors,
}
