"""Lists that stand in parts, however short they are."""

from __future__ import annotations

import pytest

from mkdocs_evidence.render import compare_page, explorer_page, map_page, study_pages

#: Sizes beyond which lists stand in parts.
LIMITS = {
    *("MOST_STUDIES", "STUDIES_OF_A_PART", "MOST_ROWS", "ROWS_OF_A_PART"),
    *("MOST_CONDITIONS", "CONDITIONS_OF_A_PART"),
    *("MOST_CLAIMS", "CLAIMS_OF_A_PART"),
}


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists stand in parts, however short they are."""
    for module in (study_pages, explorer_page, map_page, compare_page):
        for name in vars(module):
            if name in LIMITS:
                monkeypatch.setattr(module, name, 0 if name == "MOST_CONDITIONS" else 1)
