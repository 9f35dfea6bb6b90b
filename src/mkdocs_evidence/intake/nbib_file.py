"""PubMed's own file, .nbib: the MEDLINE format.

Source: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.intake.found_study import FoundStudy, Notice
from mkdocs_evidence.intake.identifiers import bare_doi
from mkdocs_evidence.intake.page_ranges import whole_page_range
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.intake.publication_types import design_of
from mkdocs_evidence.intake.tagged_lines import TaggedEntry, read_tagged
from mkdocs_evidence.intake.written_names import written_name
from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import IntegrityStatus

_NOTICES = {
    "RIN": IntegrityStatus.RETRACTED,
    "PRIN": IntegrityStatus.CONCERN,
    "ECI": IntegrityStatus.CONCERN,
    "EIN": IntegrityStatus.CORRECTED,
    "CRI": IntegrityStatus.CORRECTED,
}
#: Secondary sources that are registries; others are banks of sequences.
_REGISTRIES = (
    "ClinicalTrials.gov",
    "ISRCTN",
    "EudraCT",
    "ANZCTR",
    "CTIS",
    "DRKS",
    "ChiCTR",
    "IRCT",
)


def read_nbib(text: str) -> Iterator[tuple[int, FoundStudy]]:
    """Studies of a .nbib file, each with the line it begins on."""
    for entry in read_tagged(text, "PMID"):
        yield entry.line, _study(entry)


def _study(entry: TaggedEntry) -> FoundStudy:
    types = entry.all("PT")
    year = re.match(r"\d{4}", entry.first("DP"))
    places = [value.removesuffix("[doi]") for value in entry.all("LID", "AID") if "[doi]" in value]
    return FoundStudy(
        entry_type="article",
        title=plain_text(entry.first("TI", "BTI")).removesuffix("."),
        authors=tuple(_names(entry)),
        container=plain_text(entry.first("JT", "TA")),
        year=year[0] if year else "",
        volume=plain_text(entry.first("VI"), 40),
        issue=plain_text(entry.first("IP"), 40),
        pages=whole_page_range(plain_text(entry.first("PG"), 60)),
        doi=next(filter(None, map(bare_doi, places)), ""),
        pmid=entry.first("PMID") if entry.first("PMID").isdecimal() else "",
        pmcid=entry.first("PMC") if re.fullmatch(r"PMC\d+", entry.first("PMC")) else "",
        design=design_of(types),
        trials=tuple(_trials(entry)),
        notices=tuple(_notices(entry, types)),
    )


def _names(entry: TaggedEntry) -> Iterator[Name]:
    """Full names where there are any; groups where they stand among them."""
    people = "FAU" if entry.all("FAU") else "AU"
    for tag, value in entry.fields:
        if tag == "CN" and value:
            yield Name(plain_text(value, 300), corporate=True)
        elif tag == people and (name := written_name(value)):
            yield name


def _trials(entry: TaggedEntry) -> Iterator[str]:
    for source in entry.all("SI"):
        bank, _, number = source.partition("/")
        if bank in _REGISTRIES and number:
            yield plain_text(number, 60)


def _notices(entry: TaggedEntry, types: list[str]) -> Iterator[Notice]:
    for tag, value in entry.fields:
        if tag in _NOTICES:
            doi = re.search(r"doi: (10\.\S+?)\.?(?:\s|$)", value)
            yield Notice(_NOTICES[tag], "", bare_doi(doi[1]) if doi else "")
    if "Retracted Publication" in types and not entry.all("RIN"):
        yield Notice(IntegrityStatus.RETRACTED)
