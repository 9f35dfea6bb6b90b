"""The `evidence` command: one file for each group of commands, listed here."""

from __future__ import annotations

import gc

import click

from mkdocs_evidence.cli.adding import add
from mkdocs_evidence.cli.checking import check
from mkdocs_evidence.cli.counting import stats
from mkdocs_evidence.cli.editing import fmt, new
from mkdocs_evidence.cli.exporting import export
from mkdocs_evidence.cli.history import diff
from mkdocs_evidence.cli.links import links
from mkdocs_evidence.cli.retractions import retractions
from mkdocs_evidence.cli.schema import schema
from mkdocs_evidence.cli.starting import init

#: Every command, in the order of `evidence --help`.
COMMANDS: tuple[click.Command, ...] = (
    check,
    add,
    new,
    fmt,
    schema,
    retractions,
    stats,
    diff,
    export,
    links,
    init,
)


class _ListedOrder(click.Group):
    """A group that lists its commands in the order of the table, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self.commands)


@click.group(
    cls=_ListedOrder,
    commands={command.name or "": command for command in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="mkdocs-evidence")
def cli() -> None:
    """Check, explore and edit a knowledge base of claims and studies."""
    # A command lives for a second or two: looking for garbage would be a third of that time.
    gc.disable()


if __name__ == "__main__":
    cli()
