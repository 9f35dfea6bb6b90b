"""`evidence check`: everything that is wrong, at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from mkdocs_evidence.cli.format_option import format_option
from mkdocs_evidence.cli.formats.table import FORMATS
from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.sources.written_paths import way_to


@click.command()
@config_file_option
@format_option(FORMATS, "How problems are printed: for people, programs, GitHub, or code scanners.")
def check(config_file: Path, format_: str) -> None:
    """Print all problems at once. Exit code 1 on errors, 2 on misuse."""
    loaded = load_knowledge_base(config_file, odd_settings=True)
    problems = list(_as_seen_from_here(loaded.problems, config_file))
    # See https://no-color.org; click itself leaves colours out where no terminal listens.
    click.echo(FORMATS[format_](problems), color=False if os.environ.get("NO_COLOR") else None)
    sys.exit(1 if loaded.errors else 0)


def _as_seen_from_here(problems: Sequence[Problem], config_file: Path) -> Iterator[Problem]:
    """Problems with paths from the folder of the command, where terminals and GitHub look for them.

    Problems name paths from the folder of the site; the command may be called from above it.
    """
    folder = Path(way_to(config_file.resolve().parent, Path.cwd()))
    for problem in problems:
        place = problem.place
        path = (folder / place.path).as_posix()
        yield replace(problem, place=Place(path, place.line, place.column))
