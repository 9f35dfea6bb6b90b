"""The table of exporters: the settings, the command and the build go by it."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge_bases import TODAY, Project
from mkdocs_evidence.export.data_file import DataFile, SiteFacts
from mkdocs_evidence.export.table import EXPORTERS, export
from mkdocs_evidence.history.log import ChangeLog, LogEntry
from mkdocs_evidence.render.addresses import Addresses

FIRST_EDITION = LogEntry("a" * 40, 1_750_000_000, "First", first_claims=("blue-fever#tea",))
FACTS = SiteFacts(
    "Skyroot Evidence",
    TODAY,
    url="https://example.org/skyroot/",
    log=ChangeLog((FIRST_EDITION,)),
)


def exported(project: Project, *names: str) -> list[DataFile]:
    library = project.library()
    return list(export(names or EXPORTERS, library, Addresses(library.layout), FACTS))


def test_no_two_exporters_write_the_same_file(project: Project) -> None:
    paths = [file.path.lower() for file in exported(project)]

    assert paths
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_sources_give_the_same_bytes(project: Project, name: str) -> None:
    assert exported(project, name) == exported(project, name) != []


def test_only_what_is_asked_for_is_exported(project: Project) -> None:
    assert exported(project, "api") == [f for f in exported(project) if f.path.startswith("api/")]
    assert list(export([], project.library(), Addresses(project.library().layout), FACTS)) == []


@pytest.mark.parametrize("path", ["../x.json", "/x.json", "a//b", "a/.git/x", "a\\b", "", "x\n"])
def test_a_path_that_leads_out_of_the_site_is_no_data_file(path: str) -> None:
    with pytest.raises(ValueError, match="path of a data file"):
        DataFile(path, b"", "text/plain")


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("ODbL-1.0", "https://spdx.org/licenses/ODbL-1.0.html"),
        ("", ""),
    ],
)
def test_a_licence_leads_to_its_text(licence: str, url: str) -> None:
    assert SiteFacts("x", dt.date(2026, 1, 1), licence=licence).licence_url == url


def test_addresses_are_whole_where_the_site_says_its_own() -> None:
    assert FACTS.address("api/v1/index.json") == "https://example.org/skyroot/api/v1/index.json"
    assert SiteFacts("x", TODAY).address("api/v1/index.json") == "/api/v1/index.json"
