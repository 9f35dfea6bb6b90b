"""The page of statements heard, each with our verdict and the claims behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial

from mkdocs_evidence.library import HeardStatement
from mkdocs_evidence.model.vocabulary import Verdict
from mkdocs_evidence.render.page import Page, PageWriter, Search
from mkdocs_evidence.words import gettext


def heard_page(page: PageWriter) -> Page:
    """All statements heard, by the kind of source."""
    statements = page.library.statements
    by_file: dict[str, list[HeardStatement]] = defaultdict(list)
    for heard in statements:
        by_file[heard.file.path].append(heard)
    by_verdict = Counter(heard.statement.verdict for heard in statements)
    html = partial(
        page.render,
        "heard.html",
        files=[(found[0].file, found) for found in by_file.values()],
        counts=[(verdict, by_verdict[verdict]) for verdict in Verdict if by_verdict[verdict]],
        total=len(statements),
    )
    description = gettext("What providers say, and what studies show.")
    return page.finish(gettext("Statements heard"), html, "", description, Search())
