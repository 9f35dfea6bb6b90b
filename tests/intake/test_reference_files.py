"""Files of reference managers, as Zotero, PubMed, EndNote and Embase write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import Project
from mkdocs_evidence.cli.main import cli
from mkdocs_evidence.intake.found_study import FoundStudy, Notice
from mkdocs_evidence.intake.reference_files import read_reference_file
from mkdocs_evidence.intake.written_names import written_name
from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import Design, IntegrityStatus

ZOTERO_RIS = """\
TY  - JOUR
TI  - Skyroot tea & blue fever: the POLARIS trial
AU  - Ørsted, Mira L.
AU  - Kamp, Jan van der
AU  - Skyroot Study Group
T2  - Journal of Invented Medicine
AB  - A long abstract of
CO2-rich air.
DA  - 2024/03/05/
PY  - 2024
DO  - 10.5555/sky.2024.7
VL  - 7
IS  - 2
SP  - 101
EP  - 109
J2  - J Invent Med
UR  - https://example.org/sky
N1  - PMID: 22222222
PMCID: PMC7777777
ER  -

TY  - BOOK
TI  - All about skyroot
AU  - Bell, Ann, Jr
PB  - Invented Press
PY  - 2019
ET  - 2
SN  - 978-3-16-148410-0
ER  -
"""
ENDNOTE_RIS = """\
\ufeffTY  - JOUR
AU  - Ørsted, M. L.
PY  - 2024
TI  - Skyroot tea & blue fever: the POLARIS trial
T2  - Journal of Invented Medicine
VL  - 7
M1  - 2
SP  - 101-9
DO  - 10.5555/sky.2024.7
C2  - PMC7777777
AN  - 22222222
DB  - PubMed
ER  -
""".replace("\n", "\r\n")
NBIB = """\
PMID- 22222222
OWN - NLM
STAT- MEDLINE
IS  - 1234-5679 (Electronic)
VI  - 7
IP  - 2
DP  - 2024 Mar
TI  - Skyroot tea & blue fever: the POLARIS
      trial.
PG  - 101-9
LID - S1234 [pii]
LID - 10.5555/sky.2024.7 [doi]
FAU - Ørsted, Mira L
AU  - Ørsted ML
CN  - Skyroot Study Group
LA  - eng
SI  - ClinicalTrials.gov/NCT00000042
SI  - GENBANK/AF000001
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - J Invent Med
JT  - Journal of invented medicine
RIN - J Invent Med. 2025 Feb;8(1):1. doi: 10.5555/sky.2025.notice. PMID: 33333333
PMC - PMC7777777

PMID- 23232323
TI  - A second one.
AU  - Bell AB
DP  - 2020
JT  - Annals of Fiction
"""
CSL = """\
[{"id": "http://zotero.org/users/1/items/A", "type": "article-journal",
  "title": "Skyroot tea & blue fever: the <i>POLARIS</i> trial",
  "author": [{"family": "Ørsted", "given": "Mira L."},
             {"family": "Kamp", "given": "Jan", "non-dropping-particle": "van der"},
             {"literal": "Skyroot Study Group"}],
  "container-title": "Journal of Invented Medicine", "volume": 7, "issue": "2", "page": "101-109",
  "issued": {"date-parts": [["2024", 3, 5]]}, "DOI": "10.5555/sky.2024.7",
  "note": "PMID: 22222222\\nPMCID: PMC7777777"}]
