"""references.bib to references: bibtexparser finds the entries, we read their values.

bibtexparser 2 never raises: an entry that it cannot split comes back as a failed block, which
becomes a problem at its line. Its middlewares are not used: they break corporate authors or leave
LaTeX undecoded.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter
from pydantic import TypeAdapter, ValidationError

from mkdocs_evidence.model.fields import CitationKey
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import bibtex as kinds
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.sources.ignore_comments import IgnoreComment, ignored_in_bibtex
from mkdocs_evidence.sources.latex import decode_latex, unknown_macros
from mkdocs_evidence.sources.names import split_names
from mkdocs_evidence.sources.odd_text import invisible_in_file, without_invisible
from mkdocs_evidence.sources.text_file import read_text

#: It prints what it also returns as failed blocks.
logging.getLogger("bibtexparser.splitter").disabled = True

_MONTHS = {
    name: str(number + 1)
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())
}
_KEY = TypeAdapter(CitationKey)
#: Fields of BibTeX, BibLaTeX and common exports that say the same thing, best first.
_SYNONYMS = {
    "container": ("journal", "journaltitle", "booktitle"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages", "eid", "article-number"),
    "edition": ("edition",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "place": ("address", "location"),
    "pmcid": ("pmcid", "pmc"),
    "isbn": ("isbn",),
    "accessed": ("urldate", "accessed", "lastchecked"),
}
_READ = {name for names in _SYNONYMS.values() for name in names} | {
    *("author", "editor", "title", "subtitle", "year", "date", "month", "day"),
    *("doi", "pmid", "url", "crossref", "ids"),
}
#: Fields that name one publication: a chapter does not take them from its book.
_IDENTIFIERS = {"ids", "doi", "pmid", "pmcid", "pmc"}
#: Mendeley writes the number of a journal into the field for that of a book.
_ISSN = re.compile(r"\d{4}-?\d{3}[\dX](?![\dX-])", re.IGNORECASE)
_VERBATIM = {"doi", "url", "pmid", "pmcid", "file", "eprint"}


@dataclass(frozen=True, slots=True)
class _RawEntry:
    key: str
    entry_type: str
    line: int
    #: Field values as written, without their outer delimiters; names in lower case.
    fields: dict[str, str]
    field_lines: dict[str, int]


@dataclass(frozen=True)
class Bibliography:
    """The references by citation key, and the keys of entries that could not be read."""

    references: dict[str, Reference]
    broken: frozenset[str] = frozenset()
    ignore_comments: tuple[IgnoreComment, ...] = ()


def read_references(file: Path, shown_path: str) -> tuple[Bibliography, list[Problem]]:
    """Read references.bib; entries that are whole come back even where others are broken."""
    text, problems = read_text(file, shown_path)
    return parse_references(text, shown_path) if text is not None else (Bibliography({}), problems)


def parse_references(text: str, shown_path: str) -> tuple[Bibliography, list[Problem]]:
    """Parse the text of a .bib file into references by citation key."""
    blocks = Splitter(text).split().blocks
    problems: list[Problem] = []
    strings = _strings(blocks)
    entries: dict[str, _RawEntry] = {}  # by key in lower case: two keys must differ in more
    for block in blocks:
        entry = _whole_entry(block, shown_path, problems)
        if entry is None:
            continue
        raw = _expand(entry, strings, shown_path, problems)
        if known := entries.get(raw.key.lower()):
            problems.append(_duplicate_key(raw.key, known, raw.line, shown_path))
        elif _key_is_usable(raw, shown_path, problems):
            entries[raw.key.lower()] = raw
    references = {}
    for raw in entries.values():
        inherited = _inherit(raw, entries, shown_path, problems)
        problems.extend(_content_problems(inherited, shown_path))
        references[raw.key] = _reference(inherited)
    broken = {_key_of_broken(block) for block in blocks} - {"", *references}
    problems.extend(invisible_in_file(text, shown_path))
    comments = tuple(ignored_in_bibtex(text, shown_path))
    return Bibliography(references, frozenset(broken), comments), problems


def _key_of_broken(block: object) -> str:
    """The citation key of a failed block, so that citing it is no second error."""
    if not isinstance(block, ParsingFailedBlock):
        return ""
    match = re.match(r"\s*@(?!string\b)\w+\s*[{(]\s*([^\s,{}=]+)", block.raw or "", re.IGNORECASE)
    return match.group(1) if match else ""


def _strings(blocks: Iterable[object]) -> dict[str, str]:
    strings = {name: name.capitalize() for name in _MONTHS}
    for block in blocks:
        if isinstance(block, String):
            strings[block.key.lower()], *_ = _concatenate(str(block.value), strings)
    return strings


def _whole_entry(block: object, path: str, problems: list[Problem]) -> Entry | None:
    """The entry in a block, or None and a problem where the block is broken."""
    if isinstance(block, Entry):
        return block
    if isinstance(block, DuplicateBlockKeyBlock):
        inner = block.ignore_error_block
        if isinstance(inner, Entry):
            return inner
        message = "This @string is defined twice."
        problems.append(kinds.BIB_DUPLICATE_KEY.at(_place(path, block), message, "Delete one."))
    elif isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        message = f"The entry gives {names} twice."
        problems.append(
            kinds.BIB_DUPLICATE_FIELD.at(_place(path, block), message, "Keep one of them.")
        )
    elif isinstance(block, ParsingFailedBlock):
        problems.append(_broken_block(block, path))
    elif isinstance(block, ImplicitComment):
        problems.extend(_lost_entries(block, path))
    return None


_ENTRY_START = re.compile(r"\s*@\s*(?!comment\b)[a-z]+", re.IGNORECASE)


def _lost_entries(block: ImplicitComment, path: str) -> Iterator[Problem]:
    """Lines between entries that begin as an entry does; an address (a@b.org) does not."""
    for number, line in enumerate(block.comment.split("\n"), start=(block.start_line or 0) + 1):
        if _ENTRY_START.match(line):
            message = f'The entry that begins "{line.strip()[:50]}" has no opening brace.'
            yield kinds.BIB_SYNTAX.at(Place(path, number), message, "Write @article{key, …}.")


def _broken_block(block: ParsingFailedBlock, path: str) -> Problem:
    reason = getattr(block.error, "abort_reason", None) or str(block.error)
    first_line = (block.raw or "").strip().partition("\n")[0]
    message = f'The entry that begins "{first_line[:50]}" cannot be read: {reason.strip()}'
    mend = "Check that each field ends in a comma and each { has its }."
    return kinds.BIB_SYNTAX.at(_place(path, block), message.rstrip(".") + ".", mend)


def _place(path: str, block: object, column: int = 1) -> Place:
    line = getattr(block, "start_line", None)
    return Place(path, (line or 0) + 1, column)


def _expand(entry: Entry, strings: dict[str, str], path: str, problems: list[Problem]) -> _RawEntry:
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for field in entry.fields:
        name = field.key.lower()
        line = (field.start_line or 0) + 1
        value, undefined, rest = _concatenate(str(field.value), strings)
        if undefined or rest:
            problems.append(_odd_value(name, undefined, rest, Place(path, line)))
        if name in fields:  # bibtexparser holds `title` and `Title` for two fields
            message = f"The entry gives {name} twice."
            problems.append(
                kinds.BIB_DUPLICATE_FIELD.at(Place(path, line), message, "Keep one of them.")
            )
        elif value:
            fields[name], lines[name] = value, line
    start = (entry.start_line or 0) + 1
    return _RawEntry(entry.key.strip(), entry.entry_type.lower(), start, fields, lines)


def _odd_value(name: str, undefined: str, rest: str, place: Place) -> Problem:
    if not rest:
        message = f'The field {name} is "{undefined}", which is no @string of this file.'
        mend = f"Put the text in braces: {name} = {{{undefined}}}"
        return kinds.BIB_STRING.at(place, message, mend)
    message = f'After the value of {name} comes "{rest[:40]}".'
    return kinds.BIB_SYNTAX.at(place, message, "A comma is missing, or a brace too many.")


#: Characters of a value made of @strings: each can hold another one twice, and so on.
_MAX_JOINED = 100_000
_PART = re.compile(r"\s*(?:#\s*)?(\"|\{|[^\s#\"{}]+)")


def _concatenate(value: str, strings: dict[str, str]) -> tuple[str, str, str]:
    """Join the parts of a value (`"a" # jan # {b}`); also an undefined @string, and the rest."""
    result, position, undefined = "", 0, ""
    while match := _PART.match(value, position):
        if position and "#" not in value[position : match.end()]:
            break
        start = match.group(1)
        if start in {'"', "{"}:
            end = _closing(value, match.start(1))
            result += value[match.end() : end]
            position = end + 1
        else:
            known = start.isdigit() or start.lower() in strings
            joined = result + strings.get(start.lower(), start)
            if len(joined) > _MAX_JOINED:
                break
            result = joined
            undefined = undefined if known else start
            position = match.end()
    return result.strip(), undefined, value[position:].strip()


_DELIMITER = re.compile(r'(?<!\\)[{}"]')


def _closing(value: str, start: int) -> int:
    """Index of the delimiter that closes the one at `start`."""
    depth, quoted = 0, value[start] == '"'
    for found in _DELIMITER.finditer(value, start):
        index, character = found.start(), found[0]
        if character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0 and not quoted:
                return index
        elif quoted and depth == 0 and index > start:
            return index
    return len(value)


def _duplicate_key(key: str, first: _RawEntry, line: int, path: str) -> Problem:
    differs = "" if first.key == key else f' (as "{first.key}": keys must differ by more than case)'
    message = f'The key "{key}" is used already in line {first.line}{differs}.'
    mend = "Rename one of the two, or delete the copy."
    return kinds.BIB_DUPLICATE_KEY.at(Place(path, line), message, mend)


def _key_is_usable(raw: _RawEntry, path: str, problems: list[Problem]) -> bool:
    try:
        _KEY.validate_python(raw.key)
    except ValidationError:
        message = f'The citation key "{raw.key}" cannot be used.' if raw.key else "No citation key."
        mend = "Use letters, digits, and - _ . : + / without spaces: smith2020."
        problems.append(kinds.BIB_KEY.at(Place(path, raw.line), message, mend))
        return False
    return True


def _inherit(
    raw: _RawEntry, entries: dict[str, _RawEntry], path: str, problems: list[Problem]
) -> _RawEntry:
    """Take missing fields from the entry that crossref names (BibTeX manual, section 4.2)."""
    if "crossref" not in raw.fields:
        return raw
    parent = entries.get(raw.fields["crossref"].lower())
    if parent is None or parent.key == raw.key:
        message = f'crossref names "{raw.fields["crossref"]}", which is not in the file.'
        place = Place(path, raw.field_lines["crossref"])
        problems.append(kinds.BIB_CROSSREF.at(place, message, "Add the parent entry."))
        return raw
    inherited = {name: text for name, text in parent.fields.items() if name not in _IDENTIFIERS}
    inherited["booktitle"] = inherited.pop("title", inherited.get("booktitle", ""))
    inherited.pop("crossref", None)
    return _RawEntry(
        raw.key,
        raw.entry_type,
        raw.line,
        inherited | raw.fields,
        parent.field_lines | raw.field_lines,
    )


def _content_problems(raw: _RawEntry, path: str) -> Iterator[Problem]:
    if not decode_latex(raw.fields.get("title", "")):
        message = f'The entry "{raw.key}" has no title.'
        yield kinds.BIB_NO_TITLE.at(Place(path, raw.line), message, "Add title = {…}.")
    for name, value in raw.fields.items():
        macros = unknown_macros(value) if name in _READ - _VERBATIM else ()
        if macros:
            shown = ", ".join(f"\\{macro}" for macro in macros)
            place = Place(path, raw.field_lines.get(name, raw.line))
            message = f"The field {name} uses {shown}, which has no plain text."
            yield kinds.BIB_LATEX.at(place, message, "Write the letter itself in UTF-8.")


def _reference(raw: _RawEntry) -> Reference:
    authors, complete = split_names(raw.fields.get("author", ""))
    editors, _ = split_names(raw.fields.get("editor", ""))
    year, month, day = _date(raw.fields)
    title = decode_latex(raw.fields.get("title", ""))
    if subtitle := decode_latex(raw.fields.get("subtitle", "")):
        title = f"{title}: {subtitle}"
    values = {target: _first(raw.fields, names) for target, names in _SYNONYMS.items()}
    if _ISSN.match(values["isbn"]):
        values["isbn"] = ""
    return Reference(
        key=raw.key,
        entry_type=raw.entry_type,
        title=title,
        authors=authors,
        authors_complete=complete,
        editors=editors,
        year=year,
        month=month,
        day=day,
        doi=_bare_doi(raw.fields.get("doi", "")),
        pmid=re.sub(r"\D", "", raw.fields.get("pmid", "")),
        url=_plain(raw.fields.get("url", "")),
        was=tuple(filter(None, (key.strip() for key in raw.fields.get("ids", "").split(",")))),
        other={name: value for name, value in raw.fields.items() if name not in _READ},
        line=raw.line,
        field_lines=raw.field_lines,
        **values,
    )


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    name = next((name for name in names if fields.get(name)), None)
    if name is None:
        return ""
    return _plain(fields[name]) if name in _VERBATIM else decode_latex(fields[name])


def _plain(value: str) -> str:
    """A value that is no prose (URL, identifier): only braces and escapes go."""
    seen = without_invisible(re.sub(r"[{}]", "", value))
    return re.sub(r"\\([%&#_~$])", r"\1", seen).strip()


def _bare_doi(value: str) -> str:
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", _plain(value), flags=re.IGNORECASE)


def _date(fields: dict[str, str]) -> tuple[str, str, str]:
    """Year, month and day from `date` (BibLaTeX) or `year`, `month`, `day` (BibTeX)."""
    if date := fields.get("date"):
        parts = [*date.split("/")[0].split("-"), "", ""]
        year, month, day = parts[:3]
    else:
        year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
    month, day_of_month = _month(decode_latex(month))
    return decode_latex(year), month, day.lstrip("0") or day_of_month


_MONTH_AND_DAY = re.compile(r"(?:(\d{1,2}) )?([^\W\d_]+)\.?(?: (\d{1,2}))?,?")


def _month(written: str) -> tuple[str, str]:
    """The number of a month, and the day where it stands there too: `jul # "~4"`."""
    match = _MONTH_AND_DAY.fullmatch(written)
    number = _MONTHS.get(match[2][:3].lower()) if match else None
    if match is None or number is None:
        return written.lstrip("0"), ""
    return number, (match[1] or match[3] or "").lstrip("0")
