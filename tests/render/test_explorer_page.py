"""The row of a claim in the table of all claims, and the pages that set claims side by side."""

from __future__ import annotations

import re

from knowledge_bases import Project
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.vocabulary import Design
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.compare_page import compare_pages
from mkdocs_evidence.render.explorer_page import (
    DESIGN_STRENGTH,
    ClaimRow,
    claim_row,
    explorer_pages,
)
from mkdocs_evidence.render.page import Page
from mkdocs_evidence.render.site_pages import Renderer

CONDITION = "docs/conditions/blue-fever.yml"
NUMBER_OF_CLAIM = "effect: {measure: md, value: -2.0, ci: [-3.10, -0.90], n: 80, unit: days}\n"


def row_of(project: Project, ref: str = "blue-fever#skyroot-duration") -> ClaimRow:
    library = project.library()
    return claim_row(library.by_ref[ref], library)


def renderer(library: Library) -> Renderer:
    return Renderer(library, Addresses(library.layout))


def claims_pages(library: Library) -> list[Page]:
    return list(explorer_pages(Addresses(library.layout), renderer(library).writer))


def claims_page(library: Library) -> Page:
    return claims_pages(library)[0]


def compared(library: Library, kind: str) -> str:
    (page,) = compare_pages(kind, Addresses(library.layout), renderer(library).writer)
    return page.write().html


def test_every_design_has_its_place_in_the_order_of_strength() -> None:
    assert sorted(DESIGN_STRENGTH) == sorted(Design)


def test_a_row_shows_the_strongest_design_and_the_latest_year(project: Project) -> None:
    project.replace("docs/studies/novak2021.yml", "design: rct", "design: cohort")
    row = row_of(project)

    assert row.design is Design.RCT
    assert row.year == "2021"


def test_people_are_those_of_the_claims_own_analysis(project: Project) -> None:
    project.replace(
        CONDITION, "n: 80, unit: days}\n    evidence", "n: 77, unit: days}\n    evidence"
    )

    assert row_of(project).people == 77


def test_people_are_those_of_the_largest_study_where_the_claim_has_no_number(
    project: Project,
) -> None:
    project.replace(CONDITION, f"    {NUMBER_OF_CLAIM}", "")

    assert row_of(project).people == 80


def test_a_background_study_lends_a_claim_neither_design_nor_people_nor_year(
    project: Project,
) -> None:
    project.replace(CONDITION, f"    {NUMBER_OF_CLAIM}", "")
    project.replace(CONDITION, "supports: supports", "supports: background")
    project.replace("docs/studies/novak2021.yml", "design: rct", "design: cohort")
    row = row_of(project)

    assert (row.design, row.people, row.year) == (Design.COHORT, 40, "2021")


def test_funding_that_nobody_wrote_down_is_told_from_funding_that_is_known(
    project: Project,
) -> None:
    labels = [label for _, label in row_of(project).funding]

    assert labels == ["Public or charity", "Not recorded"]


def test_a_claim_is_found_by_the_authors_of_its_studies(project: Project) -> None:
    assert "Novák" in row_of(project).words


def test_a_claim_belongs_to_every_page_that_shows_it(project: Project) -> None:
    assert row_of(project, "blue-fever#skyroot-tremor").pages == ["blue-fever", "tremor"]


def test_the_table_of_all_claims_stays_out_of_the_search(project: Project) -> None:
    page = claims_page(project.library())

    assert page.search is None
    assert "data-search-exclude" in page.write().html


def test_a_draft_is_in_no_table(project: Project) -> None:
    project.replace(CONDITION, "    also: [tremor]", "    also: [tremor]\n    status: draft")
    library = project.library()

    assert claims_page(library).write().html.count('<th scope="row">') == 2
    assert "#skyroot-tremor" not in compared(library, "treatment")


def test_a_filter_offers_only_what_occurs(project: Project) -> None:
    html = claims_page(project.library()).write().html

    assert 'value="rct"' in html
    assert 'value="case-report"' not in html


def test_a_statement_cannot_bring_its_own_markup(project: Project) -> None:
    project.replace(CONDITION, "Skyroot tea may cause", "Skyroot <b onclick=x> tea may cause")
    library = project.library()

    assert "<b onclick" not in claims_page(library).write().html
    assert "<b onclick" not in compared(library, "treatment")


def test_outcomes_stand_in_the_order_of_the_site(project: Project) -> None:
    html = compared(project.library(), "treatment")

    assert re.findall(r'<tr><th scope="row">(.*?)</th>', html) == ["Symptoms", "Harms"]


def test_a_claim_without_an_outcome_is_compared_with_its_kind(project: Project) -> None:
    project.replace(CONDITION, "    outcome: {name: tremor, group: harms}\n", "")
    html = compared(project.library(), "condition")

    assert re.findall(r'<tr><th scope="row">(.*?)</th>', html) == ["Symptoms", "Safety"]


def test_the_surest_claim_of_a_cell_comes_first(project: Project) -> None:
    project.replace(CONDITION, "group: symptoms", "group: harms")
    project.replace(
        CONDITION,
        "certainty: low\n    grade: {start: low",
        "certainty: moderate\n    grade: {start: low",
    )
    html = compared(project.library(), "condition")

    assert html.index("#skyroot-tremor") < html.index("#skyroot-duration")


def test_a_cell_without_claims_says_so(project: Project) -> None:
    project.write(
        "docs/conditions/red-fever.yml",
        "name: Red fever\ngroup: fevers\nbottom_line: Nothing yet.\n",
    )
    project.replace(CONDITION, "    also: [tremor]", "    also: [tremor, red-fever]")
    html = compared(project.library(), "condition")

    assert html.count('<p class="ev-no-claim">No claim</p>') == 1


def test_a_base_without_treatments_says_that_nothing_can_be_compared(project: Project) -> None:
    project.replace(CONDITION, "    treatments: [skyroot-tea]\n", "")
    project.replace(CONDITION, "    treatments: [skyroot-tea]\n", "")
    html = compared(project.library(), "treatment")

    assert "No claim yet that could be compared." in html
    assert "<table" not in html
