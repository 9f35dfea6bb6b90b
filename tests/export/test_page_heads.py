"""What pages say to search engines, crawlers and reference managers is well formed and true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SDO

from knowledge_bases import BASE, ROOT, TODAY, Project
from mkdocs_evidence.api import load_site
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.page_heads import PageHead, PageHeads
from mkdocs_evidence.export.references import ENDINGS
from mkdocs_evidence.export.structured_data import VOCABULARY, as_script, site_data
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses

SHAPES = ROOT / "tests/schemas/pages.shacl.ttl"
FACTS = SiteFacts(
    "Skyroot Evidence", TODAY, url="https://example.org/skyroot/", licence="CC-BY-4.0"
)
#: Every class and property of schema.org, as rdflib lists them.
TERMS = set(SDO.__annotations__)


def heads_of(library: Library) -> Iterator[tuple[str, PageHead]]:
    addresses = Addresses(library.layout)
    addresses.reference_formats = ENDINGS
    heads = PageHeads(library, addresses, FACTS)
    for record in library.records:
        yield addresses.record(record), heads.of(addresses.record(record))
    for record, _ in library.leaflets():
        yield addresses.leaflet(record), heads.of(addresses.leaflet(record))
    for key in library.studies:
        yield addresses.study(key), heads.of(addresses.study(key))


@pytest.fixture(scope="module")
def graph(real_library: Library) -> Graph:
    """All that the pages of both knowledge bases say, read as a search engine reads it."""
    graph = Graph()
    graph.parse(data=json.dumps(site_data(FACTS)), format="json-ld")
    for library in (load_site(BASE / "mkdocs.yml").library, real_library):
        for _, head in heads_of(library):
            graph.parse(data=json.dumps(head.data), format="json-ld")
    return graph


def test_structured_data_keeps_to_our_shapes(graph: Graph) -> None:
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(SHAPES))

    assert conforms, report


def test_structured_data_uses_terms_of_schema_org_only(graph: Graph) -> None:
    used = {*graph.predicates(), *graph.objects(predicate=RDF.type)} - {RDF.type}
    names = {str(term).removeprefix(VOCABULARY) for term in used}

    assert all(str(term).startswith(VOCABULARY) for term in used)
    assert names <= TERMS


def test_a_page_says_what_it_is_about(graph: Graph) -> None:
    page = URIRef("https://example.org/skyroot/conditions/blue-fever/")
    subject = graph.value(page, SDO.about)

    assert (subject, RDF.type, SDO.MedicalCondition) in graph
    assert {str(name) for name in graph.objects(subject, SDO.alternateName)} == {"cyan fever", "BF"}
    assert (page, SDO.lastReviewed, None) not in graph


def test_a_search_by_editors_is_not_called_a_review() -> None:
    head = dict(heads_of(load_site(BASE / "mkdocs.yml").library))["conditions/blue-fever"]

    assert head.data["dateModified"] == "2024-05-01"
    assert "lastReviewed" not in head.data


def test_a_study_is_saved_as_the_work_of_its_authors() -> None:
    head = dict(heads_of(load_site(BASE / "mkdocs.yml").library))["studies/muster2020"]

    assert head.tags == (
        ("citation_title", "Skyroot tea for blue fever: a randomised trial"),
        ("citation_author", "Muster, Erika"),
        ("citation_author", "van der Berg, J. P."),
        ("citation_publication_date", "2020"),
        ("citation_journal_title", "Journal of Invented Medicine"),
        ("citation_volume", "4"),
        ("citation_issue", "2"),
        ("citation_firstpage", "101"),
        ("citation_lastpage", "109"),
        ("citation_doi", "10.5555/muster.2020"),
    )


def test_a_record_is_saved_as_a_web_page_of_the_site() -> None:
    head = dict(heads_of(load_site(BASE / "mkdocs.yml").library))["conditions/blue-fever"]

    assert head.tags == (("citation_publication_date", "2024/05/01"),)


def test_what_is_no_article_is_not_saved_as_one(project: Project) -> None:
    project.replace("references.bib", "@techreport{agency2022,", "@misc{agency2022,")
    head = dict(heads_of(load_site(project.path("mkdocs.yml")).library))["studies/agency2022"]

    assert ("citation_technical_report_institution", "Agency for Invented Medicines") in head.tags
    assert "citation_journal_title" not in dict(head.tags)


def test_links_lead_crawlers_to_licence_and_references() -> None:
    heads = dict(heads_of(load_site(BASE / "mkdocs.yml").library))
    links = {(link.relation, link.target) for link in heads["studies/muster2020"].links}

    assert ("cite-as", "https://doi.org/10.5555/muster.2020") in links
    assert ("license", "https://creativecommons.org/licenses/by/4.0/") in links
    assert ("describedby", "studies/muster2020.ris") in links
    record = {(link.relation, link.target) for link in heads["conditions/blue-fever"].links}
    assert ("cite-as", "https://example.org/skyroot/conditions/blue-fever/") in record
    assert ("item", "conditions/blue-fever.bib") in record


class Scripts(HTMLParser):
    """Collects what a browser takes for the content of JSON-LD scripts, and every start tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "evil", ["</script><img src=x>", "<!-- <script>", "]]>", "\u2028", "&lt;/script&gt;"]
)
def test_no_text_ends_the_script_that_holds_it(evil: str) -> None:
    parser = Scripts()
    parser.feed(as_script({"name": evil}))

    assert parser.tags == ["script"]
    assert json.loads(parser.text) == {"name": evil}
    assert "<!--" not in parser.text


def test_the_links_of_a_built_page_lead_to_files(built_base: Project) -> None:
    for name in ("conditions/blue-fever", "studies/muster2020"):
        page = built_base.site / name / "index.html"
        head = page.read_text("utf-8").partition("</head>")[0]
        found = re.findall(r'<link rel="(?:item|describedby)" type="[^"]+" href="([^"]+)">', head)

        assert len(found) == 4
        assert all((page.parent / href).resolve().is_file() for href in found)
        assert head.count('<script type="application/ld+json">') == 1


def test_a_page_and_its_json_lead_to_each_other(built_base: Project) -> None:
    for name in ("conditions/blue-fever", "harms/tremor", "studies/muster2020"):
        page = built_base.site / name / "index.html"
        head, _, body = page.read_text("utf-8").partition("</head>")
        (href,) = re.findall(r'<link rel="describedby" type="application/json" href="(.+?)">', head)
        file = (page.parent / href).resolve()

        assert f'<a href="{href}">JSON</a>' in body
        assert (built_base.site / json.loads(file.read_text())["data"]["page"]) == page.parent


def test_a_site_without_an_api_leads_to_none(project: Project) -> None:
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      exports: [references]\n")
    assert project.build().returncode == 0
    html = (project.site / "studies/muster2020/index.html").read_text("utf-8")

    assert 'rel="describedby" type="application/json"' not in html
    assert "for programs" not in html
