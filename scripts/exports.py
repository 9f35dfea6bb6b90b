"""Write the table of formats and the answers in docs/about/data.md: python3 scripts/exports.py."""

from __future__ import annotations

import gzip
import os
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from environment import PYTHON, ROOT, VENV, make_environment

if __name__ == "__main__" and Path(sys.prefix) != VENV:  # the validators stand in the environment
    make_environment("test")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606  # ourselves
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from export_validators import THOROUGH_VALIDATORS, VALIDATORS  # noqa: E402  # the folder of tests is no package
from mkdocs_evidence.api import open_site  # noqa: E402
from mkdocs_evidence.export.data_file import DataFile  # noqa: E402
from mkdocs_evidence.export.table import EXPORTERS, Exporter, export  # noqa: E402
from mkdocs_evidence.export.writing import write_files  # noqa: E402
from mkdocs_evidence.render.addresses import Addresses  # noqa: E402

PAGE = ROOT / "docs" / "about" / "data.md"
HEAD = """\
| Name | Format | Standard | Validator | Files | Size | gzip | Result |
|---|---|---|---|--:|--:|--:|---|"""
_TABLE = re.compile(r"(<!-- exports:.*?-->\n).*?(\n<!-- /exports -->)", re.DOTALL)
_ANSWER = re.compile(r"(```sql\n(.*?)```\n\n<!-- answer -->\n).*?(\n<!-- /answer -->)", re.DOTALL)


def main() -> None:
    """Export the knowledge base of this repository, validate every format, write the page."""
    with TemporaryDirectory() as folder:
        rows = list(_rows(Path(folder)))
        text = PAGE.read_text("utf-8")
        table = "\n".join([HEAD, *rows])
        text = _TABLE.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)
        database = Path(folder, "data", "evidence.sqlite")
        text = _ANSWER.sub(
            lambda match: f"{match[1]}\n{answer(database, match[2])}\n{match[3]}", text
        )
    PAGE.write_text(text, "utf-8")
    print("\n".join([HEAD, *rows]))


def _rows(folder: Path) -> list[str]:
    site = open_site(ROOT / "mkdocs.yml")
    library, facts = site.load().library, site.facts()
    addresses = Addresses(site.layout, directory_urls=site.directory_urls)
    made = {name: list(export([name], library, addresses, facts)) for name in EXPORTERS}
    for files in made.values():
        write_files(files, folder)
    return [_row(EXPORTERS[name], files, folder) for name, files in made.items()]


def _row(exporter: Exporter, files: list[DataFile], folder: Path) -> str:
    size = sum(len(file.content) for file in files)
    packed = sum(len(gzip.compress(file.content, 6, mtime=0)) for file in files)
    validators = [every.get(exporter.name) for every in (VALIDATORS, THOROUGH_VALIDATORS)]
    errors = [error for validate in filter(None, validators) for error in validate(folder)]
    for error in errors:
        print(f"{exporter.name}: {error}", file=sys.stderr)
    cells = [
        f"`{exporter.name}`",
        exporter.title,
        exporter.standard,
        exporter.validator,
        f"{len(files):,}",
        f"{size / 1024:,.0f} KB",
        f"{packed / 1024:,.0f} KB",
        f"{len(errors)} errors" if errors else "valid",
    ]
    return f"| {' | '.join(cells)} |"


def answer(database: Path, query: str) -> str:
    """The answer to a question as a table in Markdown."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        cursor = opened.execute(query)
        names = [column[0] for column in cursor.description]
        rows = [[_cell(value) for value in row] for row in cursor]
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


if __name__ == "__main__":
    main()
