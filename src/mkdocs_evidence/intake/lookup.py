"""One study from all services that know it, joined without guessing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from mkdocs_evidence.intake.clinical_trials import ClinicalTrials
from mkdocs_evidence.intake.crossref import Crossref
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.identifiers import Identifier, IdentifierKind
from mkdocs_evidence.intake.lookup_failure import NotKnownError
from mkdocs_evidence.intake.pubmed import PubMed
from mkdocs_evidence.intake.service_client import ServiceClient
from mkdocs_evidence.model.vocabulary import Design

#: Designs of one trial: only of these does a registry entry describe the whole study.
_TRIALS = {
    *(Design.RCT, Design.RCT_CROSSOVER, Design.RCT_CLUSTER, Design.NON_RANDOMISED_TRIAL),
    *(Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL),
}


@dataclass(frozen=True)
class Services:
    """The services that are asked."""

    crossref: Crossref
    pubmed: PubMed
    trials: ClinicalTrials


def public_services(client: ServiceClient) -> Services:
    """The services at their public addresses."""
    return Services(Crossref(client), PubMed(client), ClinicalTrials(client))


def stand_in_services(client: ServiceClient, base: str) -> Services:
    """The services as a stand-in on this machine plays them, each below its own path."""
    return Services(
        Crossref(client, f"{base}/crossref"),
        PubMed(client, f"{base}/eutils", f"{base}/idconv/"),
        ClinicalTrials(client, f"{base}/ctgov"),
    )


def look_up(identifier: Identifier, services: Services) -> FoundStudy:
    """Everything that the services say about a study.

    Raises:
        LookupFailedError: there is no such study, or a service does not answer.
    """
    kind, value = identifier.kind, identifier.value
    if kind is IdentifierKind.NCT:
        return services.trials.trial(value)
    if kind is IdentifierKind.DOI:
        return _with_registry(_by_doi(value, services), services)
    if kind is IdentifierKind.PMCID:
        pmid, doi = services.pubmed.identifiers_of_pmcid(value)
        found = _by_pmid(pmid, services) if pmid else _by_doi(doi, services)
        return _with_registry(replace(found, pmcid=found.pmcid or value), services)
    return _with_registry(_by_pmid(value, services), services)


def _by_doi(doi: str, services: Services) -> FoundStudy:
    found = services.crossref.work(doi)
    pmid = services.pubmed.pmid_of_doi(doi)
    if not pmid:
        return found
    article = services.pubmed.article(pmid)
    if article.doi.lower() != doi.lower():  # the search also finds near matches
        return found
    return _joined(found, article)


def _by_pmid(pmid: str, services: Services) -> FoundStudy:
    article = services.pubmed.article(pmid)
    if not article.doi:
        return article
    try:
        return _joined(services.crossref.work(article.doi), article)
    except NotKnownError:  # registered elsewhere: DataCite, mEDRA
        return article


def _joined(work: FoundStudy, article: FoundStudy) -> FoundStudy:
    """Crossref's words, filled up with PubMed's; notices and registry numbers of both."""
    remarks = list(article.remarks)
    likeness = SequenceMatcher(None, work.title.lower(), article.title.lower()).ratio()
    if likeness < 0.6:
        remarks.append(
            f'The titles differ: "{work.title}" at Crossref, "{article.title}" at PubMed. '
            "See whether the DOI and the PMID name the same paper."
        )
    complete = work if work.authors else article
    return replace(
        work,
        title=work.title or article.title,
        authors=complete.authors,
        authors_complete=complete.authors_complete,
        container=work.container or article.container,
        year=work.year or article.year,
        volume=work.volume or article.volume,
        issue=work.issue or article.issue,
        pages=work.pages or article.pages,
        doi=article.doi,  # Crossref forgets which letters are capitals
        pmid=article.pmid,
        pmcid=article.pmcid,
        design=article.design,
        trials=tuple(dict.fromkeys([*article.trials, *work.trials])),
        notices=(*work.notices, *article.notices),
        seen=(*work.seen, *article.seen),
        remarks=tuple(remarks),
    )


def _with_registry(found: FoundStudy, services: Services) -> FoundStudy:
    """Add what the registry says of the one trial that a paper reports."""
    registered = [number for number in found.trials if number.startswith("NCT")]
    if len(registered) != 1 or len(found.trials) != 1:
        return _without_registry(found)
    if found.design is not None and found.design not in _TRIALS:
        return found
    try:
        trial = services.trials.trial(registered[0])
    except NotKnownError as unknown:
        return replace(found, remarks=(*found.remarks, str(unknown)))
    design, remarks = _design(found, trial)
    return replace(
        found,
        design=design,
        blinding=trial.blinding,
        acronyms=trial.acronyms,
        n=trial.n,
        sponsor=trial.sponsor,
        seen=(*found.seen, *trial.seen),
        remarks=(*found.remarks, *remarks),
    )


def _without_registry(found: FoundStudy) -> FoundStudy:
    if not found.trials:
        return found
    numbers = ", ".join(found.trials)
    remark = f"The paper names {numbers}; blinding, sponsor and n were not taken from a registry."
    return replace(found, remarks=(*found.remarks, remark))


def _design(found: FoundStudy, trial: FoundStudy) -> tuple[Design | None, list[str]]:
    """The design on which PubMed and the registry agree; the registry's where it says more."""
    taken = ["Blinding, sponsor and n are the registry's: compare them with the paper."]
    said = {found.design, trial.design} - {None}
    if said == {Design.RCT, Design.RCT_CROSSOVER}:
        return Design.RCT_CROSSOVER, taken
    if len(said) > 1:
        by_pubmed = found.design.label if found.design else ""
        by_registry = trial.design.label if trial.design else ""
        remark = f'PubMed says "{by_pubmed}", the registry "{by_registry}": no design is written.'
        return None, [*taken, remark]
    return found.design or trial.design, taken
