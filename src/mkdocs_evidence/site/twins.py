"""The Markdown twin of each page, and the days that the site map gives to pages.

MkDocs takes every Markdown file among the site's own for a page, so twins are written when the site
is whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from mkdocs_evidence.export.data_file import DataFile
from mkdocs_evidence.export.page_heads import PageHeads
from mkdocs_evidence.export.writing import write_files


def parted(exported: Iterable[DataFile]) -> tuple[list[DataFile], list[DataFile]]:
    """Data files and twins of pages, apart."""
    made = list(exported)
    twins = [file for file in made if file.path.endswith(".md")]
    return [file for file in made if not file.path.endswith(".md")], twins


def write_twins(twins: list[DataFile], site_dir: Path) -> frozenset[str]:
    """Write the twins into the finished site; a file that is there stays. Returns their paths."""
    ours = [twin for twin in twins if not (site_dir / twin.path).exists()]
    write_files(ours, site_dir)
    return frozenset(twin.path for twin in ours)


def date_pages(pages: Iterable[Page], heads: PageHeads) -> None:
    """Give each page the day of its content for the site map.

    MkDocs would give all of them the day of the build, by which no crawler learns what is new; a
    page that nothing dates gets none. Where nothing is dated at all, MkDocs' days stay: it packs the
    site map with the latest of them.
    """
    for page in pages:
        day = heads.day_of(page.file.src_uri.removesuffix(".md"))
        page.update_date = str(day or "") if heads.has_days else get_build_date()
