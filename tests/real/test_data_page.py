"""docs/about/data.md: what it shows of the data files is so, and its examples run."""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from export_validators import THOROUGH_VALIDATORS, VALIDATORS
from knowledge_bases import ROOT
from mkdocs_evidence.export.table import EXPORTERS

PAGE = (ROOT / "docs" / "about" / "data.md").read_text("utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```\n\n<!-- answer -->\n\n(.*?)\n", PAGE, re.DOTALL)
RENEW = "run python3 scripts/exports.py"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its own name
        pass


@pytest.fixture
def served(real_site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(real_site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", VALIDATORS)
def test_every_format_is_valid(real_site: Path, name: str) -> None:
    assert VALIDATORS[name](real_site) == []


def test_the_table_names_every_format_with_its_standard_and_validator() -> None:
    table = re.search(r"<!-- exports:.*?-->(.*?)<!-- /exports -->", PAGE, re.DOTALL)[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.strip().splitlines()[2:]
    ]

    assert [row[:4] for row in rows] == [
        [f"`{e.name}`", e.title, e.standard, e.validator] for e in EXPORTERS.values()
    ], RENEW
    assert {row[-1] for row in rows} == {"valid"}


def test_every_format_has_a_validator() -> None:
    assert {*VALIDATORS, *THOROUGH_VALIDATORS} == set(EXPORTERS)


def test_the_example_in_python_runs_and_leads_to_pages(served: str, real_site: Path) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1]
    here = re.sub(r'SITE = ".*?"', f'SITE = "{served}"', code)
    assert here != code
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(here, "data.md", "exec"), {})  # noqa: S102  # our own documentation
    pages = re.findall(rf"{served}(\S+?)#(\S+)", printed.getvalue())

    assert len(pages) == 3
    for page, anchor in pages:
        assert f'id="{anchor}"' in (real_site / page / "index.html").read_text("utf-8")
    assert re.search(r"is cited by \d+ claims$", printed.getvalue())


def test_three_questions_are_answered_with_one_file(real_site: Path) -> None:
    assert len(QUESTIONS) == 3
    with contextlib.closing(sqlite3.connect(real_site / "data" / "evidence.sqlite")) as database:
        for query, head in QUESTIONS:
            cursor = database.execute(query)
            names = [column[0] for column in cursor.description]

            assert cursor.fetchall()
            assert head == f"| {' | '.join(names)} |", RENEW


def test_every_path_that_the_page_names_is_described(real_site: Path) -> None:
    files = re.findall(r"\]\(\.\./((?:api|data)/[^)]+)\)", PAGE)
    templates = {path for path in re.findall(r"`(api/v1/[^`]+\.json)`", PAGE) if "{" in path}

    assert len(files) > 8
    assert [name for name in files if not (real_site / name).is_file()] == []
    description = (real_site / "api/v1/openapi.json").read_text("utf-8")
    assert templates
    assert [p for p in templates if f'"/{p.removeprefix("api/v1/")}"' not in description] == []
