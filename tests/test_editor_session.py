"""The editor's session in the documentation is what happens on a clean clone of this project."""

from __future__ import annotations

import os
from pathlib import Path

from editor_session import PAGE, clone, take_session


def test_the_session_goes_as_its_page_says(tmp_path: Path) -> None:
    shown = PAGE.read_text("utf-8")
    happens = take_session(shown, clone(tmp_path / "clone"))
    if os.environ.get("EVIDENCE_REGENERATE"):
        PAGE.write_text(happens, "utf-8")

    assert happens == shown
