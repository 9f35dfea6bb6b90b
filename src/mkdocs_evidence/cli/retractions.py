"""`evidence retractions`: which of our studies a list of notices names, and what rests on them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.intake.integrity_files import (
    PlannedFile,
    Refusal,
    planned_comparison,
    planned_record,
    write,
)
from mkdocs_evidence.intake.retractions import Findings, Update, as_if_written, compare
from mkdocs_evidence.integrity import claims_resting_on, footing, lost_its_support
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import visible
from mkdocs_evidence.site.loading import today
from mkdocs_evidence.wording import counted

#: Problems of files, of fields and of BibTeX: what they hide cannot be compared.
_UNREAD = ("YML", "SCH", "BIB")
Outcome = tuple[Update, PlannedFile | Refusal]


@click.command()
@config_file_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
def retractions(config_file: Path, file: Path, dry_run: bool) -> None:
    """Compare all references with FILE, a CSV file of Retraction Watch.

    Writes what it finds into docs/studies/<key>.yml, and the day into docs/retractions.yml. Exit
    code 1 where something could not be compared or changed, 2 on misuse.
    """
    loaded = load_knowledge_base(config_file)
    library = loaded.library
    try:
        findings = compare(file, library, today())
    except (OSError, ValueError) as error:
        message = f'"{file}" is not a list of Retraction Watch that can be read: {error}.'
        raise click.UsageError(message) from None
    outcomes = [(update, planned_record(update, library.layout)) for update in findings.updates]
    if not dry_run:
        _write([p for _, p in outcomes if isinstance(p, PlannedFile)], findings, library)
    for line in _report(file, findings, outcomes, library, dry_run=dry_run):
        click.echo(visible(line))
    unread = any(problem.code.startswith(_UNREAD) for problem in loaded.errors)
    if unread:
        click.echo("Some files cannot be read, and were not compared: run evidence check.")
    refused = any(isinstance(planned, Refusal) for _, planned in outcomes)
    sys.exit(1 if refused or unread else 0)


def _write(records: Sequence[PlannedFile], findings: Findings, library: Library) -> None:
    """Write the comparison with the records: it counts when all that it found is in place."""
    try:
        write([*records, planned_comparison(findings, library.layout)])
    except OSError as error:
        raise click.ClickException(f"Nothing was written: {error}") from None


def _report(
    file: Path, findings: Findings, outcomes: Sequence[Outcome], library: Library, *, dry_run: bool
) -> Iterator[str]:
    after = as_if_written(library, findings.updates)
    for remark in findings.remarks:
        yield f"{file}:{remark.line}  {remark.text}"
    for update, planned in outcomes:
        yield from _told(update, planned, after)
    yield from _summary(findings, outcomes, dry_run=dry_run)


def _told(update: Update, planned: PlannedFile | Refusal, after: Library) -> Iterator[str]:
    now = update.after
    since = f" ({now.date})" if now.date else ""
    label = now.status.label if now.reasons[:1] != ["Reinstated"] else "Reinstated"
    yield f"{planned.shown}  {label}{since}"
    if isinstance(planned, Refusal):
        yield f"  Not changed: {planned.why}."
    if update.before.status is not now.status:
        yield f"  Until now: {update.before.status.label}."
    if now.reasons:
        yield f"  Reasons: {'; '.join(now.reasons)}."
    if now.notice:
        yield f"  Notice: {now.notice}"
    claims = claims_resting_on(update.study)
    for linked in claims:
        lost = " and is left without sound support" if lost_its_support(linked.claim, after) else ""
        yield f"  {linked.ref} {footing(linked.claim, after).in_words or 'cites it'}{lost}"
    if not claims:
        yield "  No claim rests on it."


def _summary(findings: Findings, outcomes: Sequence[Outcome], *, dry_run: bool) -> Iterator[str]:
    comparison = findings.comparison
    until = f", the latest of {comparison.latest_notice}" if comparison.latest_notice else ""
    written = [planned for _, planned in outcomes if isinstance(planned, PlannedFile)]
    new = sum(planned.is_new for planned in written)
    would = " would be" if dry_run else ""
    yield (
        f"{counted(comparison.references, 'reference', 'references')} compared with "
        f"{counted(comparison.notices, 'notice', 'notices')}{until}: "
        f"{counted(len(written) - new, 'record', 'records')}{would} changed, {new}{would} created, "
        f"{findings.known} already marked."
    )
