"""Real builds of the tiny base."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawl import Site
from knowledge_bases import Project


@pytest.fixture(scope="module")
def site(built_base: Project) -> Site:
    return Site(built_base.site)


def test_every_link_and_fragment_leads_somewhere(site: Site) -> None:
    assert site.broken_links() == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    assert site.repeated_ids() == []


def test_every_record_and_every_reference_has_its_page(site: Site) -> None:
    pages = {url.removesuffix("/index.html") for url in site.pages}

    assert pages >= {
        "conditions/blue-fever",
        "treatments/skyroot-tea",
        "harms/tremor",
        "topics/botany",
        "studies/muster2020",
        "studies/novak2021",
        "studies/agency2022",
        "conditions",
        "studies",
        "references",
        "heard",
    }


def test_raw_records_are_not_published(built_base: Project) -> None:
    assert list(built_base.site.rglob("*.yml")) == []


def test_a_claim_links_to_its_studies_and_they_link_back(site: Site) -> None:
    condition = site.page("conditions/blue-fever")
    study = site.page("studies/novak2021")

    assert "../../studies/novak2021/" in condition.hrefs
    assert "../../conditions/blue-fever/#skyroot-duration" in study.hrefs
    assert "Contradicts" in study.text
    assert "Fever lasted as long as with warm water" in study.text


def test_an_old_claim_id_still_leads_to_its_claim(site: Site) -> None:
    assert "tea-duration" in site.page("conditions/blue-fever").ids


def test_numbers_keep_the_digits_that_were_written(site: Site) -> None:
    assert "MD −2.0 days (95% CI −3.10 to −0.90); p &lt;0.001; 80 people" in (
        site.page("conditions/blue-fever").text
    )


def test_references_are_numbered_in_order_of_appearance_with_links_back(site: Site) -> None:
    page = site.page("conditions/blue-fever")
    numbers = [
        int(n) for n in re.findall(r'<sup class="ev-mark"[^>]*><a[^>]*>\[(\d+)\]', page.text)
    ]
    first_seen = list(dict.fromkeys(numbers))
    back = set(re.findall(r'href="#(_cite-[^"]+)"', page.text))

    assert first_seen == sorted(first_seen) == [1, 2, 3]
    assert back == {name for name in page.ids if name.startswith("_cite-")}


def test_a_harm_page_shows_the_claims_that_point_to_it(site: Site) -> None:
    assert "../../conditions/blue-fever/#skyroot-tremor" in site.page("harms/tremor").hrefs


def test_a_corrected_study_says_so_on_its_page_and_beside_its_finding(site: Site) -> None:
    assert 'class="ev-banner ev-banner--corrected"' in site.page("studies/novak2021").text
    assert "ev-integrity--corrected" in site.page("conditions/blue-fever").text


def test_a_written_page_cites_and_links_and_leaves_code_alone(site: Site) -> None:
    home = site.page("")

    assert "studies/muster2020/" in home.hrefs
    assert "conditions/blue-fever/" in home.hrefs
    assert "<code>[@code2000]</code>" in home.text
    assert "[@fenced2000] and [[nowhere]]" in home.text
    assert "_references" in home.ids
    assert "Also cited on" in site.page("studies/muster2020").text


def test_the_edit_button_opens_the_record(site: Site) -> None:
    edit = "https://example.org/repo/edit/main/"

    assert f"{edit}docs/conditions/blue-fever.yml" in site.page("conditions/blue-fever").hrefs
    assert f"{edit}docs/studies/muster2020.yml" in site.page("studies/muster2020").hrefs
    assert f"{edit}references.bib" in site.page("studies/agency2022").hrefs


def test_record_pages_stay_out_of_the_navigation(site: Site) -> None:
    navigation = re.findall(
        r'<nav class="md-nav md-nav--primary".*?</nav>\s*</div>', site.page("").text, re.DOTALL
    )

    assert navigation
    assert "blue-fever" not in navigation[0]


def test_search_finds_records(built_base: Project) -> None:
    index = json.loads((built_base.site / "search" / "search_index.json").read_text("utf-8"))
    places = {entry["location"] for entry in index["docs"]}

    assert "conditions/blue-fever/#skyroot-duration" in places
    assert not any(place.startswith("references/") for place in places)


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    assert site.foreign_requests() == []


def test_pages_without_directory_addresses_link_as_well(project: Project) -> None:
    project.write(
        "mkdocs.yml", project.path("mkdocs.yml").read_text() + "use_directory_urls: false\n"
    )
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert (project.site / "conditions" / "blue-fever.html").is_file()
    assert Site(project.site).broken_links() == []


def test_two_builds_are_equal_byte_for_byte(built_base: Project, project: Project) -> None:
    assert project.build().returncode == 0

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }

    assert contents(project.site) == contents(built_base.site)


def test_a_preset_theme_of_mkdocs_gives_readable_pages(project: Project) -> None:
    project.replace("mkdocs.yml", ", font: false, features: [content.action.edit]", "")
    project.replace("mkdocs.yml", "theme: {name: material", "theme: {name: mkdocs")
    done = project.build()

    assert done.returncode == 0, done.stderr
    assert "<h1" in Site(project.site).page("conditions/blue-fever").text
