"""What the preview of a citation says of a study."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from knowledge_bases import Project
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.study import Appraisal, Reference
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.previews import free_copy_href, preview_facts
from mkdocs_evidence.render.site_pages import Renderer


def study(reference: dict[str, str] | None = None, **appraisal: object) -> Study:
    entry = Reference(key="a2020", entry_type="article", title="Tea", **(reference or {}))
    return Study(entry, Appraisal.model_validate(appraisal), None)


def facts(one: Study) -> dict[str, str]:
    return dict(preview_facts(one))


def test_a_trial_says_how_it_was_done_who_paid_and_how_it_stands() -> None:
    trial = study(design="rct", n=1227, blinding="double-blind", sponsor="industry", open=True)

    assert facts(trial) == {
        "Design": "Randomised trial",
        "People": "1,227",
        "Blinding": "Double blind",
        "Funding": "Industry",
        "Integrity": "No notice known",
        "Free copy": "Yes",
    }


def test_what_matters_and_is_not_known_says_so() -> None:
    assert facts(study(design="rct")) == {
        "Design": "Randomised trial",
        "People": "Not stated",
        "Blinding": "Not stated",
        "Funding": "Not stated",
        "Integrity": "No notice known",
        "Free copy": "None known",
    }
    assert facts(study())["Design"] == "Not stated"


def test_a_review_counts_studies_and_hides_no_allocation() -> None:
    review = facts(study(design="meta-analysis", k=6, n=858))

    assert (review["Studies"], review["People"]) == ("6", "858")
    assert "Blinding" not in review


@pytest.mark.parametrize("design", ["guideline", "label", "regulatory", "consensus"])
def test_a_document_is_not_asked_for_people_and_sponsors(design: str) -> None:
    assert list(facts(study(design=design))) == ["Design", "Integrity", "Free copy"]
    assert facts(study(design=design, sponsor="public"))["Funding"] == "Public or charity"


@pytest.mark.parametrize("status", ["corrected", "concern", "retracted"])
def test_a_notice_is_named(status: str) -> None:
    label = Appraisal.model_validate({"integrity": {"status": status}}).integrity.status.label

    assert facts(study(integrity={"status": status}))["Integrity"] == label


def test_a_copy_in_an_archive_is_free() -> None:
    archived = study({"pmcid": "PMC12"})

    assert free_copy_href(archived) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"
    assert facts(archived)["Free copy"] == "Yes"
    assert free_copy_href(study({"doi": "10.1/x"}, open=True)) == ""


def test_the_editors_copy_comes_before_the_archives() -> None:
    assert free_copy_href(study({"pmcid": "12"}, open_url="https://a.org/")) == "https://a.org/"


def pages(library: Library) -> dict[str, str]:
    return {
        page.name: page.write().html
        for page in Renderer(library, Addresses(library.layout)).pages()
    }


def test_each_study_on_a_page_has_one_preview_however_often_it_is_cited(project: Project) -> None:
    html = pages(project.library())["conditions/blue-fever"]
    cited = re.findall(r'class="ev-(?:chip|link__study)" href="([^"]+)"', html)
    previewed = re.findall(r'<p class="ev-preview__links"><a href="([^"]+)"', html)

    assert len(cited) > len(previewed) == len(set(previewed))
    assert set(cited) <= set(previewed)


def test_a_study_that_a_page_only_links_to_has_a_preview_as_well(project: Project) -> None:
    html = pages(project.library())["harms/tremor"]
    chips = set(re.findall(r'class="ev-chip" href="([^"]+)"', html))

    assert chips
    assert all(f'<p class="ev-preview__links"><a href="{chip}"' in html for chip in chips)


def test_titles_stand_in_previews_and_references_and_not_beside_each_citation(
    project: Project,
) -> None:
    html = pages(project.library())["conditions/blue-fever"]
    marks = re.findall(r'<sup class="ev-mark"[^>]*><a [^>]*>', html)

    assert marks
    assert [mark for mark in marks if "title=" in mark] == []


def test_a_site_without_a_legend_has_no_way_to_it(project: Project) -> None:
    library = project.library()
    bare = replace(library, layout=replace(library.layout, legend=""))
    way = "What do the symbols mean?"

    assert f'href="../../symbols/">{way}' in pages(library)["conditions/blue-fever"]
    assert way not in pages(bare)["conditions/blue-fever"]
    assert 'id="_summary"' in pages(bare)["conditions/blue-fever"]
