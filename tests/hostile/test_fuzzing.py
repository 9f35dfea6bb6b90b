"""Random texts raise nothing; what once did is kept as a case."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))

from fuzzing import TRIED, WholeBase  # noqa: E402

FOUND = sorted((HERE / "found").glob("*.txt"))


@pytest.mark.parametrize("kind", TRIED)
@settings(max_examples=150, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_random_texts_raise_nothing(kind: str, data: st.DataObject) -> None:
    holds, texts = TRIED[kind]
    holds(data.draw(texts))


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
@pytest.mark.parametrize("kind", TRIED)
def test_what_fuzzing_once_found_stays_mended(kind: str, file: Path) -> None:
    TRIED[kind][0](file.read_bytes().decode("utf-8", "surrogatepass"))


def test_what_fuzzing_once_found_stays_mended_in_every_text_field(tmp_path: Path) -> None:
    whole_base = WholeBase(tmp_path)
    for file in FOUND:
        whole_base(file.read_bytes().decode("utf-8", "surrogatepass"))
