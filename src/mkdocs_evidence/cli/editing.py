"""`evidence new` and `evidence fmt`: files to fill in, and the layout of all files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, open_knowledge_base
from mkdocs_evidence.editing.formatting import Formatted, format_knowledge_base
from mkdocs_evidence.editing.new_files import CLAIM, NotWrittenError, add_claim, add_record


@click.command()
@config_file_option
@click.option("--id", "claim_id", help="Id of the new claim: its address, for ever.")
@click.argument("kind")
@click.argument("name")
def new(config_file: Path, claim_id: str | None, kind: str, name: str) -> None:
    """Write a draft to fill in: a record, or a claim in a record.

    KIND is condition, treatment, harm or topic, and NAME the name of the new file, which is the
    address of its page: acute-pain. Or KIND is claim, and NAME the record that gets it.
    """
    layout = open_knowledge_base(config_file).layout
    if claim_id and kind != CLAIM:
        raise click.UsageError("Only a claim has an --id; a record is known by its name.")
    try:
        if kind == CLAIM:
            file, line = add_claim(layout, name, claim_id or "new-claim")
        else:
            file, line = add_record(layout, kind, name), 1
    except NotWrittenError as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{layout.shown(file)}:{line}")
    click.echo(
        "It is a draft, which only a preview shows; evidence check says what it still needs."
    )


@click.command()
@config_file_option
@click.option(
    "--check", is_flag=True, help="Change nothing; exit code 1 where a file would change."
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def fmt(config_file: Path, check: bool, files: tuple[Path, ...]) -> None:
    """Put records and references.bib into canonical order and layout; nothing is lost.

    Lays out all files of the knowledge base, or FILES alone. A file with errors stays as it is.
    """
    only = frozenset(file.resolve() for file in files) if files else None
    results = list(format_knowledge_base(open_knowledge_base(config_file).layout, only))
    _refuse_strangers(files, results)
    changed = [result for result in results if result.changes]
    left = [result for result in results if result.problems or result.refused]
    for line in _lines(results, check=check):
        click.echo(line)
    overtaken = [] if check else [result for result in changed if not _written(result)]
    for result in overtaken:
        click.echo(
            f"{result.path} was changed meanwhile and stays as it is; run the command again."
        )
    changed = [result for result in changed if result not in overtaken]
    left += overtaken
    done = "would change" if check else "changed"
    same = len(results) - len(changed) - len(left)
    parts = [f"{len(changed)} {done}", f"{same} in order"]
    click.echo(", ".join([*parts, *([f"{len(left)} left as they are"] if left else [])]))
    sys.exit(1 if left or (check and changed) else 0)


def _written(result: Formatted) -> bool:
    try:
        return result.write()
    except OSError as error:
        message = f"{result.path} cannot be written ({error.strerror}); it is as it was."
        raise click.ClickException(message) from None


def _refuse_strangers(files: Sequence[Path], results: Sequence[Formatted]) -> None:
    known = {result.file.resolve() for result in results}
    for file in files:
        if file.resolve() not in known:
            message = f'"{file}" is no record and no reference list of this knowledge base.'
            raise click.UsageError(message)


def _lines(results: Sequence[Formatted], *, check: bool) -> Iterator[str]:
    for result in results:
        yield from map(str, result.problems)
        if result.refused:
            yield (
                f"{result.path}:1:1  This file stays as it is: its layout would change what it "
                "says. That is a mistake of this program; please report it with the file."
            )
        elif result.changes and check:
            place, line = result.first_difference()
            yield f"{place.path}:{place.line}: {line.strip() or '(an empty line)'}"
        elif result.changes:
            yield result.path
