"""`evidence add`: studies by identifier, asked of scholarly services, or from a file."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import click

from mkdocs_evidence.cli.knowledge_base import config_file_option, load_knowledge_base
from mkdocs_evidence.intake.duplicates import duplicates, known_under, reports_of_the_trials
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.identifiers import Identifier, recognise
from mkdocs_evidence.intake.importing import proposals_from
from mkdocs_evidence.intake.journal_names import with_known_journal
from mkdocs_evidence.intake.lookup_failure import LookupFailedError, ServiceFailedError
from mkdocs_evidence.intake.proposal import Proposal, UnwritableError, propose, taken_keys, write
from mkdocs_evidence.intake.reference_files import read_reference_file
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import visible
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.render.reference_style import reference_text
from mkdocs_evidence.site.loading import today

if TYPE_CHECKING:
    from mkdocs_evidence.intake.lookup import Services

#: The study is there already, unknown, or was declined; the files are as they were.
NOT_ADDED = 1
#: No usable answer: the same command may work later.
SERVICE_FAILED = 3

#: For tests: the address of a stand-in for the services. Only this machine is accepted.
STAND_IN = "EVIDENCE_STAND_IN"
_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")


@click.command()
@config_file_option
@click.argument("identifier", required=False)
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Add the entries of a file: RIS, PubMed (.nbib), CSL-JSON or BibTeX.",
)
@click.option("--key", default="", help="Citation key; otherwise first author and year.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--email", default="", help="Address for the services; see editors_email.")
def add(  # noqa: PLR0913, PLR0917  # one a parameter of the command line
    config_file: Path,
    identifier: str | None,
    file: Path | None,
    key: str,
    dry_run: bool,
    yes: bool,
    email: str,
) -> None:
    """Add a study by its DOI, PMID, PMCID or NCT number, or the entries of a file.

    Asks Crossref, PubMed and ClinicalTrials.gov, shows what they say, and writes the entry of the
    reference list and the study record. With --from nobody is asked. Exit code 1 when something
    was not added, 2 on misuse, 3 when a service gives no usable answer.
    """
    if (identifier is None) == (file is None) or (file and key):
        raise click.UsageError("Give an identifier (and --key, if you like), or --from and a file.")
    library = load_knowledge_base(config_file).library
    refused: list[str] = []
    if file is not None:
        proposals, refused = _from_file(file, library)
    else:
        proposals = [_from_services(identifier or "", key, email, library)]
    for proposal in proposals:
        click.echo(shown(proposal, library))
        for warning in _warnings(proposal.found, library):
            click.secho(warning, err=True, bold=True)
    for refusal in refused:
        click.echo(visible(refusal), err=True)
    if proposals and dry_run:
        click.echo("Nothing was written (--dry-run).")
    elif proposals:
        if not yes:
            question = f"Write {len(proposals)} entries?" if len(proposals) > 1 else "Write this?"
            click.confirm(f"\n{question}", abort=True, err=True)
        _write(proposals, library)
    sys.exit(NOT_ADDED if refused else 0)


def _from_file(file: Path, library: Library) -> tuple[list[Proposal], list[str]]:
    """What a file of a reference manager offers, and why some of it cannot be added."""
    entries, problems = read_reference_file(file)
    proposals, refused = proposals_from(entries, library, today())
    if proposals:
        told = "No service was asked: whether a paper was retracted since is not known."
        click.echo(told, err=True)
    return proposals, [*problems, *refused]


def _from_services(identifier: str, key: str, email: str, library: Library) -> Proposal:
    """What the services say of an identifier; ends the command where there is nothing to add."""
    wanted = recognise(identifier)
    if wanted is None:
        message = f'"{identifier}" is no DOI (10.…/…), PMID, PMCID (PMC…) or NCT number (NCT…).'
        raise click.UsageError(message)
    if known := known_under(library, wanted):
        _stop(str(known), NOT_ADDED)
    found = _look_up(wanted, library, email)
    if there := [str(duplicate) for duplicate in duplicates(library, found)]:
        _stop("\n".join(there), NOT_ADDED)
    try:
        found = with_known_journal(found, library)
        return propose(found, taken_keys(library), today(), key)
    except UnwritableError as reason:
        _stop(str(reason), NOT_ADDED)


def shown(proposal: Proposal, library: Library) -> str:
    """The reference as pages print it, and both texts as they will be written."""
    layout = library.layout
    record = layout.docs_dir / layout.studies / f"{proposal.key}.yml"
    parts = [reference_text(proposal.reference), f"{library.bibliography}:\n{proposal.entry}"]
    if proposal.record:
        parts.append(f"{layout.shown(record)}:\n{proposal.record.rstrip()}")
    return "\n\n".join([*parts, *proposal.found.remarks])


def _look_up(wanted: Identifier, library: Library, email: str) -> FoundStudy:
    missing = [name for name in ("httpx", "defusedxml") if not importlib.util.find_spec(name)]
    if missing:
        message = (
            f"Asking services needs {' and '.join(missing)}. "
            'Install them with: pip install "mkdocs-evidence[add]"'
        )
        raise click.UsageError(message)
    from mkdocs_evidence.intake.lookup import look_up

    try:
        return look_up(wanted, _services(library, email))
    except ServiceFailedError as failure:
        _stop(str(failure), SERVICE_FAILED)
    except LookupFailedError as failure:
        _stop(str(failure), NOT_ADDED)


def _services(library: Library, email: str) -> Services:
    """The public services, or the stand-in that tests name in the environment.

    The environment is the editor's own; a knowledge base cannot redirect a question. A stand-in on
    another machine is refused all the same.
    """
    from mkdocs_evidence.intake.answer_cache import AnswerCache
    from mkdocs_evidence.intake.lookup import public_services, stand_in_services
    from mkdocs_evidence.intake.service_client import ServiceClient

    contact = email or library.layout.editors_email
    if contact and not _EMAIL.fullmatch(contact):
        raise click.UsageError(f'"{contact}" is no e-mail address.')
    cache = AnswerCache(library.layout.root / library.layout.cache)
    stand_in = os.environ.get(STAND_IN, "")
    if not stand_in:
        return public_services(ServiceClient(contact, cache))
    address = urlsplit(stand_in)
    if address.hostname not in _THIS_MACHINE:
        raise click.UsageError(f"{STAND_IN} may only name this machine (http://127.0.0.1:…).")
    client = ServiceClient(contact, cache, frozenset({address.netloc}), pause=lambda _: None)
    return stand_in_services(client, stand_in.rstrip("/"))


def _warnings(found: FoundStudy, library: Library) -> Iterator[str]:
    notice = found.gravest_notice
    if notice is not None:
        said = {
            IntegrityStatus.RETRACTED: "RETRACTED",
            IntegrityStatus.CONCERN: "EXPRESSION OF CONCERN",
        }.get(notice.status, "Corrected")
        when = f" on {notice.date}" if notice.date else ""
        where = f" (see {notice.notice})" if notice.notice else ""
        yield f"\n{said}: a notice about this paper was published{when}{where}. The record says so."
    if found.published_version:
        yield (
            f"\nPREPRINT: published since as {found.published_version}. "
            f"Rather add that: evidence add {found.published_version}"
        )
    if found.doi or found.pmid or found.pmcid:
        for report in reports_of_the_trials(library, found):
            yield (
                f'\nANOTHER REPORT of {report.shared} is "{report.key}" ({report.place}). '
                "Reports of one trial are one source of evidence."
            )


def _write(proposals: list[Proposal], library: Library) -> None:
    try:
        files = write(proposals, library)
    except UnwritableError as reason:
        _stop(str(reason), NOT_ADDED)
    for file in files:
        click.echo(f"Wrote {library.layout.shown(file)}")
    keys = "; ".join(f"@{proposal.key}" for proposal in proposals)
    click.echo(f"Cite it in text as [{keys}], or name it as study: in the evidence of a claim.")


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
