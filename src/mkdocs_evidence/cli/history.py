"""`evidence diff`: what a change does to the evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from mkdocs_evidence.cli.format_option import format_option
from mkdocs_evidence.cli.knowledge_base import config_file_option, open_knowledge_base
from mkdocs_evidence.cli.progress import reading_shown
from mkdocs_evidence.export.change_comment import as_markdown
from mkdocs_evidence.export.change_report import ChangeReport, PageLinks, as_json, as_text
from mkdocs_evidence.history.compare import compare
from mkdocs_evidence.history.editions import edition_in, read_edition
from mkdocs_evidence.history.reasons import missing_reasons
from mkdocs_evidence.history.revisions import NoHistoryError
from mkdocs_evidence.history.touched import pages_touched
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.read_cache import ReadCache

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
            before = edition_in(site.layout, base, Path(scratch, "base"))
            after = edition_in(site.layout, head, Path(scratch, "head")) if head else site.layout
        except NoHistoryError as error:
            raise click.UsageError(f"{error}. Give a git revision or a folder.") from None
        (old, base_errors), (new, head_errors) = _read((before, after))
    changes = compare(old, new)
    addresses = Addresses(after, directory_urls=site.directory_urls)
    report = ChangeReport(
        base=base,
        head=head or "the working tree",
        changes=changes,
        pages=pages_touched(changes, old, new),
        problems=tuple(missing_reasons(old, new)),
        base_errors=base_errors,
        head_errors=head_errors,
        links=PageLinks(new, addresses, site.url if site_url is None else site_url),
    )
    click.echo(FORMATS[format_](report))
    sys.exit(1 if report.problems else 0)


def _read(layouts: Sequence[Layout]) -> list[tuple[Library, int]]:
    """Read editions; what is the same in both is read once."""
    cache = ReadCache([layout.root for layout in layouts])
    with reading_shown(sys.stderr, then="Comparing") as on_file:
        return [read_edition(layout, cache, on_file) for layout in layouts]
