"""The evidence map: which claim a cell shows, and what an empty cell says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml

from knowledge_bases import Project
from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.evidence_map import (
    Cell,
    EvidenceMap,
    Row,
    outcome_map,
    treatment_map,
)
from mkdocs_evidence.render.map_page import map_pages
from mkdocs_evidence.render.site_pages import Renderer


def claim(name: str, **changes: Any) -> dict[str, Any]:
    """A claim of the invented base with only what the map looks at."""
    return {
        "id": name,
        "kind": "efficacy",
        "statement": f"{name}.",
        "treatments": ["skyroot-tea"],
        "outcome": {"name": "fever", "group": "symptoms"},
        "direction": "benefit",
        "certainty": "low",
        "evidence": [{"study": "agency2022", "supports": "supports", "finding": "Something."}],
    } | changes


def people(count: int) -> dict[str, Any]:
    return {"measure": "md", "value": "1", "unit": "days", "n": count}


def add_condition(project: Project, *claims: dict[str, Any], **changes: Any) -> None:
    record = {
        "name": "Ague",
        "group": "fevers",
        "bottom_line": "Ague [@agency2022].",
        "claims": list(claims),
    }
    text = yaml.safe_dump(record | changes, sort_keys=False)
    project.write("docs/conditions/ague.yml", text)


def row(drawn: EvidenceMap, slug: str = "ague") -> Row:
    return next(row for row in drawn.rows() if row.record.slug == slug)


def cell(drawn: EvidenceMap, column: str, slug: str = "ague") -> Cell:
    columns = [found.slug for found in drawn.columns]
    return row(drawn, slug).cells[columns.index(column)]


def symptoms(project: Project) -> Cell:
    return cell(outcome_map(project.library()), "symptoms")


def shown(found: Cell) -> tuple[str, Direction, Certainty]:
    return found.claims[0].claim.id, found.direction, found.certainty


def test_a_cell_shows_the_claim_that_we_are_surest_of(project: Project) -> None:
    vague = claim("vague", certainty="very-low", direction="harm", effect=people(9000))
    sure = claim("sure", certainty="moderate", effect=people(10))
    ungraded = claim("ungraded", certainty="not-graded", direction="harm")
    add_condition(project, vague, ungraded, sure)

    assert shown(symptoms(project)) == ("sure", Direction.BENEFIT, Certainty.MODERATE)
    assert [c.claim.id for c in symptoms(project).claims] == ["sure", "vague", "ungraded"]


def test_of_equal_claims_a_cell_shows_the_one_with_most_people(project: Project) -> None:
    add_condition(project, claim("few", effect=people(20)), claim("many", effect=people(200)))

    assert shown(symptoms(project))[0] == "many"


def test_of_claims_with_equal_people_a_cell_shows_the_one_first_in_the_summary(
    project: Project,
) -> None:
    add_condition(project, claim("one"), claim("two"), claim("three"), summary=["three", "two"])

    assert [c.claim.id for c in symptoms(project).claims] == ["three", "two", "one"]


def test_equally_certain_claims_that_disagree_are_mixed(project: Project) -> None:
    add_condition(project, claim("helps"), claim("equal", direction="no-difference"))

    assert symptoms(project).direction is Direction.MIXED


def test_a_less_certain_claim_that_disagrees_changes_nothing(project: Project) -> None:
    add_condition(
        project, claim("helps"), claim("equal", direction="no-difference", certainty="very-low")
    )

    assert symptoms(project).direction is Direction.BENEFIT


def test_a_mere_figure_neither_disagrees_nor_hides_a_direction(project: Project) -> None:
    figure = claim("figure", direction="descriptive", effect=people(9000))
    add_condition(project, figure, claim("helps"))

    assert shown(symptoms(project)) == ("helps", Direction.BENEFIT, Certainty.LOW)


@pytest.mark.parametrize("status", ["draft", "superseded", "withdrawn"])
def test_only_claims_that_stand_are_on_the_map(project: Project, status: str) -> None:
    add_condition(project, claim("gone", status=status))

    assert symptoms(project).claims == ()


def test_people_are_those_of_the_effect_or_else_of_the_largest_study(project: Project) -> None:
    link = {"supports": "supports", "finding": "Something."}
    studies = [
        {"study": "muster2020", **link},
        {"study": "novak2021", **link, "effect": people(30)},
        {"study": "novak2021", **link, "supports": "background", "effect": people(999)},
    ]
    sedations = people(500) | {"n_counts": "sedations"}
    add_condition(
        project,
        claim("stated", effect=people(12), evidence=studies),
        claim("counted", evidence=studies),
        claim("doses", effect=sedations, evidence=studies),
        claim("unknown"),
    )
    library = project.library()
    found = {c.claim.id: library.people_behind(c.claim) for c in library.claims_of("ague")}

    assert found == {"stated": 12, "counted": 80, "doses": 80, "unknown": None}


@pytest.mark.parametrize(
    ("count", "size"), [(0, 1), (99, 1), (100, 2), (499, 2), (500, 3), (1999, 3), (2000, 4)]
)
def test_a_dot_grows_with_people(project: Project, count: int, size: int) -> None:
    add_condition(project, claim("one", effect=people(count)))

    assert symptoms(project).size == size


def test_a_dot_says_when_people_are_not_stated(project: Project) -> None:
    add_condition(project, claim("one"))

    assert symptoms(project).size == 0


def test_a_claim_of_another_page_is_related_and_sums_up_nothing(project: Project) -> None:
    add_condition(project)
    project.replace("docs/conditions/blue-fever.yml", "    also: [tremor]", "    also: [ague]")
    found = cell(outcome_map(project.library()), "harms")

    assert found.claims == ()
    assert [c.ref for c in found.related] == ["blue-fever#skyroot-tremor"]


def test_a_treatment_is_summed_up_by_what_it_does_for_the_condition(project: Project) -> None:
    harm = claim("harm", kind="safety", direction="harm", certainty="high")
    add_condition(project, harm, claim("helps"), claim("lasts", kind="durability"))
    found = cell(treatment_map(project.library()), "skyroot-tea")

    assert [c.claim.id for c in found.claims] == ["helps", "lasts"]
    assert [c.claim.id for c in found.related] == ["harm"]


def test_an_empty_cell_was_searched_only_where_a_search_covered_it(project: Project) -> None:
    gaps = [
        {"question": "Tremor?", "searched": "2024-05-01", "outcome_groups": ["harms"]},
        {"question": "Anything?", "searched": "2024-06-01"},
        {"question": "Symptoms?", "outcome_groups": ["symptoms"]},
    ]
    add_condition(project, gaps=gaps)
    symptoms, harms = row(outcome_map(project.library())).cells

    assert harms.searched == dt.date(2024, 5, 1)
    assert symptoms.searched is None


def test_the_last_search_of_a_gap_or_a_claim_counts(project: Project) -> None:
    gap = {"question": "Tea?", "searched": "2024-05-01", "treatments": ["skyroot-tea"]}
    found = claim("one", searched="2024-06-02", treatments=["skyroot-tea"])
    add_condition(project, found, gaps=[gap])
    library = project.library()

    assert row(treatment_map(library)).cells[0].searched == dt.date(2024, 6, 2)
    assert row(outcome_map(library)).cells[1].searched is None


def test_the_short_map_keeps_the_fullest_columns_in_their_order(project: Project) -> None:
    add_condition(project, claim("one", outcome={"name": "tremor", "group": "harms"}))
    whole = outcome_map(project.library())

    assert [column.slug for column in whole.fullest(1).columns] == ["harms"]
    assert [column.slug for column in whole.fullest(2).columns] == ["symptoms", "harms"]
    assert [c.claim.id for c in row(whole.fullest(1)).cells[0].claims] == ["one"]


def test_the_page_says_in_words_what_each_cell_shows(project: Project) -> None:
    project.write("docs/conditions/chill.yml", "name: Chill\nbottom_line: Chill [@agency2022].\n")
    add_condition(
        project, gaps=[{"question": "?", "searched": "2024-05-01", "outcome_groups": ["harms"]}]
    )
    library = project.library()
    addresses = Addresses(library.layout)
    (page,) = map_pages(addresses, Renderer(library, addresses).writer)

    assert "Blue fever, Symptoms: mixed, low certainty, 80 people, 1 claim<" in page.write().html
    assert "Searched, none found</span></td>" in page.write().html
    assert "No record</span></td>" in page.write().html
    assert page.search is None


def test_the_short_map_leads_to_the_claims_and_to_the_whole_map(project: Project) -> None:
    library = project.library()
    renderer = Renderer(library, Addresses(library.layout))
    page = renderer.writer("index")
    html = renderer.listing("map", page)

    assert 'href="conditions/blue-fever/#skyroot-duration"' in html
    assert ("map", "") in page.links
    assert "data-search-exclude" in html
