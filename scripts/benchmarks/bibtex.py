"""Entries of a reference list as reference managers export them: UTF-8, or accents in LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from benchmarks.content import Person, Study

_MARKS = {
    "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING DIAERESIS}": '"',
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING CARON}": "v",
    "\N{COMBINING RING ABOVE}": "r",
    "\N{COMBINING CEDILLA}": "c",
    "\N{COMBINING DOT ABOVE}": ".",
}
_LETTERS = {"ø": r"{\o}", "Ø": r"{\O}", "ß": r"{\ss}", "ł": r"{\l}", "Ł": r"{\L}"}


def bibtex(studies: Iterable[Study]) -> str:
    """The whole reference list."""
    return "\n".join(map(_entry, studies))


def _entry(study: Study) -> str:
    holder = {"article": "journal", "techreport": "institution", "book": "publisher"}[study.kind]
    fields = {
        "author": _authors(study),
        "title": _title(study.title),
        holder: _said(study.container, in_latex=study.in_latex),
        "year": str(study.year),
    }
    if study.volume:
        first, last = study.pages
        fields |= {"volume": str(study.volume), "number": str(study.number)}
        fields["pages"] = f"{first}--{last}"
    fields |= {name: value for name, value in (("doi", study.doi), ("url", study.url)) if value}
    width = max(map(len, fields))
    lines = (f"  {name:<{width}} = {{{value}}},\n" for name, value in fields.items())
    return f"@{study.kind}{{{study.key},\n{''.join(lines)}}}\n"


def _authors(study: Study) -> str:
    if study.corporate:
        return f"{{{_said(study.corporate, in_latex=study.in_latex)}}}"
    return " and ".join(_name(person, in_latex=study.in_latex) for person in study.authors)


def _name(person: Person, *, in_latex: bool) -> str:
    family = " ".join(part for part in (person.particle, person.family) if part)
    return _said(f"{family}, {person.given}", in_latex=in_latex)


def _title(title: str) -> str:
    """Braces keep the capitals of names, as reference managers write them."""
    return re.sub(r"(?<!^)\b[A-Z]\w+", r"{\g<0>}", title)


def _said(text: str, *, in_latex: bool) -> str:
    return "".join(map(_in_latex, text)) if in_latex else text


def _in_latex(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 1:
        return letter
    base = r"\i" if parts[0] == "i" else parts[0]
    return f"{{\\{_MARKS[parts[1]]}{{{base}}}}}"
