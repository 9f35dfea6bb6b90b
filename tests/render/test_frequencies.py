"""Frequencies on a harm's page: which numbers stand there, in what order, and how they are drawn."""

from __future__ import annotations

import re
from decimal import Decimal
from types import SimpleNamespace

import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import Project
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.forest_axis import WIDTH
from mkdocs_evidence.render.frequencies import Frequencies, Frequency, drawn, frequencies_of
from mkdocs_evidence.render.site_pages import Renderer

HARM = "docs/harms/tremor.yml"


def claim(name: str, *effects: dict[str, object], **fields: object) -> dict[str, object]:
    evidence = [
        {"study": study, "supports": "supports", "finding": "A finding.", "effect": effect}
        for study, effect in zip(("muster2020", "novak2021"), effects, strict=False)
    ]
    values: dict[str, object] = {
        "id": name,
        "kind": "safety",
        "statement": "Skyroot tea may cause tremor.",
        "population": "children",
        "treatments": ["skyroot-tea"],
        "outcome": {"name": "tremor", "time": "P14D", "group": "harms"},
        "direction": "descriptive",
        "certainty": "not-graded",
        "evidence": evidence,
    }
    return values | fields


def tremor(
    project: Project, *claims: dict[str, object], groups: str = "harms"
) -> Frequencies | None:
    values = {
        "name": "Tremor",
        "bottom_line": "Tremor was seen [@muster2020].",
        "outcome_groups": [groups],
        "claims": list(claims),
    }
    project.write(HARM, yaml.safe_dump(values, sort_keys=False))
    library = project.library()
    return frequencies_of(library.by_slug["tremor"], library)


def share(value: str, **more: object) -> dict[str, object]:
    return {"measure": "proportion", "value": value, "unit": "%", **more}


def rows(found: Frequencies | None) -> list[Frequency]:
    return list(found.rows) if found else []


def test_own_claims_and_those_that_point_here_are_compared_the_most_frequent_first(
    project: Project,
) -> None:
    found = tremor(project, claim("one", share("1.4", n=8282, n_counts="sedations")))

    assert [(row.words, row.claim.ref) for row in rows(found)] == [
        ("100 of 1000", "blue-fever#skyroot-tremor"),
        ("14 of 1000", "tremor#one"),
    ]
    assert [row.people for row in rows(found)] == ["80 people", "8,282 sedations"]


def test_each_row_says_who_had_what_for_how_long_and_against_what(project: Project) -> None:
    effect = {
        "measure": "rr",
        "value": "2",
        "risks": {"intervention": 20, "comparator": 10},
        "n": 90,
    }
    (row, _) = rows(tremor(project, claim("one", effect, comparator="warm water")))

    assert (row.event, row.treatment, row.time) == ("Tremor", "Skyroot tea", "14 days")
    assert (row.words, row.comparator_words, row.comparator) == (
        "200 of 1000",
        "100 of 1000",
        "warm water",
    )


def test_one_number_compares_nothing(project: Project) -> None:
    assert tremor(project) is None
    assert tremor(project, claim("one", share("5")), groups="symptoms") is None


def test_what_is_no_frequency_of_the_harm_stays_out(project: Project) -> None:
    found = tremor(
        project,
        claim(
            "good", share("50"), outcome={"name": "relief", "better": "higher", "group": "harms"}
        ),
        claim("other", share("51"), outcome={"name": "fever", "group": "symptoms"}),
        claim("efficacy", share("52"), kind="efficacy"),
        claim("deaths", share("53", n_counts="deaths"), treatments=[]),
        claim("event", share("54", event="cough", group="symptoms")),
        claim("no-number", {"measure": "rr", "value": "2"}),
        claim("kept", share("55", event="shaking")),
    )

    assert [row.event for row in rows(found)] == ["Shaking", "Tremor"]


def test_a_number_that_two_claims_take_from_one_study_stands_once(project: Project) -> None:
    found = tremor(project, claim("one", share("5")), claim("two", share("5")))

    assert [row.claim.ref for row in rows(found)] == ["blue-fever#skyroot-tremor", "tremor#one"]


def test_the_page_shows_every_number_as_text_and_pools_nothing(project: Project) -> None:
    tremor(project, claim("one", share("0.04", ci=["0.01", "0.09"])))
    library = project.library()
    renderer = Renderer(library, Addresses(library.layout))
    page = next(page for page in renderer.pages() if page.name == "harms/tremor")
    body = page.write()
    section = body.html.partition('class="ev-frequency"')[2].partition("</section>")[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", section).split())

    assert "_frequency" in body.anchors
    assert "these numbers are not pooled" in text
    assert "fewer than 1 of 1000" in text
    assert section.count("<svg") == 2
    assert section.count('role="img" aria-labelledby="_frequency-plot _frequency-text"') == 2


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=6))
def test_every_dot_lies_in_the_drawing_and_in_order(shares: list[tuple[int, int]]) -> None:
    found = _drawing_of(shares)
    xs = [float(mark.dot[1:].partition(" ")[0]) for mark in found.marks]

    assert all(-6 <= x <= WIDTH for x in xs)
    assert xs == sorted(xs, reverse=True)


def _drawing_of(shares: list[tuple[int, int]]) -> Frequencies:
    study = SimpleNamespace(key="muster2020")
    made = [
        Frequency(
            SimpleNamespace(ref="a#b"),
            study,
            "Tremor",
            "children",
            "Tea",
            "",
            Decimal(treated) / 1000,
            None,
            "water",
            Decimal(untreated) / 1000,
            "",
        )
        for treated, untreated in sorted(shares, reverse=True)
    ]
    return drawn(tuple(made))
