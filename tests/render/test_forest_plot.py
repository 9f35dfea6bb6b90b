"""Forest plots: what is drawn, where it stands, and what the page shows of it.

`EVIDENCE_REGENERATE=1 pytest tests/render/test_forest_plot.py` writes the golden files anew;
review the difference.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mkdocs_evidence.model.claim import Claim, Effect
from mkdocs_evidence.model.study import Appraisal, Name, Reference
from mkdocs_evidence.model.vocabulary import Better, Measure
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.environment import make_environment
from mkdocs_evidence.render.forest_axis import WIDTH
from mkdocs_evidence.render.forest_plot import ForestPlot, forest_plot, forest_plot_of
from mkdocs_evidence.render.forest_rows import Comparison, Important, Row
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.sources.layout import Layout

GOLDEN = Path(__file__).parent / "golden" / "forest"
REGENERATE = bool(os.environ.get("EVIDENCE_REGENERATE"))


# A claim and its library, made of a few words


def link(study: str, supports: str = "supports", **effect: object) -> dict[str, object]:
    finding = effect.pop("finding", "A finding.")
    analysis = {"analysis": effect.pop("analysis")} if "analysis" in effect else {}
    given_effect = {"effect": effect} if effect else {}
    return {"study": study, "supports": supports, "finding": finding, **analysis, **given_effect}


def claim(*evidence: dict[str, object], **fields: object) -> Claim:
    values: dict[str, object] = {
        "id": "fever-length",
        "kind": "efficacy",
        "statement": "Skyroot tea may shorten blue fever.",
        "intervention": "skyroot tea",
        "comparator": "warm water",
        "outcome": {"name": "length of fever", "better": "lower"},
        "direction": "unclear",
        "certainty": "low",
        "evidence": list(evidence),
    }
    return Claim.model_validate(values | fields)


def library(of: Claim, **appraisals: dict[str, object]) -> SimpleNamespace:
    studies = {
        found.study: SimpleNamespace(
            reference=Reference(
                found.study,
                "article",
                "A title",
                (Name(re.sub(r"\d", "", found.study).title()),),
                year=re.sub(r"\D", "", found.study),
            ),
            appraisal=Appraisal.model_validate(appraisals.get(found.study, {"design": "rct"})),
        )
        for found in of.evidence
    }
    tea = SimpleNamespace(model=SimpleNamespace(name="Skyroot tea"))
    return SimpleNamespace(studies=studies, by_slug={"skyroot-tea": tea})


def plot_of(of: Claim, **appraisals: dict[str, object]) -> ForestPlot | None:
    return forest_plot_of(of, library(of, **appraisals))


def html_of(of: Claim, **appraisals: dict[str, object]) -> str:
    root = Path("/none")
    addresses = Addresses(Layout(root, root, root))
    environment = make_environment()
    page = PageWriter("conditions/blue-fever", library(of, **appraisals), addresses, environment)
    template = environment.get_template("forest_plot.html")
    return str(template.module.figure(page, plot_of(of, **appraisals), of.id))


DAYS = {"measure": "md", "unit": "days"}
IMPORTANT = [{"low": "1.5", "high": "2", "study": "muster2020"}]
POOLED = {"design": "meta-analysis"}

# Golden drawings

CASES: dict[str, tuple[Claim, dict[str, dict[str, object]]]] = {
    "trials-and-their-pooled-estimate": (
        claim(
            link("muster2020", **DAYS, value="-2.0", ci=["-3.10", "-0.90"], n=80),
            link("novak2021", "contradicts", **DAYS, value="0.3", ci=["-1.2", "1.8"], n=40),
            link("review2023", **DAYS, value="-1.25", ci=["-2.40", "-0.10"], n=120),
            effect={**DAYS, "value": "-1.25", "ci": ["-2.4", "-0.1"], "n": 120, "k": 2},
        ),
        {"review2023": POOLED},
    ),
    "one-study-with-a-ratio": (
        claim(link("muster2020", measure="hr", value="0.49", ci=["0.29", "0.84"], n=176)),
        {},
    ),
    "an-interval-that-is-missing": (
        claim(
            link("muster2020", measure="smd", value="0.35", ci=["0.06", "0.64"]),
            link("novak2021", measure="smd", value="0.62"),
            outcome={"name": "strength", "better": "higher"},
        ),
        {},
    ),
    "a-cut-interval-and-long-names": (
        claim(
            link("muster2020", measure="or", value="1.5", ci=["1.1", "2.1"], n=900),
            link("novak2021", measure="or", value="2.0", ci=["1.2", "3.3"], n=300),
            link(
                "vandenbroeckeschaumburglippe2022",
                measure="or",
                value="3.2",
                ci=["0.01", "9999"],
                n=12,
            ),
            intervention="skyroot tea 3 g in the morning, as hot as can be borne",
            comparator="skyroot tea 3 g in the morning, left to cool for an hour",
        ),
        {},
    ),
    "what-is-not-drawn": (
        claim(
            link("muster2020", measure="rd", value="7.5", ci=["-4.8", "19.8"], unit="%"),
            link("novak2021", measure="rd", value="0.08", ci=["0.01", "0.15"], unit="per person"),
            link("gray2019", "contradicts"),
            link("reports2024", measure="rd", value="9", ci=["8", "10"], unit="%"),
            outcome={"name": "tremor"},
            effect={"measure": "rd", "value": "7.5", "unit": "%"},
        ),
        {"reports2024": {"design": "pharmacovigilance"}},
    ),
    "an-important-difference-and-two-doses": (
        claim(
            link(
                *("muster2020",),
                **DAYS,
                value="-1.0",
                ci=["-1.9", "-0.1"],
                ci_level=90,
                finding="At day 14, 3 g of tea <daily>",
            ),
            link(
                *("muster2020",),
                **DAYS,
                value="-3.0",
                ci=["-4.4", "-1.6"],
                finding="At day 14, 6 g of tea daily",
            ),
            link("gray2019", **DAYS, value="-0.4", ci=["-2.0", "1.2"], analysis="post-hoc"),
            outcome={
                "name": "length of fever",
                "better": "lower",
                "minimal_important_difference": [
                    {"low": "1.5", "study": "gray2019"},
                    {"low": "2", "high": "2.5", "study": "muster2020"},
                ],
            },
            effect={**DAYS, "value": "-1.7", "ci": ["-2.5", "-0.9"], "k": 3, "n": 411},
        ),
        {"gray2019": {"design": "rct", "integrity": {"status": "retracted"}}},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_drawing_is_the_one_reviewed(name: str) -> None:
    case, appraisals = CASES[name]
    drawn = html_of(case, **appraisals)
    file = GOLDEN / f"{name}.html"
    if REGENERATE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawn, "utf-8")

    assert drawn == file.read_text("utf-8")


def test_no_golden_drawing_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.glob("*.html")} == set(CASES)


def figure_of(of: Claim, **appraisals: dict[str, object]) -> ET.Element:
    return ET.fromstring(html_of(of, **appraisals).replace(" data-search-exclude", ""))  # noqa: S314


@pytest.mark.parametrize("name", CASES)
def test_a_drawing_is_well_formed_and_named(name: str) -> None:
    case, appraisals = CASES[name]
    figure = figure_of(case, **appraisals)
    drawings = figure.findall("svg")
    ids = {element.get("id") for element in figure.iter() if element.get("id")}

    assert [svg.get("role") for svg in drawings] == ["img", "img"]
    assert all(set(svg.get("aria-labelledby", "").split()) == ids for svg in drawings)
    assert "style=" not in html_of(case, **appraisals)


@pytest.mark.parametrize("name", CASES)
def test_every_number_in_the_drawing_stands_in_the_table_too(name: str) -> None:
    case, appraisals = CASES[name]
    figure = figure_of(case, **appraisals)
    table = " ".join(figure.find("details").itertext())
    drawn = " ".join(text.text for text in figure.iter("text") if text.get("class") == "number")

    assert set(re.findall(r"[\d.]+", drawn)) <= set(re.findall(r"[\d.]+", table))


# What goes into a plot


def test_a_study_that_says_the_same_as_the_claim_is_drawn_once() -> None:
    case, appraisals = CASES["trials-and-their-pooled-estimate"]
    plot = plot_of(case, **appraisals)

    assert [row.label for row in plot.comparison.rows] == [
        "Muster 2020",
        "Novak 2021",
        "Review 2023",
    ]
    assert [mark.kind for mark in plot.marks] == ["square", "square", "diamond"]
    assert plot.comparison.rows[2].note == "120 people, 2 studies"


def test_the_body_of_evidence_is_drawn_last_and_as_a_diamond_where_it_pools() -> None:
    plot = plot_of(
        claim(
            link("muster2020", **DAYS, value="-2.0", ci=["-3", "-1"]),
            effect={**DAYS, "value": "-1", "ci": ["-2", "0"], "k": 3},
        )
    )

    assert plot.comparison.rows[-1].label == "Body of evidence"
    assert plot.marks[-1].kind == "diamond"


@pytest.mark.parametrize(
    "evidence",
    [
        [link("muster2020", **DAYS, value="-2.0")],
        [link("muster2020")],
        [link("muster2020", measure="proportion", value="12", ci=["8", "18"], unit="%")],
        [link("muster2020", measure="nnt", value="5", ci=["3", "9"])],
        [link("muster2020", "background", **DAYS, value="-2.0", ci=["-3", "-1"])],
        [link("muster2020", measure="rr", value="0", ci=["0", "1.2"])],
    ],
    ids=["no interval", "no effect", "a proportion", "an NNT", "background", "zero as a ratio"],
)
def test_there_is_no_plot_without_an_interval_to_compare(evidence: list[dict[str, object]]) -> None:
    assert plot_of(claim(*evidence)) is None


def test_the_interval_of_the_claim_alone_makes_no_plot() -> None:
    own = {**DAYS, "value": "-1", "ci": ["-2", "0"], "k": 3}

    assert plot_of(claim(link("muster2020", **DAYS, value="-2.0"), effect=own)) is None


def test_ratios_of_spontaneous_reports_are_never_plotted() -> None:
    reports = {"design": "pharmacovigilance"}
    ratio = {"measure": "or", "value": "4.1", "ci": ["3.0", "5.5"]}
    alone = claim(link("reports2024", **ratio))
    beside = claim(
        link("reports2024", **ratio),
        link("muster2020", measure="or", value="1.2", ci=["0.8", "1.8"]),
        effect={"measure": "or", "value": "4.2", "ci": ["3.0", "5.5"]},
    )

    assert plot_of(alone, reports2024=reports) is None
    assert [row.label for row in plot_of(beside, reports2024=reports).comparison.rows] == [
        "Muster 2020"
    ]


@pytest.mark.parametrize("measure", ["md", "rd"])
def test_differences_on_two_units_are_not_put_on_one_axis(measure: str) -> None:
    found = plot_of(
        claim(
            link("muster2020", measure=measure, value="2", ci=["1", "3"], unit="days"),
            link("gray2019", measure=measure, value="2.5", ci=["1", "3"], unit=" Days"),
            link("novak2021", measure=measure, value="48", ci=["24", "72"], unit="hours"),
        )
    )
    unstated = claim(
        link("muster2020", measure=measure, value="2", ci=["1", "3"]),
        link("novak2021", measure=measure, value="48", ci=["24", "72"]),
    )

    assert [row.label for row in found.comparison.rows] == ["Muster 2020", "Gray 2019"]
    assert found.remarks == ("Not drawn: Novak 2021 (on another scale).",)
    assert plot_of(unstated) is None


def test_a_retracted_study_says_so_in_its_row() -> None:
    case, appraisals = CASES["an-important-difference-and-two-doses"]

    assert plot_of(case, **appraisals).comparison.rows[2].note == "Retracted · Post hoc"


# Which side is which


@pytest.mark.parametrize(
    ("better", "left", "right"),
    [
        ("lower", "favours skyroot tea", "favours warm water"),
        ("higher", "favours warm water", "favours skyroot tea"),
        (None, "lower", "higher"),
    ],
)
def test_the_sides_follow_what_is_better(better: str | None, left: str, right: str) -> None:
    outcome = {"name": "fever"} | ({"better": better} if better else {})
    for measure in ("smd", "or"):
        evidence = link("muster2020", measure=measure, value="0.5", ci=["0.2", "0.8"])
        plot = plot_of(claim(evidence, outcome=outcome))

        assert (plot.left, plot.right) == (left, right)
        assert [text.shown for text in plot.drawings[0].sides] == [f"← {left}", f"{right} →"]


@pytest.mark.parametrize("comparator", [None, "none (baseline)", "pressure before the dose"])
def test_without_two_groups_no_group_is_favoured(comparator: str | None) -> None:
    plot = plot_of(
        claim(link("muster2020", **DAYS, value="-2", ci=["-3", "-1"]), comparator=comparator)
    )

    assert (plot.left, plot.right) == ("better", "worse")


def test_a_sign_that_does_not_fit_the_direction_favours_nobody() -> None:
    plot = plot_of(claim(link("muster2020", **DAYS, value="2", ci=["1", "3"]), direction="benefit"))

    assert (plot.left, plot.right) == ("lower", "higher")


def test_names_that_cutting_would_make_alike_are_told_apart() -> None:
    case, appraisals = CASES["a-cut-interval-and-long-names"]
    for drawing in plot_of(case, **appraisals).drawings:
        left, right = (text.shown.strip("←→ ") for text in drawing.sides)

        assert left != right
        assert all(text.full for text in drawing.sides if "…" in text.shown)


@pytest.mark.parametrize(("better", "count"), [("lower", 1), ("higher", 1), (None, 2)])
def test_the_important_difference_stands_on_the_better_side(better: str | None, count: int) -> None:
    outcome = {"name": "fever", "minimal_important_difference": IMPORTANT}
    outcome |= {"better": better} if better else {}
    evidence = link("muster2020", **DAYS, value="0.2", ci=["-1", "1.4"])
    plot = plot_of(claim(evidence, outcome=outcome))

    assert len(plot.important_xs) == count
    assert (min(plot.important_xs)[0] < plot.null_x) is (better != "higher")
    assert "in days, is put at 1.5 to 2 (Muster 2020)" in plot.remarks[0]


def test_an_important_difference_belongs_to_the_scale_it_was_found_on() -> None:
    outcome = {"name": "fever", "minimal_important_difference": IMPORTANT}
    evidence = link("muster2020", measure="smd", value="0.2", ci=["-1", "1.4"])

    assert plot_of(claim(evidence, outcome=outcome)).important_xs == ()


def test_a_ratio_has_no_important_difference() -> None:
    outcome = {"name": "fever", "minimal_important_difference": IMPORTANT}
    evidence = link("muster2020", measure="rr", value="0.8", ci=["0.6", "1.1"])

    assert plot_of(claim(evidence, outcome=outcome)).important_xs == ()


# Where things stand, whatever the numbers

WHATEVER = settings(deadline=None, max_examples=60)

digits = st.decimals(-10_000, 10_000, places=2) | st.decimals(-1, 1, places=4)
positive = st.decimals("0.0001", 10_000, places=4)


@st.composite
def rows(draw: st.DrawFn, measure: Measure) -> Row:
    numbers = digits if measure.null_value == 0 else positive
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    ci = draw(st.sampled_from([(low, high), (low, high), None]))
    people = draw(st.none() | st.integers(0, 5000))
    return Row(
        draw(st.text(max_size=60)),
        Effect(measure=measure, value=value, ci=ci, n=people),
        is_pooled=draw(st.booleans()),
    )


@st.composite
def importants(draw: st.DrawFn) -> Important:
    ends = draw(st.tuples(*[st.decimals("0.01", 100, places=2)] * 2))
    return Important(min(ends), max(ends), "muster2020", "Muster 2020")


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    measures = [measure for measure in Measure if measure.null_value is not None]
    measure = draw(st.sampled_from(measures))
    found = draw(st.lists(rows(measure), min_size=1, max_size=8))
    assume(any(row.effect.ci for row in found))
    return Comparison(
        "fever",
        measure,
        "",
        tuple(found),
        better=draw(st.none() | st.sampled_from(list(Better))),
        intervention=draw(st.text(max_size=90)),
        comparator=draw(st.text(max_size=90)),
        important=tuple(draw(st.lists(importants(), max_size=2))),
    )


def single(measure: Measure, value: str, low: str, high: str) -> Comparison:
    effect = Effect(measure=measure, value=Decimal(value), ci=(Decimal(low), Decimal(high)))
    return Comparison("fever", measure, "", (Row("One", effect),))


@given(comparisons())
@WHATEVER
@example(single(Measure.MD, "0", "0", "0"))
@example(single(Measure.RR, "1", "1", "1"))
@example(single(Measure.OR, "3", "0", "1e30"))
@example(single(Measure.MD, "1e-9", "-1e-9", "1e40"))
def test_everything_drawn_lies_inside_the_plot(comparison: Comparison) -> None:
    plot = forest_plot(comparison)
    important = [x for ends in plot.important_xs for x in ends]
    xs = [plot.null_x, *important, *(tick.x for tick in plot.ticks)]
    for mark in plot.marks:
        half = 0 if mark.kind == "diamond" else mark.half
        xs += [mark.low, mark.high, mark.x - half, mark.x + half]

        assert mark.low <= mark.x <= mark.high

    assert all(math.isfinite(x) and 0 <= x <= WIDTH for x in xs)
    for drawing in plot.drawings:
        middles = [row.middle for row in drawing.rows]
        texts = [text for row in drawing.rows for text in row.texts] + list(drawing.sides)

        assert middles == sorted(middles)
        assert middles[-1] < drawing.axis < drawing.height
        assert all(-0.01 <= text.x - drawing.left <= drawing.width + 0.01 for text in texts)


@given(comparisons())
@WHATEVER
def test_the_order_of_values_is_the_order_of_positions(comparison: Comparison) -> None:
    plot = forest_plot(comparison)
    null = Decimal(comparison.measure.null_value)
    placed = [
        (null, plot.null_x),
        *((row.value, mark.x) for row, mark in zip(comparison.rows, plot.marks, strict=True)),
    ]

    assert [x for _, x in sorted(placed)] == sorted(x for _, x in placed)


@given(comparisons())
@WHATEVER
def test_an_interval_is_cut_only_where_an_arrow_says_so(comparison: Comparison) -> None:
    plot = forest_plot(comparison)
    for row, mark in zip(comparison.rows, plot.marks, strict=True):
        if row.effect.ci:
            low, high = row.effect.ci

            assert mark.is_cut_low or mark.low == plot.axis.x(low)
            assert mark.is_cut_high or mark.high == plot.axis.x(high)
            assert ("l-6 4" in mark.path) is mark.is_cut_low
            assert ("l6 4" in mark.path) is mark.is_cut_high


@given(comparisons())
@WHATEVER
def test_estimates_are_shown_with_the_digits_that_were_written(comparison: Comparison) -> None:
    plot = forest_plot(comparison)
    for row, drawn in zip(comparison.rows, plot.drawings[0].rows, strict=True):
        shown = next(text.shown for text in drawn.texts if text.style == "number")
        numbers = [row.value, *(row.effect.ci or ())]

        assert all(format(value, "f").replace("-", "−") in shown for value in numbers)
        assert ("no interval given" in shown) is (row.effect.ci is None)


@given(comparisons())
@WHATEVER
def test_a_ratio_has_a_log_axis_and_a_difference_a_linear_one(comparison: Comparison) -> None:
    plot = forest_plot(comparison)
    values = [Decimal(tick.label.replace("−", "-")) for tick in plot.ticks]
    null = Decimal(comparison.measure.null_value)

    assert plot.axis.is_log is (null == 1)
    assert null in values
    assert values == sorted(values)
    for value, tick in zip(values, plot.ticks, strict=True):
        opposite = -value if null == 0 else 1 / value
        low, high = (plot.axis.is_below(opposite), plot.axis.is_above(opposite))
        if not (low or high):
            mirrored = 2 * plot.null_x - plot.axis.x(opposite)

            assert math.isclose(mirrored, tick.x, abs_tol=1e-6)


@given(comparisons())
@WHATEVER
def test_the_sides_swap_with_what_is_better(comparison: Comparison) -> None:
    lower = forest_plot(replace(comparison, better=Better.LOWER))
    higher = forest_plot(replace(comparison, better=Better.HIGHER))

    assert (lower.left, lower.right) == (higher.right, higher.left)


def test_more_people_make_a_larger_square() -> None:
    plot = plot_of(
        claim(
            link("muster2020", **DAYS, value="-2", ci=["-3", "-1"], n=400),
            link("novak2021", **DAYS, value="-2", ci=["-3", "-1"], n=100),
        )
    )

    assert math.isclose(plot.marks[0].half, 2 * plot.marks[1].half)
    assert "larger with more people" in plot.legend


def test_encounters_are_not_people() -> None:
    plot = plot_of(
        claim(
            link("muster2020", **DAYS, value="-2", ci=["-3", "-1"], n=400),
            link("novak2021", **DAYS, value="-2", ci=["-3", "-1"], n=100, n_counts="nights"),
        )
    )

    assert plot.marks[0].half == plot.marks[1].half


def test_without_numbers_of_people_a_narrower_interval_makes_a_larger_square() -> None:
    plot = plot_of(
        claim(
            link("muster2020", **DAYS, value="-2", ci=["-3", "-1"]),
            link("novak2021", **DAYS, value="-2", ci=["-4", "0"], n=900),
        )
    )

    assert math.isclose(plot.marks[0].half, 2 * plot.marks[1].half)
    assert "larger with more precision" in plot.legend
