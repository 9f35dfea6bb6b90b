"""Fixtures: a fresh copy of the tiny base, the tiny base built, the real base read and built."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from knowledge_bases import BASE, ROOT, THOROUGH, TODAY, Project, run_in
from mkdocs_evidence.library import Library
from mkdocs_evidence.site.project import open_project
from running_preview import Preview

# A busy machine is no fault of the code, and a change is not judged by luck: it meets the same texts each
# time. Many more, and others each time, are tried by `scripts/test.py --thorough` and scripts/fuzz.py.
settings.register_profile("each change", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("thorough" if THOROUGH else "each change")

#: Makes a folder, once for all processes of a run.
Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session", autouse=True)
def _today() -> Iterator[None]:
    """The day of the tests, also for what is built once for many of them."""
    moment = dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        # What an earlier run read must not hide what this one cannot; some tests keep readings.
        patch.setenv("EVIDENCE_CACHE_DIR", "")
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder that nobody changes: the first process that asks makes it for all of them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def made_once(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / f"shared-{name}", shared / f"shared-{name}.done"
        with FileLock(shared / f"shared-{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                done.touch()
        return folder

    return made_once


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return Project(tmp_path)


@pytest.fixture(scope="module")
def project_of_the_file(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A fresh copy of the tiny base for all tests of a file: it is changed and built once, then read."""
    folder = tmp_path_factory.mktemp("base")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    return Project(folder)


@pytest.fixture(scope="session")
def built_base(once: Once) -> Project:
    """The tiny base, built once."""

    def build(folder: Path) -> None:
        shutil.copytree(BASE, folder)
        done = Project(folder).build()
        assert done.returncode == 0, done.stderr

    return Project(once("base", build))


@pytest.fixture(scope="session")
def real_site(once: Once) -> Path:
    """The real knowledge base, built strictly once."""
    return once("real-site", build_real_site)


@pytest.fixture(scope="session")
def real_folder(once: Once) -> Path:
    """The real knowledge base as a folder for reading without a server, as scripts/offline.py builds it."""
    return once("real-folder", lambda to: build_real_site(to, "-f", "mkdocs-offline.yml"))


def build_real_site(to: Path, *options: str) -> None:
    done = run_in(ROOT, "mkdocs", "build", "--strict", "--site-dir", str(to), *options)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The real knowledge base, read once in each process."""
    return open_project(ROOT / "mkdocs.yml").load().library


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Path of a Chromium; scripts/test.py sets it."""
    path = os.environ.get("EVIDENCE_BROWSER") or shutil.which("chromium") or ""
    if not path:
        assert not os.environ.get("CI"), "CI must have a browser"
        pytest.skip("no browser: install chromium to run the browser tests")
    return path


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    """A running `mkdocs serve` of the tiny base."""
    running = Preview(project)
    assert running.shows("", "Skyroot")
    yield running
    running.stop()
