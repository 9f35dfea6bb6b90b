"""The page of retractions: every cited study of which a notice is known, and what rests on it."""

from __future__ import annotations

import re
from functools import partial

from mkdocs_evidence.integrity import with_notices
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.render.page import Page, PageWriter, Search
from mkdocs_evidence.words import gettext, marked

_TITLES = {
    IntegrityStatus.RETRACTED: marked("Retracted"),
    IntegrityStatus.CONCERN: marked("Under an expression of concern"),
    IntegrityStatus.CORRECTED: marked("Corrected"),
}
_NOTHING = {
    IntegrityStatus.RETRACTED: marked("No study cited here is known to be retracted."),
    IntegrityStatus.CONCERN: marked(
        "No study cited here is known to be under an expression of concern."
    ),
    IntegrityStatus.CORRECTED: marked("No study cited here is known to be corrected."),
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_WEB = re.compile(r"https?://[^\s\"'<>]+")


def integrity_page(page: PageWriter) -> Page:
    """Retracted, doubted and corrected studies, in that order, and when we last looked."""
    library = page.library
    html = partial(
        page.render,
        "integrity.html",
        groups=[(status, with_notices(library, status)) for status in _TITLES],
        titles={status: gettext(title) for status, title in _TITLES.items()},
        nothing={status: gettext(said) for status, said in _NOTHING.items()},
        comparison=library.comparison.model if library.comparison else None,
    )
    source = library.comparison.path if library.comparison else ""
    description = gettext(
        "Retracted, doubted and corrected studies, and the claims that rest on them."
    )
    return page.finish(gettext("Retractions and corrections"), html, source, description, Search())


def notice_href(notice: str) -> str:
    """Address of a notice that is a DOI or a web address; empty for anything else."""
    if _DOI.fullmatch(notice):
        return f"https://doi.org/{notice}"
    return notice if _WEB.fullmatch(notice) else ""
