"""All exporters, in one table: the settings, the command, the build and the docs read it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from mkdocs_evidence.export.calendar import calendar_files
from mkdocs_evidence.export.crawlers import crawler_files
from mkdocs_evidence.export.data_file import DataFile, SiteFacts
from mkdocs_evidence.export.feeds import feed_files
from mkdocs_evidence.export.fhir.bundle import fhir_files
from mkdocs_evidence.export.json_api.files import api_files
from mkdocs_evidence.export.markdown.tree import markdown_files
from mkdocs_evidence.export.references import reference_files
from mkdocs_evidence.export.tables.files import csv_files, parquet_files, sqlite_files
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses

FileMaker = Callable[[Library, Addresses, SiteFacts], Iterator[DataFile]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format in which the knowledge base is published."""

    #: Its name in mkdocs.yml and for `evidence export`.
    name: str
    title: str
    #: The standard that its files follow, with its version.
    standard: str
    #: What checks them in the tests.
    validator: str
    #: Gives the files: the same library and facts, the same bytes.
    files: FileMaker
    #: A library that it needs, which the extra of the exporter's own name installs.
    needs: str = ""

    @property
    def is_installed(self) -> bool:
        """False where the library that it needs is not there."""
        return not self.needs or find_spec(self.needs) is not None

    @property
    def how_to_install(self) -> str:
        """What to do where it is not installed."""
        command = f'pip install "mkdocs-evidence[{self.name}]"'
        return f'The format "{self.name}" needs {self.needs}: {command}'


#: Every exporter, in the order of the documentation.
EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            name="api",
            title="JSON API",
            standard="OpenAPI 3.1, JSON Schema 2020-12",
            validator="openapi-spec-validator, jsonschema",
            files=api_files,
        ),
        Exporter(
            name="csv",
            title="Tables as CSV with a data package",
            standard="RFC 4180, Frictionless Data Package 1",
            validator="frictionless",
            files=csv_files,
        ),
        Exporter(
            name="sqlite",
            title="Tables as one SQLite file with full-text search",
            standard="SQLite 3, FTS5",
            validator="sqlite3: integrity_check, foreign_key_check",
            files=sqlite_files,
        ),
        Exporter(
            name="parquet",
            title="Tables as Parquet",
            standard="Apache Parquet 2.6",
            validator="duckdb, against the CSV",
            files=parquet_files,
            needs="pyarrow",
        ),
        Exporter(
            name="references",
            title="References as BibTeX, RIS and CSL-JSON",
            standard="BibTeX, RIS 2011, CSL 1.0.2",
            validator="our own reader, rispy, jsonschema, pandoc",
            files=reference_files,
        ),
        Exporter(
            name="fhir",
            title="HL7 FHIR, experimental",
            standard="FHIR R5 (5.0.0)",
            validator="fhir.resources; invariants: fhircraft",
            files=fhir_files,
        ),
        Exporter(
            name="calendar",
            title="Calendar of reviews due",
            standard="iCalendar (RFC 5545, RFC 7986)",
            validator="icalendar",
            files=calendar_files,
        ),
        Exporter(
            name="feeds",
            title="Feeds of the changes",
            standard="Atom (RFC 4287), JSON Feed 1.1",
            validator="feedparser, our reader",
            files=feed_files,
        ),
        Exporter(
            name="markdown",
            title="Every page as a Markdown file",
            standard="Markdown as Python-Markdown reads it, with tables",
            validator="mkdocs build --strict, zensical build --strict",
            files=markdown_files,
        ),
        Exporter(
            name="crawlers",
            title="robots.txt and llms.txt",
            standard="RFC 9309, llmstxt.org",
            validator="urllib.robotparser, our reader",
            files=crawler_files,
        ),
    )
}
#: Names of all exporters, in the order in which several processes take them up: what takes long
#: comes first, so that all end at about the same time. One process takes those of a group, which
#: are made from the same rows.
DEAREST_FIRST = (
    ("fhir",),
    ("markdown",),
    ("api",),
    ("csv", "sqlite", "parquet"),
    ("references",),
    ("calendar", "feeds", "crawlers"),
)


def installed() -> list[str]:
    """Names of the exporters that can work here: what a site publishes unless it says otherwise."""
    return [exporter.name for exporter in EXPORTERS.values() if exporter.is_installed]


def export(
    names: Collection[str], library: Library, addresses: Addresses, facts: SiteFacts
) -> Iterator[DataFile]:
    """The files of the exporters of these names, in the order of the table.

    Raises:
        KeyError: there is no exporter of a name.
        ImportError: the library that one needs is not installed.
    """
    wanted = {EXPORTERS[name].name for name in names}
    for exporter in EXPORTERS.values():
        if exporter.name in wanted:
            yield from exporter.files(library, addresses, facts)