"""
ZOTERO_BIB = """\
@article{orsted_skyroot_2024,
\ttitle = {Skyroot tea \\& blue fever: the {POLARIS} trial},
\tvolume = {7},
\tdoi = {10.5555/sky.2024.7},
\tnumber = {2},
\turldate = {2026-11-01},
\tjournal = {Journal of Invented Medicine},
\tauthor = {Ørsted, Mira L. and van der Kamp, Jan and {Skyroot Study Group}},
\tmonth = mar,
\tyear = {2024},
\tnote = {PMID: 22222222
PMCID: PMC7777777},
\tkeywords = {fever, tea},
\tpages = {101--109},
\tfile = {PDF:/home/someone/private/sky.pdf:application/pdf},
\tabstract = {Long.},
}
"""
FILES = {
    "zotero.ris": ZOTERO_RIS,
    "endnote.txt": ENDNOTE_RIS,
    "pubmed.nbib": NBIB,
    "zotero.json": CSL,
    "zotero.bib": ZOTERO_BIB,
}


def read(folder: Path, name: str, text: str) -> list[FoundStudy]:
    file = folder / name
    file.write_bytes(text.encode())
    entries, problems = read_reference_file(file)

    assert problems == []
    return [entry.found for entry in entries]


@pytest.mark.parametrize("name", FILES)
def test_each_program_tells_of_the_same_study(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, FILES[name])[0]

    assert (found.entry_type, found.year, found.volume, found.issue) == (
        "article",
        "2024",
        "7",
        "2",
    )
    assert found.title == "Skyroot tea & blue fever: the POLARIS trial"
    assert found.container.lower() == "journal of invented medicine"
    assert found.pages.replace("--", "-") in {"101-109", "101\N{EN DASH}109"}
    assert (found.doi, found.pmid, found.pmcid) == (
        "10.5555/sky.2024.7",
        "22222222",
        "PMC7777777",
    )
    assert found.authors[0].family == "Ørsted"


def test_pubmed_also_says_the_design_the_trial_and_the_notice(tmp_path: Path) -> None:
    found, second = read(tmp_path, "pubmed.nbib", NBIB)

    assert (found.design, found.trials) == (Design.RCT, ("NCT00000042",))
    assert found.notices == (Notice(IntegrityStatus.RETRACTED, "", "10.5555/sky.2025.notice"),)
    assert found.authors[1] == Name("Skyroot Study Group", corporate=True)
    assert second.authors == (Name("Bell", "AB"),)


def test_control_characters_of_a_file_stay_out(tmp_path: Path) -> None:
    text = "@article{a2020, title = {A\x1b[31m red\u202e title}, author = {Be\x07ll, A.}, year = {2020}}"
    (found,) = read(tmp_path, "a.bib", text)

    assert (found.title, found.authors[0].family) == ("A[31m red title", "Bell")


def test_a_book_keeps_its_edition_and_isbn(tmp_path: Path) -> None:
    _, book = read(tmp_path, "zotero.ris", ZOTERO_RIS)

    assert (book.entry_type, book.edition, book.isbn) == ("book", "2", "978-3-16-148410-0")
    assert book.authors == (Name("Bell", "Ann", suffix="Jr"),)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Doe, Jane", Name("Doe", "Jane")),
        ("Wróbel Ł.", Name("Wróbel", "Ł.")),
        ("van der Berg P", Name("van der Berg", "P")),
        ("World Fever Council", Name("World Fever Council", corporate=True)),
        ("Doe,", Name("Doe", corporate=True)),
        (" , ", None),
    ],
)
def test_names_are_read_as_programs_write_them(written: str, name: Name | None) -> None:
    assert written_name(written) == name


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.ris", "nothing here", "holds no entry"),
        ("a.nbib", "", "holds no entry"),
        ("a.json", "{", "cannot be read"),
        ("a.json", "[1]", "no list of entries"),
        ("a.json", "[" * 100_000, "cannot be read"),
        ("a.bib", "@article{x, title = {never closed", "cannot be read"),
        ("a.txt", "who knows", "is none of RIS"),
        ("a.docx", "PK", "is none of RIS"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, text: str, sentence: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    entries, problems = read_reference_file(file)

    assert entries == []
    assert sentence in problems[0]
    assert str(file) in problems[0]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "old.ris"
    file.write_bytes("TY  - JOUR\nAU  - Müller\n".encode("latin-1"))

    assert "is not UTF-8 text" in read_reference_file(file)[1][0]


@given(
    st.sampled_from([".ris", ".nbib", ".json", ".bib"]),
    st.lists(
        st.sampled_from(
            [
                *("TY  - JOUR\n", "TI  - A\n", "PMID- 1\n", "ER  -\n", "AU  - ", "@article{a,"),
                *("{", "}", '[{"title": "A"}]', '"', ",", "\\", "DP  - x\n", "  more\n", "=", "["),
            ]
        )
    ).map("".join)
    | st.text(max_size=60),
)
def test_no_file_ends_in_an_exception(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / f"any{suffix}"
    file.write_text(text, "utf-8", "surrogatepass")

    entries, problems = read_reference_file(file)
    assert entries or problems


def add(project: Project, name: str, *options: str) -> Result:
    project.write(name, FILES[name])
    config = ["-f", str(project.path("mkdocs.yml"))]
    return CliRunner().invoke(cli, ["add", *config, "--from", str(project.path(name)), *options])


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("zotero.ris", ["orsted2024", "bell2019"]),
        ("pubmed.nbib", ["orsted2024", "bell2020"]),
        ("zotero.json", ["orsted2024"]),
        ("zotero.bib", ["orsted_skyroot_2024"]),
    ],
)
def test_every_entry_is_added(project: Project, name: str, keys: list[str]) -> None:
    before = project.library().studies
    done = add(project, name, "--yes")
    studies = project.library().studies

    assert done.exit_code == 0, done.stderr
    assert [key for key in studies if key not in before] == keys
    assert {problem.code for problem in project.problems()} <= {"REF004", "REF003", "INT005"}


def test_private_fields_of_an_export_stay_out(project: Project) -> None:
    add(project, "zotero.bib", "--yes")

    assert "someone" not in project.path("references.bib").read_text("utf-8")


def test_what_pubmed_says_goes_into_the_study_record(project: Project) -> None:
    add(project, "pubmed.nbib", "--yes")
    record = project.path("docs/studies/orsted2024.yml").read_text("utf-8")

    assert record.startswith(
        "design: rct\ntrial:\n- NCT00000042\nintegrity:\n  status: retracted\n"
    )
    assert not project.path("docs/studies/bell2020.yml").exists()


def test_a_second_import_adds_nothing_and_says_where_each_is(project: Project) -> None:
    add(project, "zotero.ris", "--yes")
    before = project.path("references.bib").read_text("utf-8")
    done = add(project, "zotero.ris", "--yes")

    assert done.exit_code == 1
    assert project.path("references.bib").read_text("utf-8") == before
    assert [line.partition("zotero.ris")[2] for line in done.stderr.splitlines()[:2]] == [
        ':1  is there already. references.bib:49:1  "orsted2024" has the DOI 10.5555/sky.2024.7 already.',
        ':22  is there already. references.bib:56:1  "bell2019" has the title and the year already.',
    ]


def test_the_new_ones_are_added_beside_those_that_are_there(project: Project) -> None:
    add(project, "zotero.json", "--yes")
    done = add(project, "pubmed.nbib", "--yes")

    assert done.exit_code == 1
    assert "bell2020" in project.library().studies
    assert "orsted2024b" not in project.library().studies


def test_the_same_study_twice_in_one_file_is_added_once(project: Project) -> None:
    project.write("twice.ris", ZOTERO_RIS + ZOTERO_RIS)
    config = ["-f", str(project.path("mkdocs.yml"))]
    done = CliRunner().invoke(
        cli, ["add", *config, "--from", str(project.path("twice.ris")), "--yes"]
    )

    assert done.stderr.count("is the same study as") == 2
    assert len(project.library().studies) == 6


def test_a_dry_run_shows_all_and_writes_nothing(project: Project) -> None:
    before = project.path("references.bib").read_text("utf-8")
    done = add(project, "zotero.ris", "--dry-run")

    assert "@article{orsted2024," in done.stdout
    assert "@book{bell2019," in done.stdout
    assert project.path("references.bib").read_text("utf-8") == before


@pytest.mark.parametrize("arguments", [[], ["10.5555/x", "--from", "a.ris"]])
def test_an_identifier_or_a_file_is_needed_not_both(project: Project, arguments: list[str]) -> None:
    project.write("a.ris", ZOTERO_RIS)
    config = ["-f", str(project.path("mkdocs.yml"))]
    arguments = [str(project.path("a.ris")) if a == "a.ris" else a for a in arguments]

    assert CliRunner().invoke(cli, ["add", *config, *arguments]).exit_code == 2
