"""Studies as Citation resources (https://hl7.org/fhir/R5/citation.html)."""

from __future__ import annotations

import datetime as dt
import re

from mkdocs_evidence.export.fhir import codes
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.fhir.names import Names, fhir_id, markdown
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.library import Study
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.reference_style import format_names, reference_text

_WEB = re.compile(r"https?://[^\s<>\"]+")
#: How a notice relates to the paper. Source:
#: https://hl7.org/fhir/R5/valueset-related-artifact-type-all.html
_NOTICES = {
    IntegrityStatus.RETRACTED: "retracted-by",
    IntegrityStatus.CORRECTED: "correction-in",
    IntegrityStatus.CONCERN: "comment-in",
}


def citation(study: Study, addresses: Addresses, names: Names) -> Element:
    """A study of the reference list, with its identifiers and notices of its journal."""
    return {
        **names.resource("Citation", fhir_id(study.key)),
        "identifier": [names.identifier(study.key)],
        "status": "active",
        "experimental": True,
        "summary": [
            {"style": {"text": "NLM"}, "text": markdown(reference_text(study.reference))},
        ],
        "citedArtifact": {
            **_identifiers(study),
            **_standing(study),
            **_title(study.reference),
            **_notice(study),
            **_publication(study.reference),
            **_places(study, addresses, names),
            **_classification(study),
            **_authors(study.reference),
        },
    }


def _identifiers(study: Study) -> Element:
    reference = study.reference
    own = [
        {"system": system, "value": one_line(value)}
        for system, value in (
            ("https://doi.org", reference.doi),
            ("https://pubmed.ncbi.nlm.nih.gov", reference.pmid),
        )
        if value
    ]
    trials = [
        {"type": {"text": "Trial registry"}, "value": one_line(registry_id)}
        for registry_id in study.appraisal.trial
    ]
    return _filled(identifier=own, relatedIdentifier=trials)


def _standing(study: Study) -> Element:
    """Retracted, corrected or doubted, and since when; nothing where no notice is known."""
    integrity = study.appraisal.integrity
    if integrity.status is IntegrityStatus.OK:
        return {}
    is_retracted = integrity.status is IntegrityStatus.RETRACTED
    code = ("retracted", "Retracted") if is_retracted else None
    state = codes.concept(codes.ARTIFACT_STATUS, code, integrity.status.label)
    dates = [{"activity": state, "actual": True, "period": {"start": integrity.date}}]
    return {"currentState": [state], **({"statusDate": dates} if integrity.date else {})}


def _notice(study: Study) -> Element:
    integrity = study.appraisal.integrity
    relation = _NOTICES.get(integrity.status)
    if not relation or not integrity.notice:
        return {}
    notice = one_line(integrity.notice)
    url = notice if _WEB.fullmatch(notice) else f"https://doi.org/{notice}"
    where = {"document": {"url": url}} if _WEB.fullmatch(url) else {"citation": markdown(notice)}
    return {"relatesTo": [{"type": relation, **where}]}


def _title(reference: Reference) -> Element:
    return {"title": [{"text": markdown(reference.title)}]} if reference.title else {}


def _publication(reference: Reference) -> Element:
    container = {"publishedIn": {"title": one_line(reference.container)}}
    form: Element = {
        **(container if reference.container else {}),
        **_filled(
            articleDate=_date(reference),
            volume=one_line(reference.volume),
            issue=one_line(reference.issue),
            pageString=one_line(reference.pages),
        ),
    }
    return {"publicationForm": [form]} if form else {}


def _date(reference: Reference) -> str:
    """The date as far as it is known in numbers (FHIR dateTime: YYYY, YYYY-MM or YYYY-MM-DD)."""
    if not re.fullmatch(r"[12]\d{3}", reference.year):
        return ""
    known = [reference.year]
    for part in (reference.month, reference.day):
        if not part.isdecimal():
            break
        known.append(part)
    while len(known) > 1 and not _is_a_day(*map(int, known)):
        known.pop()
    return "-".join(f"{int(part):02}" for part in known)


def _is_a_day(year: int, month: int, day: int = 1) -> bool:
    try:
        dt.date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


def _places(study: Study, addresses: Addresses, names: Names) -> Element:
    """Where it can be read: what the reference and the appraisal say, and its page on the site."""
    found = [study.reference.url, study.appraisal.open_url or ""]
    if names.facts.url:
        found.append(names.facts.address(addresses.url(addresses.study(study.key))))
    urls = dict.fromkeys(url for url in found if _WEB.fullmatch(url))
    return _filled(webLocation=[{"url": url} for url in urls])


def _classification(study: Study) -> Element:
    if study.appraisal.design is None:
        return {}
    classifier = [codes.design(study.appraisal.design)]
    return {"classification": [{"type": {"text": "Study design"}, "classifier": classifier}]}


def _authors(reference: Reference) -> Element:
    names = format_names(reference.authors, complete=reference.authors_complete)
    summary = [{"type": codes.AUTHORS, "value": markdown(names)}]
    return {"contributorship": {"summary": summary}} if names else {}


def _filled(**elements: str | list[Element]) -> Element:
    """The elements that have a value: FHIR allows no empty ones."""
    return {name: value for name, value in elements.items() if value}
