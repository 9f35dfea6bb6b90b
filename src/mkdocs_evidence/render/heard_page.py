"""The page of statements heard, each with our verdict and the claims behind it."""

from __future__ import annotations

from collections import defaultdict

from mkdocs_evidence.library import HeardStatement
from mkdocs_evidence.render.page import Page, PageWriter, Search


def heard_page(page: PageWriter) -> Page:
    """All statements heard, by the kind of source."""
    by_file: dict[str, list[HeardStatement]] = defaultdict(list)
    for heard in page.library.statements:
        by_file[heard.file.path].append(heard)
    files = [(found[0].file, found) for found in by_file.values()]
    html = page.render("heard.html", files=files)
    description = "What providers say, and what studies show."
    return page.finish("Statements heard", html, "", description, Search())
