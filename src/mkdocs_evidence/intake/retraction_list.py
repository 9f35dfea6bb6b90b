"""Reads the list of Retraction Watch, row by row: some 70,000 rows are never in memory at once.

Source: Crossref, documentation of the Retraction Watch data (columns, terms and separators of the CSV
file). Dates are month/day/year with a time, identifiers that nobody knows are `0` or `unavailable`,
reasons are parted by semicolons with a `+` before each. Rows come in more than one encoding.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_evidence.model.vocabulary import IntegrityStatus

#: What a notice does to the standing of a paper; a reinstatement takes a retraction back.
NATURES = {
    "retraction": IntegrityStatus.RETRACTED,
    "expression of concern": IntegrityStatus.CONCERN,
    "correction": IntegrityStatus.CORRECTED,
    "reinstatement": IntegrityStatus.OK,
}
#: Columns without which nothing can be compared.
NEEDED = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate")
_ABSENT = {"", "0", "unavailable", "unknown", "none", "na", "n/a"}
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_MONTH_DAY_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


@dataclass(frozen=True)
class Notice:
    """One row: a notice about a paper."""

    line: int
    #: DOI in lower case, empty where the list has none.
    doi: str
    #: PubMed id, empty where the list has none.
    pmid: str
    #: The nature of the notice as the list has it.
    nature: str
    #: The date as the list has it.
    written_date: str
    #: DOI of the notice, or its address at PubMed; empty where the list has neither.
    address: str
    reasons: tuple[str, ...]

    @property
    def effect(self) -> IntegrityStatus | None:
        """What the notice makes of the paper; None for a nature that we do not know."""
        return NATURES.get(self.nature.lower())

    @property
    def date(self) -> dt.date | None:
        """The day of the notice, where it can be read as month/day/year or as ISO 8601."""
        if match := _MONTH_DAY_YEAR.fullmatch(self.written_date):
            month, day, year = map(int, match.groups())
        elif match := _YEAR_MONTH_DAY.fullmatch(self.written_date):
            year, month, day = map(int, match.groups())
        else:
            return None
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None


@dataclass(frozen=True)
class UnreadRow:
    """A row that could not be read, and why."""

    line: int
    why: str


def read_notices(file: Path) -> Iterator[Notice | UnreadRow]:
    """Read the rows of a list.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not a list of notices: columns are missing.
    """
    encoding = _encoding(file)
    strays = "replace" if encoding == "utf-16" else "surrogateescape"
    with file.open(encoding=encoding, errors=strays, newline="") as stream:
        lines = (line.replace("\0", "") for line in stream)
        head = next(lines, "")
        delimiter = max(",;\t", key=head.count)
        names = [name.strip().lower() for name in next(csv.reader([head], delimiter=delimiter), [])]
        missing = [name for name in NEEDED if name.lower() not in names]
        if missing:
            raise ValueError(f"it has no column {', '.join(missing)}")
        yield from _rows(lines, names, delimiter)


def _encoding(file: Path) -> str:
    """UTF-16 where a spreadsheet saved it so; else UTF-8, with strays mended field by field."""
    with file.open("rb") as stream:
        return "utf-16" if stream.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def _rows(lines: Iterable[str], names: list[str], delimiter: str) -> Iterator[Notice | UnreadRow]:
    reader = csv.reader(lines, delimiter=delimiter)
    columns = len([name for name in names if name])
    first = 2
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            last = reader.line_num + 1
            yield UnreadRow(first, f"a quotation mark is never closed (read up to line {last})")
        else:
            if len(values) >= columns:
                yield _notice(first, dict(zip(names, values, strict=False)))
            elif any(values):
                yield UnreadRow(first, f"{len(values)} columns instead of {columns}")
        first = reader.line_num + 2  # the line of the head, and counting from 1


def _notice(line: int, row: dict[str, str]) -> Notice:
    notice_pmid = _pmid(row.get("retractionpubmedid", ""))
    at_pubmed = f"https://pubmed.ncbi.nlm.nih.gov/{notice_pmid}/" if notice_pmid else ""
    return Notice(
        line=line,
        doi=_doi(row["originalpaperdoi"]).lower(),
        pmid=_pmid(row["originalpaperpubmedid"]),
        nature=_text(row["retractionnature"]),
        written_date=_text(row["retractiondate"]),
        address=_doi(row.get("retractiondoi", "")) or at_pubmed,
        reasons=tuple(dict.fromkeys(filter(None, map(_reason, row.get("reason", "").split(";"))))),
    )


def _doi(written: str) -> str:
    match = _DOI.fullmatch(_text(written))
    return match[1] if match else ""


def _pmid(written: str) -> str:
    text = _text(written).removesuffix(".0")  # as spreadsheets write numbers
    return text if text.isdecimal() and text.isascii() and text not in _ABSENT else ""


def _reason(written: str) -> str:
    return _text(written).lstrip("+ ")


def _text(value: str) -> str:
    """A field as plain text on one line; bytes that are not UTF-8 are read as Windows-1252."""
    if any("\udc80" <= letter <= "\udcff" for letter in value):
        value = value.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.split())
