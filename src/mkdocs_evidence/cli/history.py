"""`evidence diff`: what a change does to the evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from mkdocs_evidence.cli.format_option import format_option
from mkdocs_evidence.cli.knowledge_base import config_file_option, open_knowledge_base
from mkdocs_evidence.export.change_comment import as_markdown
from mkdocs_evidence.export.change_report import ChangeReport, PageLinks, as_json, as_text
from mkdocs_evidence.history.compare import compare
from mkdocs_evidence.history.editions import edition_in
from mkdocs_evidence.history.reasons import missing_reasons
from mkdocs_evidence.history.revisions import NoHistoryError
from mkdocs_evidence.history.touched import pages_touched
from mkdocs_evidence.render.addresses import Addresses

FORMATS: dict[str, Callable[[ChangeReport], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


@click.command()
@click.argument("base")
@click.argument("head", required=False, default="")
@config_file_option
@format_option(FORMATS, "How the changes are printed; markdown fits a comment on a pull request.")
@click.option("--site-url", help="Where the pages stand, if not at the site_url of the settings.")
def diff(base: str, head: str, config_file: Path, format_: str, site_url: str | None) -> None:
    """Say what changed in the evidence from BASE to HEAD.

    Each is a git revision or a folder; without HEAD, BASE is compared with the files as they are.
    Exit code 1 where a certainty or a direction changed without a reason, 2 on misuse.
    """
    site = open_knowledge_base(config_file, odd_links=True)
    with TemporaryDirectory(prefix="evidence-") as scratch:
        try:
            old = site.load(edition_in(site.layout, base, Path(scratch, "base")))
            layout = edition_in(site.layout, head, Path(scratch, "head")) if head else site.layout
        except NoHistoryError as error:
            raise click.UsageError(f"{error}. Give a git revision or a folder.") from None
        new = site.load(layout)
    changes = compare(old.library, new.library)
    addresses = Addresses(layout, directory_urls=site.directory_urls)
    report = ChangeReport(
        base=base,
        head=head or "the working tree",
        changes=changes,
        pages=pages_touched(changes, old.library, new.library),
        problems=tuple(missing_reasons(old.library, new.library)),
        base_errors=len(old.errors),
        head_errors=len(new.errors),
        links=PageLinks(new.library, addresses, site.url if site_url is None else site_url),
    )
    click.echo(FORMATS[format_](report))
    sys.exit(1 if report.problems else 0)
