"""The real knowledge base, really built: the one law holds on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawl import Site
from knowledge_bases import ROOT, run_in
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import page_name
from mkdocs_evidence.site.loading import load


@pytest.fixture(scope="module")
def site(real_site: Path) -> Site:
    return Site(real_site)


def test_the_base_has_no_errors_and_no_warnings() -> None:
    done = run_in(ROOT, "evidence", "check")

    assert done.returncode == 0
    assert "0 errors, 0 warnings" in done.stdout.splitlines()[-1]


def test_every_link_and_fragment_leads_somewhere(site: Site) -> None:
    assert site.broken_links() == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    assert site.repeated_ids() == []


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    assert site.foreign_requests() == []


def test_there_is_one_page_for_each_record_and_each_study(site: Site, library: Library) -> None:
    folders = library.layout.folders
    built = {
        folder: {
            url.split("/")[1]
            for url in site.pages
            if re.fullmatch(rf"{folder}/[^/]+/index\.html", url)
        }
        for folder in [*folders.values(), library.layout.studies]
    }
    for kind, folder in folders.items():
        assert built[folder] == {record.slug for record in library.of_kind(kind)}

    assert built[library.layout.studies] == {page_name(key) for key in library.studies}


def test_every_citation_leads_to_a_study_page_that_leads_back(site: Site) -> None:
    for page in site.pages.values():
        if page.url.startswith(("studies/", "references/")) or page.url == "404.html":
            continue
        for href in re.findall(r'<sup class="ev-mark"[^>]*><a href="([^"]+)"', page.text):
            path, _ = page.resolve(href)
            study = site.pages[path]
            back = {study.resolve(link)[0] for link in study.hrefs}

            assert path.startswith("studies/")
            assert page.url in back, f"{path} does not lead back to {page.url}"


def test_every_claim_is_on_the_page_of_each_study_it_cites(site: Site, library: Library) -> None:
    for claim in library.claims:
        folder = library.layout.folders[claim.record.kind]
        for link in claim.claim.evidence:
            study = site.page(f"studies/{page_name(link.study)}")
            target = f"../../{folder}/{claim.record.slug}/#{claim.claim.id}"

            assert target in study.hrefs


def test_no_claim_is_without_evidence(library: Library) -> None:
    assert [claim.ref for claim in library.claims if not claim.claim.evidence] == []


def test_every_link_says_where_in_the_study_and_what_was_read(library: Library) -> None:
    silent = [
        f"{claim.ref} {link.study}"
        for claim in library.claims
        for link in claim.claim.evidence
        if not (link.locator and link.read)
    ]

    assert silent == []


def test_loading_twice_gives_the_same_library(library: Library) -> None:
    again = load(library.layout).library

    assert [claim.ref for claim in again.claims] == [claim.ref for claim in library.claims]
