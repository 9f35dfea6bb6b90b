"""The first ten minutes go as their page says."""

from __future__ import annotations

import os
import re
from pathlib import Path

from first_ten_minutes import PAGE, Newcomer, take
from knowledge_bases import BIN, ROOT


def test_the_first_ten_minutes_go_as_their_page_says(tmp_path: Path) -> None:
    """Here with the environment of the tests; scripts/newcomer.py begins without one."""
    shown = PAGE.read_text("utf-8")
    happens = take(shown, Newcomer(tmp_path, BIN))
    if os.environ.get("EVIDENCE_REGENERATE"):
        PAGE.write_text(happens, "utf-8")

    assert happens == shown


def test_the_page_names_no_place_of_a_machine() -> None:
    text = PAGE.read_text("utf-8")

    assert not re.search(r"/(?:tmp|home|root|Users|var)/|[A-Z]:\\", text)
    assert str(ROOT) not in text
