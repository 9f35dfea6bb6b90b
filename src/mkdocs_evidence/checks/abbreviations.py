"""Every abbreviation of a record is spelled out: in the record, or in the site's glossary.

Source: WCAG 2.2, success criterion 3.1.4; the Cochrane Style Manual asks for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def abbreviations_are_spelled_out(library: Library) -> Iterator[Problem]:
    """The first use in a record of each abbreviation that neither it nor the glossary explains."""
    everywhere = _WELL_KNOWN | {*OUR_ABBREVIATIONS, *library.abbreviations} | _names(library)
    for record in library.records:
        texts = list(_texts(record))
        whole = " ".join(text for _, text in texts)
        known = everywhere | {*record.model.synonyms, record.model.name}
        unknown = {
            word
            for word in set(_abbreviations(whole))
            if not _is_known(word, known) and not _explains(whole, word)
        }
        for location, text in texts if unknown else ():
            for word in _abbreviations(text):
                if word in unknown:
                    unknown.remove(word)
                    place = _place(record, word, location)
                    message = f'"{word}" is not spelled out in this record.'
                    mend = f"Write the long form before it, ({word}) in brackets, or add it to the glossary."
                    yield kinds.ABBREVIATION_NOT_SPELLED_OUT.at(place, message, mend)


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


def _is_known(word: str, known: frozenset[str] | set[str]) -> bool:
    """Known as it stands, as a plural, or by the part before a hyphen: SSRIs, PTSD-like."""
    parts = {word, word.removesuffix("s"), word.partition("-")[0], word.rpartition("-")[0]}
    return not parts.isdisjoint(known) or bool(_ROMAN.fullmatch(word) and word != "IV")


def _explains(whole: str, word: str) -> bool:
    """`visual analogue scale (VAS)`, or `VAS (visual analogue scale)`."""
    short = re.escape(word.removesuffix("s"))
    pattern = rf"[a-z] \({short}s?[,;)]|\b{short}s? \([a-z]+ [a-z]|\({short}, [a-z]+ [a-z]"
    return re.search(pattern, whole) is not None


def _place(record: SourceFile[Record], word: str, location: Location) -> Place:
    return record.document.place_of_text(word, *location)
