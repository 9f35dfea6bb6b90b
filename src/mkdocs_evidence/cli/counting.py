"""`evidence stats`: how much there is, how sure, how complete and how fresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.site.loading import today
from mkdocs_evidence.statistics import Statistics, statistics


@click.command()
@config_file_option
def stats(config_file: Path) -> None:
    """Print how much there is, how sure, how complete and how fresh."""
    library = load_knowledge_base(config_file).library
    click.echo(statistics_as_text(statistics(library, today())))


def statistics_as_text(counts: Statistics) -> str:
    """The counts, a line each, and the table of claims by certainty and direction."""
    lines = [(f"{kind}s", str(number)) for kind, number in counts.records.items()]
    lines += [
        ("claims", f"{counts.claims} ({counts.claims_without_evidence} without evidence)"),
        ("evidence links", str(counts.links)),
        ("  with locator", _share(counts.links_with_locator, counts.links)),
        ("  with what was read", _share(counts.links_with_depth, counts.links)),
        ("studies", f"{counts.studies} ({counts.studies_uncited} cited nowhere)"),
        ("  with appraisal", _share(counts.studies_appraised, counts.studies)),
        ("statements answered", f"{counts.statements_answered} of {counts.statements}"),
        ("records awaiting review", str(counts.awaiting_review)),
        ("records overdue", str(counts.overdue)),
    ]
    width = max(len(name) for name, _ in lines)
    listed = [f"{name:<{width}}  {value}" for name, value in lines]
    return "\n".join([*listed, "", *_certainty_table(counts)])


def _certainty_table(counts: Statistics) -> Iterator[str]:
    yield f"{'':<12}" + "".join(f"{direction.label:>15}" for direction in Direction)
    for certainty in Certainty:
        row = (counts.by_certainty_and_direction.get((certainty, d), 0) for d in Direction)
        yield f"{certainty.label:<12}" + "".join(f"{number:>15}" for number in row)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({100 * part / whole:.0f}%)" if whole else "")
