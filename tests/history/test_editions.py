"""Two editions, read together: what is the same in both is read once, and linked for itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge_bases import Project
from mkdocs_evidence.history.editions import edition_in, read_edition
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.read_cache import ReadCache

CONDITION = "docs/conditions/blue-fever.yml"


@pytest.fixture
def layouts(project: Project, tmp_path_factory: pytest.TempPathFactory) -> list[Layout]:
    """An edition in a folder of its own, and one in which a condition changed."""
    folder = tmp_path_factory.mktemp("base") / "base"
    shutil.copytree(project.root, folder)
    project.replace(CONDITION, "certainty: low", "certainty: moderate")
    layout = project.library().layout
    return [edition_in(layout, str(folder), Path("unused")), layout]


def test_files_that_are_the_same_are_read_once(layouts: list[Layout]) -> None:
    cache = ReadCache([layout.root for layout in layouts])
    old, new = (read_edition(layout, cache)[0] for layout in layouts)

    for slug, record in old.by_slug.items():
        assert (record is new.by_slug[slug]) is (record.path != CONDITION)
    for key, study in old.studies.items():
        assert study.reference is new.studies[key].reference
        assert study.file is new.studies[key].file


def test_links_and_places_are_those_of_the_edition(layouts: list[Layout]) -> None:
    shared = ReadCache([layout.root for layout in layouts])
    together = [read_edition(layout, shared)[0] for layout in layouts]
    alone = [read_edition(layout)[0] for layout in layouts]

    for one, other in zip(together, alone, strict=True):
        assert one.layout == other.layout
        assert one.studies == other.studies
        assert one.own_claims == other.own_claims
        assert [claim.place() for claim in one.claims] == [claim.place() for claim in other.claims]
