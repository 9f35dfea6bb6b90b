"""What pages are about, for search engines: JSON-LD in the vocabulary of schema.org.

Source: schema.org 29 with its health extension; JSON-LD 1.1. The context holds the vocabulary
itself, so no program has to ask another server for it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.page_dates import record_day, study_day
from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.record import Condition, Harm, Record, Treatment
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.model.vocabulary import Design, IntegrityStatus
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.sources.knowledge_base import SourceFile

VOCABULARY = "https://schema.org/"
_CODE_SYSTEMS = {"icd11": "ICD-11", "icd10cm": "ICD-10-CM", "mesh": "MeSH", "doid": "DOID"}
_WORKS = {
    **dict.fromkeys(("article", "preprint", "unpublished"), "MedicalScholarlyArticle"),
    **dict.fromkeys(("book", "proceedings", "manual", "booklet"), "Book"),
    **dict.fromkeys(("incollection", "inbook"), "Chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "MedicalScholarlyArticle"),
    **dict.fromkeys(("techreport", "report"), "Report"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "Thesis"),
}
_GUIDANCE = {Design.GUIDELINE, Design.CONSENSUS}
_STATUS = {
    IntegrityStatus.RETRACTED: "Retracted",
    IntegrityStatus.CONCERN: "Expression of concern",
    IntegrityStatus.CORRECTED: "Corrected",
}


def record_data(
    record: SourceFile[Record], library: Library, addresses: Addresses, facts: SiteFacts
) -> dict[str, Any]:
    """A record's page and what it is about.

    `lastReviewed` and `reviewedBy` mean a clinical review; a search by editors is no review.
    """
    model = record.model
    reviewed = model.reviewed if model.reviewed_by else None
    page = _page(addresses.url(addresses.record(record)), facts) | {
        "about": _subject(model),
        "dateModified": _iso(record_day(record, library)),
        "lastReviewed": _iso(reviewed),
        "reviewedBy": [{"@type": "Person", "name": name} for name in model.reviewed_by],
    }
    return _known(page)


def leaflet_data(
    record: SourceFile[Record], addresses: Addresses, facts: SiteFacts
) -> dict[str, Any]:
    """A leaflet for patients."""
    audience = {"@type": "MedicalAudience", "audienceType": "Patient"}
    page = _page(addresses.url(addresses.leaflet(record)), facts)
    return _known(page | {"about": _subject(record.model), "audience": audience})


def study_data(study: Study, addresses: Addresses, facts: SiteFacts) -> dict[str, Any]:
    """A study's page and the work of others that it is about."""
    page = _page(addresses.url(addresses.study(study.key)), facts)
    return _known(page | {"about": _work(study), "dateModified": _iso(study_day(study))})


def site_data(facts: SiteFacts) -> dict[str, Any]:
    """The site as a whole: what its home page is."""
    site = {
        "@context": {"@vocab": VOCABULARY},
        "@type": "WebSite",
        "@id": facts.url,
        "name": facts.name,
        "description": facts.description,
        "inLanguage": facts.language,
        "license": _link(facts.licence_url),
    }
    return _known(site)


def as_script(data: dict[str, Any]) -> str:
    """A script element that no text in it can end or turn into a comment.

    Source: HTML standard, "Restrictions for contents of script elements".
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _page(url: str, facts: SiteFacts) -> dict[str, Any]:
    return {
        "@context": {"@vocab": VOCABULARY},
        "@type": "MedicalWebPage",
        "@id": facts.url and facts.address(url),
        "license": _link(facts.licence_url),
        "isPartOf": {"@type": "WebSite", "@id": facts.url, "name": facts.name},
    }


def _subject(model: Record) -> dict[str, Any]:
    """The thing that a record is about, in the narrowest type that is true of all its kind."""
    thing: dict[str, Any] = {"@type": "Thing", "name": model.name}
    names = list(model.synonyms)
    if isinstance(model, Condition | Harm):
        # A harm is a sign, a disease or a risk: only their common parent is true of all.
        thing["@type"] = "MedicalCondition" if isinstance(model, Condition) else "MedicalEntity"
        codes = model.codes.model_dump(exclude_none=True).items()
        thing["code"] = [
            {"@type": "MedicalCode", "codeValue": code, "codingSystem": _CODE_SYSTEMS[system]}
            for system, code in codes
        ]
    if isinstance(model, Treatment):
        thing["@type"] = "Drug"
        thing["activeIngredient"] = model.drug
        thing["administrationRoute"] = model.route
        names += model.brand_names
    return thing | {"alternateName": names}


def _work(study: Study) -> dict[str, Any]:
    reference, appraisal = study.reference, study.appraisal
    kind = _WORKS.get(reference.entry_type, "CreativeWork")
    is_article = kind == "MedicalScholarlyArticle"
    types = [kind, "MedicalGuideline"] if appraisal.design in _GUIDANCE else kind
    part_of = {"@type": "Periodical" if is_article else "CreativeWork", "name": reference.container}
    return {
        "@type": types,
        "@id": _address(reference),
        "url": _web_address(reference),
        "name": reference.title,
        "author": [_author(name) for name in reference.authors],
        "datePublished": _published(reference),
        "isPartOf": part_of if reference.container else None,
        "pagination": reference.pages,
        "publisher": _organisation(reference.publisher),
        "publicationType": appraisal.design.label if appraisal.design and is_article else None,
        "creativeWorkStatus": _STATUS.get(appraisal.integrity.status),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in (("DOI", reference.doi), ("PMID", reference.pmid))
            if value
        ],
    }


def _author(name: Name) -> dict[str, Any]:
    if name.corporate:
        return {"@type": "Organization", "name": name.family}
    written = " ".join(filter(None, [name.given, name.particle, name.family, name.suffix]))
    return {"@type": "Person", "name": written}


def _organisation(name: str) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _address(reference: Reference) -> str:
    """The work's own address: its DOI or its PMID; of one web page there can be two editions."""
    if reference.doi:
        return f"https://doi.org/{_iri(reference.doi)}"
    if reference.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
    return ""


def _web_address(reference: Reference) -> dict[str, str] | None:
    is_web = reference.url.startswith(("http://", "https://")) and not _address(reference)
    return _link(_iri(reference.url)) if is_web else None


def _iri(text: str) -> str:
    """An address without the characters that an IRI cannot hold (RFC 3987, section 2.2)."""
    return re.sub(r'[\s<>"{}|\\^`]', lambda match: f"%{ord(match.group()):02X}", text)


def _published(reference: Reference) -> str:
    """An ISO 8601 date, as precise as it is known."""
    if not re.fullmatch(r"\d{4}", reference.year):
        return ""
    parts = [reference.year]
    if reference.month.isdigit():
        parts.append(f"{int(reference.month):02}")
        if reference.day.isdigit():
            parts.append(f"{int(reference.day):02}")
    return "-".join(parts)


def _link(url: str) -> dict[str, str] | None:
    return {"@id": url} if url else None


def _iso(day: object) -> str:
    return str(day) if day else ""


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """The same without what is not known, at every depth."""
    found = {
        name: _known(value) if isinstance(value, dict) else value for name, value in data.items()
    }
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}
