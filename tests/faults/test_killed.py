"""Whatever ends a build, readers keep a whole site: the old one or the new one."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from knowledge_bases import ROOT, THOROUGH, Project, run_in

FAULTS = ROOT / "tests" / "faults"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")


def run(program: str, *arguments: object) -> dict[str, object]:
    env = {
        "PYTHONPATH": os.pathsep.join(
            filter(None, [os.environ.get("PYTHONPATH"), str(ROOT / "src")])
        )
    }
    command = [Path(sys.executable).name, str(FAULTS / program), *map(str, arguments)]
    done = run_in(ROOT, *command, **env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(project: Project) -> None:
    kills = 60 if THOROUGH else 4
    found = run("killed_builds.py", project.root, kills, kills)

    assert found["kills"] >= kills - kills // 3  # a build may end before it is killed from outside
    assert found["torn_sites"] == found["missing_pages"] == 0
    assert found["builds_after_kills"] > 0
    assert found["failed_builds_after_kills"] == found["left_behind"] == 0


def test_a_site_is_put_in_place_whole_wherever_the_process_ends(tmp_path: Path) -> None:
    for way, found in run("killed_swaps.py", tmp_path).items():
        assert isinstance(found, dict)
        assert found.pop("kills") >= 20
        absent = found.pop("absent")
        assert absent == 0 or way == "renames"  # two renames, between which there is no site
        assert set(found.values()) == {0}, way


def test_a_preview_shows_after_each_edit_what_a_fresh_build_shows(project: Project) -> None:
    edits = 60 if THOROUGH else 6
    found = run("edited_previews.py", project.root, edits, 2)

    assert found["edits"] == edits
    assert found["compared"] > 0
    assert found["different"] == []


def test_a_server_shows_after_each_edit_what_a_fresh_build_shows(project: Project) -> None:
    found = run("served_previews.py", project.root, 12, 1, 3)  # some of these edits break it

    assert found["edits"] == 12
    assert 0 < found["broken"] < 12
    assert found["by_mkdocs"] > 0
    assert found["without_mkdocs"] > 0
    assert found["compared"] > 0
    assert found["wrong"] == []
