"""`evidence init`: a new knowledge base that passes the checks and builds."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import click

from mkdocs_evidence.api import Loaded, load_site
from mkdocs_evidence.cli.formats.table import FORMATS
from mkdocs_evidence.editing.json_schema import schema_files
from mkdocs_evidence.editing.schema_line import SCHEMA_FOLDER
from mkdocs_evidence.model.problem import Problem, visible
from mkdocs_evidence.sources.text_file import read_text
from mkdocs_evidence.starting.example import example_files
from mkdocs_evidence.starting.new_folder import (
    FolderTakenError,
    new_folder,
    refuse_what_is_there,
    write_files,
)
from mkdocs_evidence.starting.reading_list import reading_list_files

_SETTINGS = "mkdocs.yml"


@click.command()
@click.option(
    "--from",
    "source",
    type=(click.Choice(["bibtex"]), click.Path(path_type=Path, exists=True, dir_okay=False)),
    metavar="bibtex FILE",
    help="Begin with the studies of a BibTeX file, a page for each, in place of the example.",
)
@click.argument("folder", type=click.Path(path_type=Path))
def init(source: tuple[str, Path] | None, folder: Path) -> None:
    """Write a new knowledge base into FOLDER, which must be new or empty.

    It is an example on an invented subject, with records of every kind, settings of editors and
    workflows; or, with --from bibtex FILE, the studies of a reference list. Exit code 1 where that
    list has errors to mend, 2 on misuse.
    """
    try:
        refuse_what_is_there(folder)
        if source is None:
            files, about = example_files(_version()), "an example, all of it invented"
        else:
            files, about = _from_bibtex(source[1], folder)
        loaded = _write(folder, files)
    except (FolderTakenError, OSError) as error:
        raise click.UsageError(visible(str(error))) from None
    _tell(folder, f"{folder}: {about}.", loaded.problems)
    sys.exit(1 if loaded.errors else 0)


def _version() -> str:
    return version("mkdocs-evidence")


def _from_bibtex(file: Path, folder: Path) -> tuple[dict[str, str], str]:
    """Files of a knowledge base that begins with a reference list, and what to say of them."""
    text, problems = read_text(file, file.as_posix())
    if text is None:
        raise click.UsageError("\n".join(map(str, problems)))
    title = " ".join(folder.resolve().name.replace("-", " ").replace("_", " ").split())
    files, count, problems = reading_list_files(text, title[:1].upper() + title[1:], _version())
    if not count and not problems:
        raise click.UsageError(f'"{file}" holds no BibTeX entry.')
    studies = f"{count} stud{'y' if count == 1 else 'ies'}"
    return files, f"{studies}, listed in docs/reading-list.md"


def _write(folder: Path, files: Mapping[str, str]) -> Loaded:
    """Write everything, schema files among it, and check it where it was drafted."""
    with new_folder(folder) as draft:
        write_files(draft, files)
        loaded = load_site(draft / _SETTINGS)
        schemas = schema_files(loaded.library)
        write_files(draft, {f"{SCHEMA_FOLDER}/{name}": text for name, text in schemas.items()})
    return loaded


def _tell(folder: Path, written: str, problems: Sequence[Problem]) -> None:
    click.echo(written)
    if problems:
        click.echo(f"\nWhat evidence check says in {folder}:\n")
        click.echo(FORMATS["text"](problems))
    steps = {
        f"cd {folder}": "",
        "mkdocs serve": "shows it, at the address that it prints",
        "evidence check": "names everything that is wrong, with file, line and mend",
        "evidence new condition NAME": "begins a record",
    }
    if folder.resolve() == Path.cwd():
        del steps[f"cd {folder}"]
    click.echo("\nNext:\n")
    for step, what in steps.items():
        click.echo(f"  {step:<29}{what}".rstrip())
