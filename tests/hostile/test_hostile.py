"""Hostile and broken input raises nothing, stalls nothing, writes nothing outside, becomes no markup."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from knowledge_bases import ROOT, THOROUGH

ORDEAL = ROOT / "tests" / "hostile" / "ordeal.py"


def ordeal(*arguments: str) -> dict[str, dict[str, object]]:
    done = subprocess.run(
        [sys.executable, str(ORDEAL), *arguments],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs the limits of POSIX")


def test_every_kind_of_input_is_read_or_refused_with_a_message() -> None:
    kinds = ordeal("--all" if THOROUGH else "--few")

    assert len(kinds) >= 12
    assert [failure for kind in kinds.values() for failure in kind["failures"]] == []


def test_huge_input_is_read_or_refused_in_bounded_time_and_memory() -> None:
    (kind,) = ordeal("--huge", "all", "0.3" if THOROUGH else "0.02").values()

    assert kind["cases"] >= 20
    assert kind["failures"] == []
