"""Every abbreviation of a record is spelled out: in the record, or in the site's glossary.

Source: WCAG 2.2, success criterion 3.1.4; the Cochrane Style Manual asks for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import attrgetter

from mkdocs_evidence.cited_fields import Location, prose_fields
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import accessibility as kinds
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.prose import without_notations
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import OUR_ABBREVIATIONS

#: A word with two capital letters or more: PTSD, mRNA, HAM-D, SSRIs.
_WORD = re.compile(r"(?<![\w.\u2019'/#-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\w/*])")
_TWO_CAPITALS = re.compile(r"[A-Z].*[A-Z]")
_TWO_CAPITALS_IN_A_WORD = re.compile(r"[A-Z][a-z0-9]*[A-Z]")
_ROMAN = re.compile(r"[IVX]+[a-z]?")
#: Names that no reader would look up in their long form.
_WELL_KNOWN = frozenset("US USA UK EU UN DNA RNA HIV AIDS COVID COVID-19 PubMed".split())
#: Letters that are names: McDonald; registry ids, guidance numbers, enzymes and receptors (CYP3A).
_NAME = re.compile(r"Mac?[A-Z][a-z]+|[A-Za-z]+\d.*|.*\d{4,}.*")
#: Under this name a record remembers what it uses.
_MEMO = "abbreviations"


def abbreviations_are_spelled_out(library: Library) -> Iterator[Problem]:
    """The first use in a record of each abbreviation that neither it nor the glossary explains."""
    everywhere = _WELL_KNOWN | {*OUR_ABBREVIATIONS, *library.abbreviations} | _names(library)
    for record in library.records:
        used = _used_in(record)
        known = everywhere.union(record.model.synonyms, [record.model.name]) if used else set()
        for abbreviation in used:
            if not _is_known(abbreviation.word, known) and not abbreviation.is_explained_in(record):
                word, place = abbreviation.word, _place(record, abbreviation)
                message = f'"{word}" is not spelled out in this record.'
                mend = f"Write the long form before it, ({word}) in brackets, or add it to the glossary."
                yield kinds.ABBREVIATION_NOT_SPELLED_OUT.at(place, message, mend)


@dataclass
class _Abbreviation:
    """An abbreviation that a record uses."""

    word: str
    #: Where it is used first.
    location: Location
    #: None until somebody asks: few abbreviations are known nowhere else.
    is_explained: bool | None = None

    def is_explained_in(self, record: SourceFile[Record]) -> bool:
        """True where its record explains it."""
        if self.is_explained is None:
            whole = " ".join(text for _, text in _texts(record))
            self.is_explained = _explains(whole, self.word)
        return self.is_explained


def _used_in(record: SourceFile[Record]) -> list[_Abbreviation]:
    """The abbreviations of a record, found once for each version of its file."""
    if _MEMO not in record.memo:
        first_use: dict[str, Location] = {}
        for location, text in _texts(record):
            for word in _abbreviations(text):
                first_use.setdefault(word, location)
        record.memo[_MEMO] = [_Abbreviation(*use) for use in first_use.items()]
    found: list[_Abbreviation] = record.memo[_MEMO]
    return found


def _names(library: Library) -> set[str]:
    """Trials and jurisdictions are known by their short names."""
    acronyms = {
        part
        for study in library.studies.values()
        for name in study.appraisal.acronyms
        for part in (name, *name.split())
    }
    return acronyms | {use.jurisdiction for r in library.records for use in r.model.use}


def _texts(record: SourceFile[Record]) -> Iterator[tuple[Location, str]]:
    for location, _, text in prose_fields(record.model):
        yield location, without_notations(text, attrgetter("label"))
    for index, claim in enumerate(record.model.claims):
        for location, text in _texts_of_claim(claim):
            yield ("claims", index, *location), text


def _texts_of_claim(claim: Claim) -> Iterator[tuple[Location, str]]:
    for name in ("statement", "population", "intervention", "comparator"):
        if text := getattr(claim, name):
            yield (name,), text
    if claim.outcome:
        yield ("outcome", "name"), claim.outcome.name
        yield ("outcome", "instrument"), claim.outcome.instrument or ""
    for index, link in enumerate(claim.evidence):
        yield ("evidence", index, "finding"), link.finding


def _abbreviations(text: str) -> Iterator[str]:
    if not _TWO_CAPITALS_IN_A_WORD.search(text):
        return
    for match in _WORD.finditer(text):
        word = match.group(0)
        if _TWO_CAPITALS.search(word.partition("-")[0]) and not _NAME.fullmatch(word):
            yield word


def _is_known(word: str, known: AbstractSet[str]) -> bool:
    """Known as it stands, as a plural, or by the part before a hyphen: SSRIs, PTSD-like."""
    parts = {word, word.removesuffix("s"), word.partition("-")[0], word.rpartition("-")[0]}
    return not parts.isdisjoint(known) or bool(_ROMAN.fullmatch(word) and word != "IV")


def _explains(whole: str, word: str) -> bool:
    """`visual analogue scale (VAS)`, or `VAS (visual analogue scale)`."""
    short = re.escape(word.removesuffix("s"))
    pattern = rf"[a-z] \({short}s?[,;)]|\b{short}s? \([a-z]+ [a-z]|\({short}, [a-z]+ [a-z]"
    return re.search(pattern, whole) is not None


def _place(record: SourceFile[Record], abbreviation: _Abbreviation) -> Place:
    return record.document.place_of_text(abbreviation.word, *abbreviation.location)
