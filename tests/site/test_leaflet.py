"""The leaflet for patients: a page of its own, from its own fields, led to and leading back."""

from __future__ import annotations

import json
import re

import pytest

from crawl import BuiltPage, Site
from knowledge_bases import Project


@pytest.fixture(scope="module")
def site(built_base: Project) -> Site:
    return Site(built_base.site)


@pytest.fixture(scope="module")
def leaflet(site: Site) -> BuiltPage:
    return site.page("conditions/blue-fever/leaflet")


def test_the_condition_leads_to_its_leaflet_and_back(site: Site, leaflet: BuiltPage) -> None:
    assert "leaflet/" in site.page("conditions/blue-fever").hrefs
    assert "../" in leaflet.hrefs


def test_the_leaflet_says_that_it_is_no_advice_and_awaits_review(leaflet: BuiltPage) -> None:
    assert "Leaflet for patients" in leaflet.text
    assert "This is information, not advice." in leaflet.text
    assert "Awaiting review" in leaflet.text


def test_the_leaflet_says_what_its_fields_say_and_nothing_of_the_claims(
    leaflet: BuiltPage,
) -> None:
    words = re.sub(r"<[^>]+>", "", leaflet.text)

    assert "Nobody has tested the tea in children." in words
    assert "Can I take the tea with my other pills?" in words
    assert "shorten blue fever" not in leaflet.text.partition("<article")[2]
    assert "certainty" not in leaflet.text.partition("<article")[2].lower()


def test_a_study_leads_back_to_the_leaflet_that_cites_it(site: Site, leaflet: BuiltPage) -> None:
    study = site.page("studies/novak2021")

    assert "../../../studies/novak2021/" in leaflet.hrefs
    assert "../../conditions/blue-fever/leaflet/" in study.hrefs
    assert "plain-language leaflet" in study.text


def test_the_leaflet_is_not_in_the_index_but_in_the_search(site: Site, built_base: Project) -> None:
    search = json.loads((built_base.site / "search" / "search_index.json").read_text("utf-8"))
    found = [e for e in search["docs"] if e["location"].startswith("conditions/blue-fever/leaflet")]

    assert not [href for href in site.page("conditions").hrefs if "leaflet/" in href]
    assert ["hot and tired" in entry["text"] for entry in found] == [True]


def test_a_condition_without_the_fields_has_no_leaflet(project: Project) -> None:
    text = project.path("docs/conditions/blue-fever.yml").read_text("utf-8")
    without = re.sub(r"plain_language:\n(?:  .*\n)+", "", text)
    project.write("docs/conditions/blue-fever.yml", without)
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert not (project.site / "conditions" / "blue-fever" / "leaflet").exists()
    assert "leaflet/" not in Site(project.site).page("conditions/blue-fever").hrefs


def test_a_link_to_a_claim_of_the_same_record_leads_from_the_leaflet(project: Project) -> None:
    project.replace(
        "docs/conditions/blue-fever.yml",
        "tested the tea in children.",
        "[[#skyroot-tremor|asked]].",
    )
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert "../#skyroot-tremor" in Site(project.site).page("conditions/blue-fever/leaflet").hrefs
