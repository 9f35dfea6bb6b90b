"""WCAG 2.2 AA: what axe can see, on every type of page, at a desk by day and on a phone by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser_reader import Reader

PAGE_TYPES = [
    "",
    "conditions/",
    "conditions/treatment-resistant-depression/",
    "conditions/osteoarthritis-pain/",
    "treatments/intranasal-esketamine/",
    "harms/urinary-tract/",
    "topics/regulators-and-guidelines/",
    "studies/popova2019/",
    "heard/",
    "about/how-to-read/",
    "about/statistics/",
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_axe_finds_nothing(reader: Reader, name: str) -> None:
    page = reader.open(name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    result = Axe().run(page, options=RULES)
    found = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result.response["violations"]
        for node in violation["nodes"][:3]
    ]

    assert found == []
