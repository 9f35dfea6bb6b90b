"""The line that only paper shows: whose page this is, where it stands and of what day it is."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from mkdocs_evidence.wording import day as shown_day
from mkdocs_evidence.words import gettext


def colophon(site: str, address: str, day: dt.date, rights: str) -> str:
    """The line, as HTML; a site without an address of its own leaves it out."""
    words = [
        site,
        address,
        gettext("as built on {day}").format(day=shown_day(day)),
        Markup(rights).striptags(),
    ]
    line = Markup('<p class="ev-colophon" data-search-exclude>{}</p>\n').format(
        " · ".join(filter(None, words))
    )
    return str(line)
