"""PubMed: what the National Library of Medicine says about an article, and about its standing.

Sources: NCBI E-utilities (esearch, efetch), the PubMed DTD (pubmed_250101), "MEDLINE/PubMed XML
Element Descriptions" for CommentsCorrections, MeSH publication types, and the PMC ID Converter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mkdocs_evidence.intake.answers import json_object, xml_root
from mkdocs_evidence.intake.found_study import FoundStudy, Notice
from mkdocs_evidence.intake.identifiers import bare_doi
from mkdocs_evidence.intake.json_values import first, items, mapping, texts
from mkdocs_evidence.intake.lookup_failure import NotAStudyError, NotKnownError
from mkdocs_evidence.intake.page_ranges import whole_page_range
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.intake.publication_types import design_of
from mkdocs_evidence.intake.service_client import PRODUCT, ServiceClient
from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import IntegrityStatus

_NOTICES = {
    "RetractionIn": IntegrityStatus.RETRACTED,
    "PartialRetractionIn": IntegrityStatus.CONCERN,
    "ExpressionOfConcernIn": IntegrityStatus.CONCERN,
    "ErratumIn": IntegrityStatus.CORRECTED,
    "CorrectedandRepublishedIn": IntegrityStatus.CORRECTED,
}
_NOTICES_ABOUT = {
    "RetractionOf": "a retraction notice",
    "PartialRetractionOf": "a notice of partial retraction",
    "ExpressionOfConcernFor": "an expression of concern",
    "ErratumFor": "an erratum",
}
#: What PubMed calls an article that is nothing but a notice about another one.
_NOTICE_TYPES = {"Retraction of Publication", "Published Erratum", "Expression of Concern"}
_REGISTRY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9/().-]{3,40}")


@dataclass(frozen=True)
class PubMed:
    """The services of NCBI, at their addresses."""

    client: ServiceClient
    base: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    converter: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"

    def article(self, pmid: str) -> FoundStudy:
        """Look up a PMID.

        Raises:
            LookupFailedError: PubMed does not know it, does not answer, or it is a notice.
        """
        query = self._query(db="pubmed", id=pmid, retmode="xml")
        unknown = NotKnownError(
            f"PubMed does not know the PMID {pmid}.", "Compare it with the paper."
        )
        try:
            root = self.client.ask("PubMed", f"{self.base}/efetch.fcgi", query, xml_root)
        except NotKnownError:
            raise unknown from None
        for article in root.iter("PubmedArticle"):
            if _text(article, "MedlineCitation/PMID") == pmid:
                _refuse_notice(article, pmid)
                return _study(article, pmid)
        if root.find("PubmedBookArticle") is not None:
            message = f"PMID {pmid} is a book or a chapter of one."
            raise NotAStudyError(message, "Add it by hand, or from a file: evidence add --from.")
        raise unknown

    def pmid_of_doi(self, doi: str) -> str:
        """The PMID of a DOI; empty where PubMed has no such article.

        Raises:
            LookupFailedError: PubMed does not answer.
        """
        query = self._query(db="pubmed", term=f'"{doi}"[doi]', retmode="json", retmax="2")
        answer = self.client.ask("PubMed", f"{self.base}/esearch.fcgi", query, json_object)
        found = texts(mapping(answer, "esearchresult").get("idlist"))
        return found[0] if len(found) == 1 and found[0].isdecimal() else ""

    def identifiers_of_pmcid(self, pmcid: str) -> tuple[str, str]:
        """The PMID and the DOI of an article in PubMed Central; each may be empty.

        Raises:
            LookupFailedError: PubMed Central does not know it or does not answer.
        """
        query = self._query(ids=pmcid, idtype="pmcid", format="json")
        answer = self.client.ask("PubMed Central", self.converter, query, json_object)
        record = mapping(first(items(answer.get("records"))))
        pmid = str(record.get("pmid") or "")
        pmid = pmid if pmid.isdecimal() else ""
        doi = bare_doi(str(record.get("doi") or ""))
        if record.get("status") == "error" or not (pmid or doi):
            message = f"PubMed Central names no PMID and no DOI for {pmcid}."
            raise NotKnownError(message, "Compare it with the paper, or use its DOI or PMID.")
        return pmid, doi

    def _query(self, **parameters: str) -> dict[str, str]:
        contact = {"email": self.client.editors_email} if self.client.editors_email else {}
        return parameters | {"tool": PRODUCT} | contact


def _study(root: Element, pmid: str) -> FoundStudy:
    citation = root.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise NotKnownError(f"PubMed has no article under the PMID {pmid}.")
    types = [_plain(element) for element in article.iterfind("PublicationTypeList/PublicationType")]
    issue = "Journal/JournalIssue"
    ids = {
        element.get("IdType", ""): plain_text(element.text or "", 100)
        for element in root.iterfind("PubmedData/ArticleIdList/ArticleId")
    }
    date = _text(article, f"{issue}/PubDate/Year") or _text(article, f"{issue}/PubDate/MedlineDate")
    year = re.match(r"\d{4}", date)
    names = article.find("AuthorList")
    title = _plain(article.find("ArticleTitle"))
    return FoundStudy(
        entry_type="article",
        title=title.removesuffix("."),
        authors=tuple(_names(names)),
        authors_complete=names is None or names.get("CompleteYN", "Y") == "Y",
        container=plain_text(_text(article, "Journal/Title")),
        year=year[0] if year else "",
        volume=_text(article, f"{issue}/Volume")[:40],
        issue=_text(article, f"{issue}/Issue")[:40],
        pages=whole_page_range(_text(article, "Pagination/MedlinePgn")[:60]),
        doi=bare_doi(ids.get("doi", "")) or bare_doi(_electronic_doi(article)),
        pmid=pmid,
        pmcid=ids.get("pmc", "") if re.fullmatch(r"PMC\d+", ids.get("pmc", "")) else "",
        design=design_of(types),
        trials=tuple(_trials(citation)),
        notices=tuple(_notices(citation, types)),
        seen=(f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",),
    )


def _refuse_notice(root: Element, pmid: str) -> None:
    types = {_plain(element) for element in root.iterfind(".//PublicationType")}
    for comment in root.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        said = _NOTICES_ABOUT.get(comment.get("RefType", ""))
        if said and types & _NOTICE_TYPES:
            target = _text(comment, "PMID")
            about = f"PMID {target}" if target.isdecimal() else "another article"
            mend = f"To add the study itself: evidence add {target}" if target.isdecimal() else ""
            raise NotAStudyError(f"PMID {pmid} is {said} about {about}, not a study.", mend)


def _names(names: Element | None) -> Iterator[Name]:
    for author in names if names is not None else ():
        if author.get("ValidYN", "Y") == "N":
            continue
        group = _plain(author.find("CollectiveName"))
        family = _text(author, "LastName")
        given = _text(author, "ForeName") or _text(author, "Initials")
        if family:
            yield Name(family, given, suffix=_text(author, "Suffix"), corporate=not given)
        elif group:
            yield Name(group, corporate=True)


def _trials(citation: Element) -> Iterator[str]:
    """Registry numbers: data banks also hold sequences, which are no trials."""
    for bank in citation.iterfind(".//DataBankList/DataBank"):
        if _text(bank, "DataBankName") in _REGISTRIES:
            for number in bank.iterfind("AccessionNumberList/AccessionNumber"):
                text = plain_text(number.text or "", 60)
                if _REGISTRY_ID.fullmatch(text):
                    yield text


#: Data banks of MEDLINE that are registries of trials (NLM, "Databank Sources").
_REGISTRIES = {
    *("ANZCTR", "ChiCTR", "ClinicalTrials.gov", "CRiS", "CTRI", "DRKS", "EudraCT", "IRCT"),
    *("ISRCTN", "JapicCTI", "JMACCT", "jRCT", "KCT", "NTR", "PACTR", "ReBec", "REPEC", "RPCEC"),
    *("SLCTR", "TCTR", "TCTIN", "UMIN CTR", "UMIN-CTR", "CTIS", "EUCTR", "LBCTR", "PROSPERO"),
}


def _notices(citation: Element, types: list[str]) -> Iterator[Notice]:
    known = False
    for comment in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        status = _NOTICES.get(comment.get("RefType", ""))
        if status is not None:
            known = known or status is IntegrityStatus.RETRACTED
            target = _text(comment, "PMID")
            address = f"https://pubmed.ncbi.nlm.nih.gov/{target}/" if target.isdecimal() else ""
            yield Notice(status, "", address)
    if "Retracted Publication" in types and not known:
        yield Notice(IntegrityStatus.RETRACTED)


def _electronic_doi(article: Element) -> str:
    places = article.iterfind("ELocationID")
    return next(
        (place.text or "" for place in places if place.get("EIdType") == "doi"),
        "",
    )


def _text(element: Element, path: str) -> str:
    return _plain(element.find(path))


def _plain(element: Element | None) -> str:
    """All text below an element: titles hold `<i>` and `<sub>`."""
    return plain_text("".join(element.itertext())) if element is not None else ""
