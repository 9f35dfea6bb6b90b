"""The real knowledge base, by the name that its tests call it."""

from __future__ import annotations

import pytest

from mkdocs_evidence.library import Library


@pytest.fixture(scope="session")
def library(real_library: Library) -> Library:
    return real_library
