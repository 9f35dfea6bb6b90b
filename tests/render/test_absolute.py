"""Absolute numbers: which claims have them, what they are computed from, and how they read.

`EVIDENCE_REGENERATE=1 pytest tests/render/test_absolute.py` writes the golden files anew; review
the difference.
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge_bases import Project
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.study import Appraisal, Name, Reference
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.render.absolute import (
    Absolute,
    absolute_in_words,
    absolute_of,
    more_or_fewer,
)
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.environment import make_environment
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.render.risks import risk_with_treatment
from mkdocs_evidence.sources.layout import Layout

GOLDEN = Path(__file__).parent / "golden" / "absolute"
REGENERATE = bool(os.environ.get("EVIDENCE_REGENERATE"))
STUDY = Reference("muster2020", "article", "A title", (Name("Muster"),), year="2020")
MUSTER = SimpleNamespace(reference=STUDY, appraisal=Appraisal())
LIBRARY = SimpleNamespace(studies={"muster2020": MUSTER}, by_slug={})


def claim(effect: dict[str, object], **fields: object) -> Claim:
    link = {"study": "muster2020", "supports": "supports", "finding": "A finding."}
    values: dict[str, object] = {
        "id": "fever-length",
        "kind": "efficacy",
        "statement": "Skyroot tea may help.",
        "intervention": "skyroot tea",
        "comparator": "warm water",
        "outcome": {"name": "fever gone", "better": "higher"},
        "direction": "unclear",
        "certainty": "low",
        "effect": effect,
        "evidence": [link],
    }
    return Claim.model_validate(values | fields)


def numbers(effect: dict[str, object], **fields: object) -> Absolute | None:
    return absolute_of(claim(effect, **fields), LIBRARY)


def words(effect: dict[str, object], **fields: object) -> str:
    found = numbers(effect, **fields)
    return absolute_in_words(found) if found else ""


COUNTS = {"intervention": [12, 180], "comparator": [46, 181]}
SHARES = {"intervention": "11.6", "comparator": "3.9"}
BASELINE = {"per_1000": "110", "study": "muster2020", "locator": "Table 2"}

CASES: dict[str, Claim] = {
    "counts-and-a-risk-ratio": claim(
        {"measure": "rr", "value": "0.26", "ci": ["0.14", "0.48"], "events": COUNTS}
    ),
    "printed-shares-and-an-odds-ratio": claim(
        {"measure": "or", "value": "3.2", "ci": ["1.9", "5.8"], "risks": SHARES}
    ),
    "a-baseline-risk-from-elsewhere": claim(
        {"measure": "rr", "value": "2.27", "ci": ["1.55", "3.10"]}, baseline_risk=BASELINE
    ),
    "one-group-without-a-comparison": claim(
        {"measure": "proportion", "value": "85", "ci": ["71", "93"], "unit": "%"}, comparator="none"
    ),
    "another-event-than-the-outcome": claim(
        {"measure": "or", "value": "2.85", "risks": SHARES, "event": "fever <halved>"}
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_page_shows_each_number_with_its_group(name: str) -> None:
    root = Path("/none")
    addresses = Addresses(Layout(root, root, root))
    environment = make_environment()
    page = PageWriter("conditions/blue-fever", LIBRARY, addresses, environment)
    template = environment.get_template("absolute.html")
    html = str(template.module.block(page, CASES[name]))
    golden = GOLDEN / f"{name}.html"
    if REGENERATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(html, encoding="utf-8")

    assert html == golden.read_text("utf-8")


# Which numbers, from what


def test_counts_of_both_groups_are_scaled_and_the_ratio_gives_the_limits() -> None:
    found = numbers({"measure": "rr", "value": "0.26", "ci": ["0.14", "0.48"], "events": COUNTS})

    assert absolute_in_words(found) == (
        "with warm water 254 of 1000; with skyroot tea 67 of 1000; "
        "187 fewer (from 218 fewer to 132 fewer)"
    )
    assert found.basis == "Computed from 46 of 181 and 12 of 180 and the interval of the RR."


def test_an_adjusted_ratio_gives_no_limits_to_the_shares_observed() -> None:
    shares = {"intervention": "64", "comparator": "28"}
    found = numbers({"measure": "or", "value": "2.18", "ci": ["1.21", "4.14"], "risks": shares})

    assert (found.difference, found.limits) == (360, None)
    assert "OR" not in found.basis


@pytest.mark.parametrize(
    ("value", "ci", "unit", "difference", "limits"),
    [
        ("7.7", ["3.1", "12.4"], "percentage points", 77, (31, 124)),
        ("-7.7", ["-12.4", "-3.1"], "percentage points, water minus tea", 77, (31, 124)),
        ("6.0", ["3.1", "8.9"], "percentage points", 60, (31, 89)),
        ("6.0", ["3.1", "8.9"], "percentage points, per night", 77, None),
    ],
    ids=["same sign", "printed the other way round", "the study's own estimate", "unknown sign"],
)
def test_a_risk_difference_keeps_its_interval(
    value: str, ci: list[str], unit: str, difference: int, limits: tuple[int, int] | None
) -> None:
    found = numbers({"measure": "rd", "value": value, "ci": ci, "unit": unit, "risks": SHARES})

    assert (found.difference, found.limits) == (difference, limits)
    assert ("own estimate" in found.basis) is (difference == 60)


def test_a_baseline_risk_gives_the_risk_with_treatment() -> None:
    effect = {"measure": "rr", "value": "2.27", "ci": ["1.55", "3.10"]}
    found = numbers(effect, baseline_risk=BASELINE)

    assert absolute_in_words(found) == (
        "with warm water 110 of 1000; with skyroot tea 250 of 1000; 140 more (from 61 more to 231 more)"
    )
    assert found.baseline.study == "muster2020"
    assert found.basis.startswith("Computed from the RR and 110 of 1000")


def test_the_counts_behind_an_estimate_may_stand_on_the_link() -> None:
    effect = {"measure": "rr", "value": "0.26", "ci": ["0.14", "0.48"]}
    link = {"study": "muster2020", "supports": "supports", "finding": "A finding."}
    other = {"measure": "rr", "value": "0.5", "events": COUNTS}

    assert not words(effect, evidence=[link | {"effect": other}])
    assert "67 of 1000" in words(effect, evidence=[link | {"effect": effect | {"events": COUNTS}}])
    assert "67 of 1000" in words(None, evidence=[link | {"effect": other}])
    assert not words(None, evidence=[link | {"effect": other}] * 2)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ({"value": "85", "ci": ["71", "93"]}, "850 of 1000 people (from 710 to 930)"),
        ({"value": "1.4", "n": 8282, "n_counts": "sedations"}, "14 of 1000 sedations"),
        ({"value": "0.016", "ci": ["0.0019", "0.057"]}, "16 of 100,000 people (from 2 to 57)"),
        ({"value": "0", "n": 400}, "0 of 1000 people"),
        ({"value": "50", "n": 6}, ""),
        ({"value": "50", "n": 600, "unit": "% of infusions"}, ""),
    ],
    ids=["people", "sedations", "rare", "nobody", "too few people", "not a share of people"],
)
def test_one_group_is_a_share_of_people(effect: dict[str, object], said: str) -> None:
    assert words({"measure": "proportion", "unit": "%"} | effect, comparator=None) == said


def test_a_comparator_that_is_no_group_has_no_number() -> None:
    effect = {"measure": "rr", "value": "0.26", "ci": ["0.14", "0.48"]}

    assert not words(effect, comparator="own baseline", baseline_risk=BASELINE)


def test_an_interval_of_another_level_says_so() -> None:
    effect = {"measure": "rr", "value": "0.56", "ci": ["0.4", "0.78"], "ci_level": 98}

    assert "(98% CI from 66 fewer to 24 fewer)" in words(effect, baseline_risk=BASELINE)


# Arithmetic, whatever the numbers

RISKS = st.decimals("0.001", "0.999", places=3)
RATIOS = st.decimals("0.05", "20", places=2)
RELATIVE = st.sampled_from([Measure.RR, Measure.OR, Measure.HR])


@given(RELATIVE, RATIOS, RISKS)
def test_a_risk_is_never_below_nobodys_or_above_everybodys(
    measure: Measure, ratio: Decimal, baseline: Decimal
) -> None:
    assert 0 <= risk_with_treatment(measure, ratio, baseline) <= 1


@given(RELATIVE, RATIOS, RATIOS, RISKS)
def test_a_larger_ratio_never_gives_a_smaller_risk(
    measure: Measure, one: Decimal, other: Decimal, baseline: Decimal
) -> None:
    low, high = sorted([one, other])

    assert risk_with_treatment(measure, low, baseline) <= risk_with_treatment(
        measure, high, baseline
    )


@given(RELATIVE, RATIOS, RISKS, RISKS)
def test_a_larger_baseline_never_gives_a_smaller_risk(
    measure: Measure, ratio: Decimal, one: Decimal, other: Decimal
) -> None:
    low, high = sorted([one, other])

    assert risk_with_treatment(measure, ratio, low) <= risk_with_treatment(measure, ratio, high)


@given(RELATIVE, RISKS)
def test_a_ratio_of_one_changes_nothing(measure: Measure, baseline: Decimal) -> None:
    assert risk_with_treatment(measure, Decimal(1), baseline) == baseline


@given(RATIOS, RISKS)
def test_an_odds_ratio_gives_the_odds_that_it_says(ratio: Decimal, baseline: Decimal) -> None:
    treated = risk_with_treatment(Measure.OR, ratio, baseline)
    odds = [risk / (1 - risk) for risk in (treated, baseline)]

    assert abs(odds[0] / odds[1] - ratio) < Decimal("1e-9")


@given(RISKS, st.lists(RATIOS, min_size=3, max_size=3))
def test_the_difference_lies_between_its_limits(baseline: Decimal, ratios: list[Decimal]) -> None:
    low, value, high = sorted(ratios)
    effect = {"measure": "or", "value": value, "ci": [low, high]}
    found = numbers(effect, baseline_risk=BASELINE | {"per_1000": baseline * 1000})

    assert found.limits[0] <= found.difference <= found.limits[1]
    assert found.difference == found.intervention - found.comparator
    assert more_or_fewer(found.difference) in absolute_in_words(found)


@given(st.integers(1, 5000), st.integers(100, 5000), st.integers(0, 5000), st.integers(100, 5000))
def test_rounding_to_whole_people_never_tells_another_risk(a: int, b: int, c: int, d: int) -> None:
    assume(a <= b and c <= d)
    events = {"intervention": [a, b], "comparator": [c, d]}
    found = numbers({"measure": "rr", "value": "1.1", "events": events})

    for people, exact in ((found.intervention, a / b), (found.comparator, c / d)):
        assert abs(people / found.per - exact) <= 0.05 * exact + 1e-12


# In a record


def test_events_of_the_only_study_reach_the_summary_and_the_claim(project: Project) -> None:
    name = "docs/conditions/blue-fever.yml"
    project.replace(
        name, "    outcome: {name: tremor", "    comparator: water\n    outcome: {name: tremor"
    )
    linked = project.library().by_ref["blue-fever#skyroot-tremor"]
    found = absolute_of(linked.claim, project.library())

    assert absolute_in_words(found) == (
        "with water 0 of 1000; with skyroot tea 100 of 1000; 100 more"
    )


def test_a_baseline_risk_of_an_unknown_study_is_named(project: Project) -> None:
    name = "docs/conditions/blue-fever.yml"
    risk = "    baseline_risk: {per_1000: 9, study: nobody2020}\n    direction: mixed"
    project.replace(name, "    direction: mixed", risk)

    assert [problem.code for problem in project.problems()] == ["CIT001"]


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("{measure: rd, risks: {intervention: 101}}", "has a risk above all people"),
        (
            "{measure: rd, risks: {intervention: 9}, events: {intervention: [4, 40]}}",
            "has events as well as risks",
        ),
        ("{measure: rd}", "has neither a value nor events nor risks"),
    ],
)
def test_risks_that_cannot_be_are_named(project: Project, effect: str, said: str) -> None:
    old = "{measure: rd, value: 10, events: {intervention: [4, 40], comparator: [0, 40]}, unit: percentage points}"
    project.replace("docs/conditions/blue-fever.yml", old, effect)

    assert any(said in problem.message for problem in project.problems())
