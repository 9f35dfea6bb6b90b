"""The built wheel, not the working copy: it is whole, and it builds sites under both builders."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from crawl import Site
from knowledge_bases import BIN, ROOT, Project


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder)]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    return folder


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    source = ROOT / "src"
    wanted = {
        file.relative_to(source).as_posix()
        for file in (source / "mkdocs_evidence").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }

    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_the_wheel_builds_the_site_under(builder: str, installed: Path, project: Project) -> None:
    env = {"PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [str(BIN / builder), "build", "--strict", "-f", "mkdocs.yml"],
        cwd=project.root,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )
    which = "import mkdocs_evidence; print(mkdocs_evidence.__path__[0])"
    used = subprocess.run(
        [sys.executable, "-c", which],
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.returncode == 0, done.stderr
    assert Path(used.stdout.strip()).is_relative_to(installed)
    assert Site(project.site).broken_links() == []
    assert "studies/novak2021/index.html" in Site(project.site).pages
