"""Page ranges as PubMed shortens them, and in full."""

from __future__ import annotations

import re


def whole_page_range(pages: str) -> str:
    """Write out the last page: MEDLINE leaves out the digits that both pages share.

    >>> whole_page_range("642-7")
    '642-647'
    >>> whole_page_range("S12-9; discussion S20")
    'S12-S19; discussion S20'
    """
    return re.sub(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)", _written_out, pages, count=1)


def _written_out(match: re.Match[str]) -> str:
    letters, start, end_letters, end = match.groups()
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
        end_letters = end_letters or letters
    return f"{letters}{start}-{end_letters}{end}"
