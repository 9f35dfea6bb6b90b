"""A new knowledge base from a reference list: a page for each study, and one that lists them all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.starting.example import files_of

_NO_YEAR = "Without a year"
_BEGINNING = """\
# Reading list

Studies that no claim cites yet, newest first. When a claim rests on one of them, its line can go: the
study's own page names every claim that cites it.
"""
#: What means something to Markdown or HTML, and the beginning of a line that would make a list.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&#|~@$!^=+\"]|^[-:>]|^\d(?=\d*[.)])")


def reading_list_files(
    bibtex: str, name: str, version: str
) -> tuple[dict[str, str], int, list[Problem]]:
    """Text of each file by its path, how many studies there are, and what is wrong with the list.

    The list stays as it is, with what is wrong in it: problems say where in `references.bib`.

    Args:
        bibtex: The reference list.
        name: Name of the site.
        version: Version of the generator, which the new knowledge base pins.
    """
    bibliography, problems = parse_references(bibtex, "references.bib")
    references = bibliography.references.values()
    words = {
        "VERSION": version,
        "SITE_NAME": json.dumps(name, ensure_ascii=False),
        "SITE_TITLE": as_markdown(name),
    }
    files = files_of("reading-list", words)
    files["references.bib"] = bibtex
    files["docs/reading-list.md"] = "\n".join([_BEGINNING, *_by_year(references)])
    return files, len(references), problems


def _by_year(references: Iterable[Reference]) -> Iterator[str]:
    listed = sorted(references, key=lambda reference: reference.title.lower())
    listed.sort(key=lambda reference: reference.year, reverse=True)
    for year, group in groupby(listed, key=lambda reference: reference.year):
        yield f"## {as_markdown(year) or _NO_YEAR}\n"
        yield from (f"- {_title(reference)} [@{reference.key}]" for reference in group)
        yield ""


def _title(reference: Reference) -> str:
    return as_markdown(reference.title.rstrip(".")) + "."


def as_markdown(text: str) -> str:
    """Text that shows itself in Markdown, whatever it holds: nothing of it is markup.

    >>> as_markdown("*All* <b>of</b> it")
    '&#42;All&#42; &#60;b&#62;of&#60;/b&#62; it'
    """
    return _MARKUP.sub(
        lambda sign: f"&#{ord(sign.group()[0])};{sign.group()[1:]}", " ".join(text.split())
    )
