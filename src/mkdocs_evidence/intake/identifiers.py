"""Identifiers of publications and trials, as people type and paste them.

Forms: DOI after Crossref's "DOIs and matching regular expressions" (2015); PMID, PMCID and NCT
numbers after the National Library of Medicine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote


class IdentifierKind(StrEnum):
    """Which service knows the identifier."""

    DOI = "DOI"
    PMID = "PMID"
    PMCID = "PMCID"
    NCT = "NCT"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its bare form: no prefix, no address around it."""

    kind: IdentifierKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind} {self.value}" if self.kind in {"DOI", "PMID"} else self.value


_FORMS = (
    (IdentifierKind.NCT, re.compile(r"(?:.*/)?(nct\d{8})", re.IGNORECASE)),
    (IdentifierKind.PMCID, re.compile(r"(?:.*/|pmcid:?\s*)?(pmc\d{1,9})/?", re.IGNORECASE)),
    (
        IdentifierKind.PMID,
        re.compile(r"(?:https?://(?:\S*pubmed\S*/)|pmid:?\s*)?(\d{1,8})/?", re.IGNORECASE),
    ),
)
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/[!-\[\]-z|~]+)", re.IGNORECASE
)


def recognise(text: str) -> Identifier | None:
    """Recognise an identifier, bare, with its prefix or as an address; None where it is none.

    >>> str(recognise("https://doi.org/10.5555/muster.2020."))
    'DOI 10.5555/muster.2020'
    >>> str(recognise("pmc123"))
    'PMC123'
    """
    text = text.strip()
    if doi := bare_doi(text):
        return Identifier(IdentifierKind.DOI, doi)
    for kind, form in _FORMS:
        if match := form.fullmatch(text):
            return Identifier(kind, match[1].upper())
    return None


def bare_doi(text: str) -> str:
    """The DOI in an address or after `doi:`, without the full stop of the sentence around it."""
    is_address = text.lower().startswith("http")
    match = _DOI.fullmatch((unquote(text) if is_address else text).strip())
    return match[1].rstrip(".,;") if match else ""
