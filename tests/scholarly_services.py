"""A stand-in for Crossref, PubMed, PubMed Central and ClinicalTrials.gov on this machine.

It speaks their formats about invented studies, and can be slow, broken, huge or hostile.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DOI = "10.5555/sky.2024.7"
PMID = "22222222"
PMCID = "PMC7777777"
NCT = "NCT00000042"
NOTICE = "10.5555/sky.2025.notice"


@dataclass(frozen=True)
class Answer:
    """What the server sends; with `never_ends` it then sends nothing more and keeps the line."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    never_ends: bool = False


@dataclass
class StandIn:
    """Answers by path; of several answers to one path, the last one stays."""

    base: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def says(self, path: str, *answers: Answer | dict[str, Any] | str) -> None:
        self.answers[path.lower()] = [_answer(answer) for answer in answers]

    def crossref(self, work: dict[str, Any] | Answer, doi: str = DOI) -> None:
        envelope = {"status": "ok", "message-type": "work", "message-version": "1.0.0"}
        self.says(
            f"/crossref/works/{doi}",
            work if isinstance(work, Answer) else envelope | {"message": work},
        )

    def pubmed(self, article: str | Answer, *, pmid: str = PMID, doi: str = DOI) -> None:
        self.says(f"/eutils/efetch.fcgi#{pmid}", article)
        self.says(f"/eutils/esearch.fcgi#{doi}", search_result(pmid))

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    def answer(self, path: str) -> Answer:
        path = path.lower()
        waiting = self.answers.get(path) or self.answers.get(path.partition("#")[0])
        if waiting is None:
            if path.startswith("/eutils/esearch"):
                return _answer(search_result())
            if path.startswith("/eutils/efetch"):
                return _answer(article_set(""))
            return Answer("Resource not found.", 404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def _answer(answer: Answer | dict[str, Any] | str) -> Answer:
    if isinstance(answer, Answer):
        return answer
    return Answer(answer if isinstance(answer, str) else json.dumps(answer))


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Run the server on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    services = server.services = StandIn(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield services
    finally:
        services.closing.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        services: StandIn = self.server.services  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        services.asked.append((unquote(parts.path), query, dict(self.headers)))
        subject = query.get("id") or query.get("term", "").partition('"[')[0].strip('"')
        answer = services.answer(unquote(parts.path) + (f"#{subject}" if subject else ""))
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not answer.never_ends:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
            if answer.never_ends:
                self.wfile.flush()
                services.closing.wait(10)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def work(**changes: Any) -> dict[str, Any]:
    """A journal article as Crossref describes it."""
    article = {
        "DOI": DOI,
        "type": "journal-article",
        "title": ["Skyroot tea &amp; blue fever: the <i>POLARIS</i> trial"],
        "subtitle": [],
        "author": [
            {"given": "Mira L.", "family": "Ørsted", "sequence": "first", "affiliation": []},
            {"given": "Jan", "family": "van der Kamp", "sequence": "additional", "affiliation": []},
            {"name": "Skyroot Study Group", "sequence": "additional", "affiliation": []},
        ],
        "container-title": ["Journal of Invented Medicine"],
        "short-container-title": ["J Invent Med"],
        "publisher": "Invented Press",
        "issued": {"date-parts": [[2024, 3, 5]]},
        "published-print": {"date-parts": [[2024, 3]]},
        "published-online": {"date-parts": [[2023, 12, 20]]},
        "volume": "7",
        "issue": "2",
        "page": "101-109",
        "ISSN": ["1234-5679"],
        "URL": f"https://doi.org/{DOI}",
        "relation": {},
        "is-referenced-by-count": 3,
    }
    return article | changes


def update(kind: str, doi: str = NOTICE) -> dict[str, Any]:
    """An entry of `updated-by` or `update-to`."""
    when = {"date-parts": [[2025, 2, 1]], "timestamp": 1738368000000}
    label = kind.replace("_", " ").capitalize()
    return {"DOI": doi, "type": kind, "label": label, "source": "publisher", "updated": when}


def article_set(articles: str) -> str:
    """What efetch answers, with the document type that it names."""
    return (
        '<?xml version="1.0" ?>\n'
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
        '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
        f"<PubmedArticleSet>{articles}</PubmedArticleSet>"
    )


def article(
    types: str = "Journal Article|Randomized Controlled Trial",
    trial: str = NCT,
    comments: str = "",
    doi: str = DOI,
    title: str = "Skyroot tea &amp; blue fever: the <i>POLARIS</i> trial.",
) -> str:
    """An article as PubMed describes it."""
    bank = (
        '<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>'
        f"<AccessionNumberList><AccessionNumber>{trial}</AccessionNumber></AccessionNumberList>"
        "</DataBank></DataBankList>"
    )
    listed = "".join(
        f'<PublicationType UI="D000000">{name}</PublicationType>' for name in types.split("|")
    )
    return article_set(f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{PMID}</PMID>
<Article PubModel="Print">
<Journal><ISSN IssnType="Electronic">1234-5679</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>7</Volume><Issue>2</Issue>
<PubDate><Year>2024</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Journal of invented medicine</Title></Journal>
<ArticleTitle>{title}</ArticleTitle>
<Pagination><StartPage>101</StartPage><EndPage>109</EndPage><MedlinePgn>101-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">{doi}</ELocationID>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>Ørsted</LastName><ForeName>Mira L</ForeName><Initials>ML</Initials></Author>
<Author ValidYN="Y"><CollectiveName>Skyroot Study Group</CollectiveName></Author>
</AuthorList>
{bank if trial else ""}
<PublicationTypeList>{listed}</PublicationTypeList>
</Article>
<CommentsCorrectionsList>{comments}</CommentsCorrectionsList>
</MedlineCitation>
<PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">{PMID}</ArticleId><ArticleId IdType="doi">{doi}</ArticleId>
<ArticleId IdType="pmc">{PMCID}</ArticleId>
</ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.5555/cited</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData>
</PubmedArticle>""")


def comment(kind: str, pmid: str = "33333333") -> str:
    """A link to another article, such as the notice of a retraction."""
    return (
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Invent Med. 2025</RefSource>'
        f'<PMID Version="1">{pmid}</PMID></CommentsCorrections>'
    )


def search_result(*pmids: str) -> dict[str, Any]:
    """What esearch answers."""
    header = {"type": "esearch", "version": "0.3"}
    found = {"count": str(len(pmids)), "retmax": "2", "retstart": "0", "idlist": list(pmids)}
    return {"header": header, "esearchresult": found}


def conversion(**record: Any) -> dict[str, Any]:
    """What the PMC ID converter answers."""
    return {"status": "ok", "response-date": "2026-11-22 12:00:00", "records": [record]}


def trial(**changes: Any) -> dict[str, Any]:
    """A trial as ClinicalTrials.gov describes it; changes go to its modules."""
    modules = {
        "identificationModule": {
            "nctId": NCT,
            "orgStudyIdInfo": {"id": "SKY-7"},
            "briefTitle": "Skyroot Tea in Blue Fever",
            "officialTitle": "A Randomised Trial of Skyroot Tea in Adults With Blue Fever",
            "acronym": "POLARIS",
        },
        "statusModule": {
            "overallStatus": "COMPLETED",
            "studyFirstPostDateStruct": {"date": "2021-04-09", "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": "Invented Health Agency", "class": "OTHER_GOV"}
        },
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE3"],
            "designInfo": {
                "allocation": "RANDOMIZED",
                "interventionModel": "PARALLEL",
                "primaryPurpose": "TREATMENT",
                "maskingInfo": {
                    "masking": "TRIPLE",
                    "whoMasked": ["PARTICIPANT", "CARE_PROVIDER", "OUTCOMES_ASSESSOR"],
                },
            },
            "enrollmentInfo": {"count": 212, "type": "ACTUAL"},
        },
    }
    return {"protocolSection": modules | changes, "derivedSection": {}, "hasResults": True}
