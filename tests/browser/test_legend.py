"""What the symbols mean is one step away wherever they stand."""

from __future__ import annotations

import pytest

from browser_reader import Reader

SECTIONS = ".ev-summary, .ev-claims, .ev-elsewhere"


@pytest.mark.parametrize(
    "name",
    [
        "conditions/treatment-resistant-depression/",
        "treatments/intranasal-esketamine/",
        "harms/urinary-tract/",
        "topics/mechanism-of-action/",
    ],
)
def test_every_section_with_symbols_leads_to_their_meaning(reader: Reader, name: str) -> None:
    page = reader.open(name)
    sections = page.locator(SECTIONS)
    legends = [section.locator(".ev-legend") for section in sections.all()]

    assert legends
    assert {legend.count() for legend in legends} == {1}
    assert {legend.inner_text() for legend in legends} == {"What do the symbols mean?"}
    assert min(legend.bounding_box()["height"] for legend in legends) >= 24


def test_the_legend_explains_what_stood_beside_it(reader: Reader) -> None:
    page = reader.open("conditions/treatment-resistant-depression/")
    page.locator(".ev-summary .ev-legend").click()
    page.wait_for_url("**/about/how-to-read/")

    assert page.get_by_role("cell", name="⊕⊕○○").is_visible()
    assert page.get_by_role("cell", name="▲").is_visible()
