"""How an edit in a preview is timed, and where the time of a build is said to go."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest
from benchmarks.bases import Size, make_base
from benchmarks.previews import Edit, edits_of, served
from benchmarks.profiling import Function, library_of, module_of, times_of
from benchmarks.tools import TOOLS

#: A preview that shows an edit the third time that it is asked for the page.
SERVER = textwrap.dedent(
    """
    import http.server, pathlib, sys

    class Page(http.server.BaseHTTPRequestHandler):
        shown, asked = "", 0

        def do_GET(self):
            text = pathlib.Path("page.md").read_text()
            Page.asked += 1
            if Page.asked % 3 == 0:
                Page.shown = text
                print("Documentation built in 0.25 seconds", flush=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(Page.shown.encode())

        def log_message(self, *_):
            pass

    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
    """
)


def test_an_edit_is_timed_until_the_page_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.previews.REST", 0)
    project = tmp_path / "project"
    project.mkdir()
    (project / "page.md").write_text("a blue tongue, and a tongue")
    edit = Edit("a page", "page.md", "page/", "tongue")
    with served([sys.executable, "-c", SERVER, "{port}"], project, 60) as preview:
        start = preview.wait_for("page/", "tongue")
        found = [preview.edit(edit, number) for number in range(2)]

    assert start > 0
    assert [built for _, built in found] == [0.25, 0.25]
    assert all(taken > 0.02 for taken, _ in found)  # it looked more than once
    assert (project / "page.md").read_text() == "a blue tongue Edited1, and a tongue"


@pytest.mark.parametrize("name", ["same-scope", "hugo", "material", "mkdocs-bibtex"])
def test_the_word_that_is_edited_stands_in_the_file(name: str, tmp_path: Path) -> None:
    base = make_base(Size("tiny", 6, 40))
    TOOLS[name].write(base, tmp_path)
    for edit in edits_of(name, base):
        assert edit.word in (tmp_path / edit.file).read_text("utf-8")


OURS = ("/x/src/mkdocs_evidence/render/page.py", 1, "finish")
OTHER = ("/x/src/mkdocs_evidence/render/page.py", 9, "render")
JINJA = ("/v/lib/python3.11/site-packages/jinja2/runtime.py", 2, "call")


def test_functions_belong_to_libraries_and_to_modules_of_ours() -> None:
    assert (library_of(OURS), module_of(OURS)) == ("mkdocs_evidence render", "render/page")
    assert (library_of(JINJA), module_of(JINJA)) == ("jinja2", "")
    template = ("/x/src/mkdocs_evidence/render/templates/claim.html", 1, "root")
    assert (library_of(template), module_of(template)) == ("our templates", "")
    assert library_of(("<frozen importlib._bootstrap>", 1, "_load")) == "imports"
    assert library_of(("~", 0, "<built-in method posix.open>")) == "posix (C)"


def test_the_whole_time_of_a_module_counts_what_is_called_from_outside_it_once() -> None:
    found: dict[
        Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]
    ]
    found = {
        OURS: (1, 1, 1.0, 6.0, {}),
        OTHER: (1, 1, 2.0, 5.0, {OURS: (1, 1, 2.0, 5.0)}),
        JINJA: (1, 1, 3.0, 3.0, {OTHER: (1, 1, 3.0, 3.0)}),
    }
    times = times_of(found, library_of)

    assert (times["mkdocs_evidence render"].own, times["mkdocs_evidence render"].whole) == (
        3.0,
        6.0,
    )
    assert (times["jinja2"].own, times["jinja2"].whole) == (3.0, 3.0)
