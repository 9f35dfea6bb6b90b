"""The preview shows a saved change without a restart."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from knowledge_bases import BIN, Project

PATIENCE = 60


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, project: Project) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/skyroot/"
        self.process = subprocess.Popen(
            [str(BIN / "mkdocs"), "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project.root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def page(self, name: str) -> str:
        try:
            with urllib.request.urlopen(self.address + name, timeout=10) as answer:
                return answer.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def shows(self, name: str, words: str) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if words in self.page(name):
                return True
            time.sleep(0.2)
        return False

    def stop(self) -> str:
        self.process.terminate()
        return self.process.communicate(timeout=20)[0]


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    running = Preview(project)
    assert running.shows("", "Skyroot")
    yield running
    running.stop()


def test_a_saved_record_shows(project: Project, preview: Preview) -> None:
    project.replace("docs/conditions/blue-fever.yml", "about 2 days", "about two whole days")

    assert preview.shows("conditions/blue-fever/", "about two whole days")
    assert preview.shows("studies/muster2020/", "about two whole days")


def test_a_saved_reference_shows(project: Project, preview: Preview) -> None:
    project.replace("references.bib", "Annals of Fiction", "Annals of Pure Fiction")

    assert preview.shows("studies/novak2021/", "Annals of Pure Fiction")


def test_a_saved_record_is_found_by_the_search_once(project: Project, preview: Preview) -> None:
    project.replace("docs/conditions/blue-fever.yml", "cyan fever", "azure fever")

    assert preview.shows("search/search_index.json", "azure fever")
    assert preview.page("search/search_index.json").count('"conditions/blue-fever/"') == 1


def test_a_new_record_shows(project: Project, preview: Preview) -> None:
    project.write("docs/harms/hiccups.yml", "name: Hiccups\nbottom_line: Rare [@muster2020].\n")

    assert preview.shows("harms/hiccups/", "Rare")
    assert preview.shows("harms/", "Hiccups")


def test_a_mistake_is_survived_and_its_mend_shows(project: Project, preview: Preview) -> None:
    project.replace("docs/harms/tremor.yml", "name: Tremor", "name: Tremor: x")
    time.sleep(3)
    project.replace("docs/harms/tremor.yml", "name: Tremor: x", "name: Trembling")

    assert preview.shows("harms/tremor/", "Trembling")
    assert "Traceback" not in preview.stop()
