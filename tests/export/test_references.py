"""References leave the knowledge base and come back the same, in every format."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import jsonschema
import pypandoc
import pytest
import rispy

from knowledge_bases import BASE, ROOT, TODAY, Project
from mkdocs_evidence.api import load_site
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.reference_bibtex import as_bibtex
from mkdocs_evidence.export.reference_csl import as_csl_json
from mkdocs_evidence.export.reference_ris import as_ris
from mkdocs_evidence.export.references import FORMATS, cited_by, reference_files
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.render.addresses import Addresses, page_name
from mkdocs_evidence.render.record_pages import record_page
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.sources.bibtex import parse_references

SCHEMA = json.loads((ROOT / "tests/schemas/csl-data.json").read_text("utf-8"))
FACTS = SiteFacts("Skyroot Evidence", TODAY, url="https://example.org/skyroot/")
ODD = [
    Reference(
        key="odd1",
        entry_type="incollection",
        title="50% of {x} & y_z -- a \\ tale of # $ ~ “quotes”",
        authors=(
            Name("Berg", "J. P.", "van der", "Jr"),
            Name("Madonna"),
            Name("Silva Sousa"),
            Name("Trees, Roots and Leaves", corporate=True),
        ),
        authors_complete=False,
        editors=(Name("Rossi", "Ada"),),
        container="Book of & Things",
        year="2020",
        month="3",
        day="5",
        pages="S1–S9",
        publisher="Press",
        place="Town",
        doi="10.5555/(SICI)1<1::A>2.0;2-#_%",
        pmid="123",
        pmcid="PMC12",
        isbn="978-0",
        url="https://example.org/a_b?c=%20&d=~e#f",
        accessed="2024-01-02",
        edition="2nd",
    ),
    Reference(key="odd2", entry_type="phdthesis", title="T", publisher="School", year="in press"),
    Reference(key="odd3", entry_type="preprint", title="P", container="Server", year="2021"),
]


@pytest.fixture(scope="module")
def references(real_library: Library) -> list[Reference]:
    base = load_site(BASE / "mkdocs.yml").library
    return [study.reference for study in (*real_library.studies.values(), *base.studies.values())]


def comparable(reference: Reference) -> Reference:
    """A reference without the lines it stood on and what other programs noted."""
    return replace(reference, line=1, field_lines={}, other={})


def test_bibtex_reads_back_as_the_same_references(references: list[Reference]) -> None:
    wanted = [*map(comparable, references), *ODD]
    read, problems = parse_references(as_bibtex(wanted), "references.bib")

    assert problems == []
    assert [comparable(one) for one in read.references.values()] == wanted


def read_by_pandoc(form: str, content: str) -> list[dict[str, Any]]:
    """References of a file as pandoc reads them, in CSL-JSON, with plain apostrophes.

    BibTeX does not say whether a particle goes with a name in lists, and pandoc takes it for no.
    """
    command = [pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=content, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    text = done.stdout.replace('"dropping-particle"', '"non-dropping-particle"')
    return json.loads(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


@pytest.mark.parametrize(
    ("form", "write", "lacks"),
    [
        ("csljson", as_csl_json, set()),
        ("biblatex", as_bibtex, {"type", "genre"}),
        # RIS has no fields for these, and no parts of names.
        ("ris", as_ris, {"type", "genre", "PMID", "PMCID", "author", "issued"}),
    ],
)
def test_pandoc_reads_in_every_format_what_csl_json_says(
    references: list[Reference],
    form: str,
    write: Callable[[Iterable[Reference]], str],
    lacks: set[str],
) -> None:
    wanted = json.loads(as_csl_json(references).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    read = {item["id"]: item for item in read_by_pandoc(form, write(references))}

    assert set(read) == {item["id"] for item in wanted}
    for item in wanted:
        found = read[item["id"]]
        for name in set(item) - lacks:
            # pandoc writes titles of BibTeX in small letters, as styles do.
            fold = form == "biblatex" and name == "title"
            ours, theirs = (str(one[name]).lower() if fold else one[name] for one in (item, found))
            assert theirs == ours, item["id"]


def test_acronyms_stay_capital_where_a_style_writes_small_letters(
    references: list[Reference],
) -> None:
    read = {item["id"]: item for item in read_by_pandoc("biblatex", as_bibtex(references))}
    lost = [
        (one.key, word)
        for one in references
        for word in re.findall(r"\b[A-Z]{2,}\b", one.title)
        if word not in read[one.key]["title"]
    ]

    assert lost == []


def test_what_other_programs_noted_is_not_published() -> None:
    private = replace(ODD[1], other={"file": "/home/someone/paper.pdf"})

    assert "someone" not in as_bibtex([private])


def test_reference_managers_read_our_ris(references: list[Reference]) -> None:
    wanted = [*references, *ODD]
    read = rispy.loads(as_ris(wanted))

    assert [entry["id"] for entry in read] == [one.key for one in wanted]
    for entry, one in zip(read, wanted, strict=True):
        assert entry.get("title") == one.title
        assert entry.get("doi", "") == one.doi
        assert entry.get("year", "") == one.year
        assert entry.get("accession_number", "") == one.pmid
        assert len(entry.get("authors", [])) == len(one.authors)


def test_an_organisation_stays_one_author_in_ris() -> None:
    (entry,) = rispy.loads(as_ris(ODD[:1]))

    assert entry["authors"] == [
        *("van der Berg, J. P., Jr", "Madonna", "Silva Sousa", "Trees Roots and Leaves")
    ]
    assert (entry["start_page"], entry["end_page"]) == ("S1", "S9")
    assert entry["type_of_reference"] == "CHAP"


def test_no_value_begins_a_line_of_its_own_in_ris() -> None:
    evil = replace(ODD[1], title="A title\r\nER  - \r\nTY  - JOUR\nTI  - Another")

    assert len(rispy.loads(as_ris([evil]))) == 1


def test_csl_json_keeps_to_its_schema(references: list[Reference]) -> None:
    items = json.loads(as_csl_json([*references, *ODD]))

    jsonschema.validate(items, SCHEMA)
    assert len(items) == len(references) + len(ODD)


def test_csl_json_keeps_names_and_dates_apart() -> None:
    (item,) = json.loads(as_csl_json(ODD[:1]))

    assert item["author"][0] == {
        "family": "Berg",
        "given": "J. P.",
        "non-dropping-particle": "van der",
        "suffix": "Jr",
    }
    assert item["author"][-2:] == [{"literal": "Trees, Roots and Leaves"}, {"literal": "others"}]
    assert item["issued"] == {"date-parts": [[2020, 3, 5]]}


def test_a_record_offers_what_its_page_cites(real_library: Library) -> None:
    addresses = Addresses(real_library.layout)
    renderer = Renderer(real_library, addresses)
    for record in real_library.records:
        writer = renderer.writer(addresses.record(record))
        html = record_page(record, writer).write().html
        titles = re.findall(r'<a class="ev-ref__title" href="(?:\.\./)+studies/(.+?)/">', html)
        cited = {key for key in real_library.studies if page_name(key) in titles}
        leaflet = {m.key for m in real_library.mentions if m.page == record.slug}

        offered = {reference.key for reference in cited_by(record, real_library)}
        assert cited <= offered <= cited | leaflet


def test_every_study_and_every_record_has_its_three_files(project: Project) -> None:
    library = project.library()
    files = {file.path: file for file in reference_files(library, Addresses(library.layout), FACTS)}

    for page in ("data/references", "studies/muster2020", "conditions/blue-fever"):
        for form in FORMATS:
            assert files[f"{page}.{form.ending}"].media_type == form.media_type
    keys = [item["id"] for item in json.loads(files["conditions/blue-fever.json"].content)]
    assert keys == ["agency2022", "muster2020", "novak2021"]
