"""Fixtures: a fresh copy of the tiny base, the tiny base built, the real base built."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge_bases import BASE, ROOT, TODAY, Project, run_in

# A busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return Project(tmp_path)


@pytest.fixture(scope="session")
def built_base(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny base, built once."""
    folder = tmp_path_factory.mktemp("base")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    project = Project(folder)
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real knowledge base, built strictly once."""
    site = tmp_path_factory.mktemp("real") / "site"
    done = run_in(ROOT, "mkdocs", "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Path of a Chromium; scripts/test.py sets it."""
    path = os.environ.get("EVIDENCE_BROWSER") or shutil.which("chromium") or ""
    if not path:
        assert not os.environ.get("CI"), "CI must have a browser"
        pytest.skip("no browser: install chromium to run the browser tests")
    return path
