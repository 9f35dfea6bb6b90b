"""Rules of the reference list: misprints are found, and odd but right entries are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import Project
from mkdocs_evidence.checks.check_digits import isbn_fits, issn_fits, orcid_fits

DIGITS = st.integers(0, 9)


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "9783161484100", "0-8044-2957-X"])
def test_an_isbn_fits(isbn: str) -> None:
    assert isbn_fits(isbn)


@pytest.mark.parametrize("isbn", ["978-3-16-148410-1", "9773161484100", "0-8044-2957-1", "", "1"])
def test_a_misprinted_isbn_does_not_fit(isbn: str) -> None:
    assert not isbn_fits(isbn)


@given(st.integers(0, 6), DIGITS)
def test_any_other_digit_breaks_an_issn(place: int, digit: int) -> None:
    right = "0378-5955"
    position = place + (place > 3)
    changed = f"{right[:position]}{digit}{right[position + 1 :]}"

    assert issn_fits(changed) is (changed == right)


@given(st.integers(0, 18), DIGITS)
def test_any_other_digit_breaks_an_orcid(place: int, digit: int) -> None:
    right = "0000-0002-1825-0097"
    changed = right if right[place] == "-" else f"{right[:place]}{digit}{right[place + 1 :]}"

    assert orcid_fits(changed) is (changed == right)


def test_the_last_place_of_an_orcid_may_be_ten() -> None:
    assert orcid_fits("0000-0002-1694-233X")


DOI = "doi     = {10.5555/muster.2020}"
PAGES = "pages   = {101--109}"
TITLE = "{No effect of skyroot tea on blue fever}"
JOURNAL = "journal = {Annals of Fiction}"
PMID = "pmid    = {11111111},"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DOI, "doi = {10.1002/(SICI)1097-0000(199601)99:1<1::AID-X1>3.0.CO;2-1}"),
        (DOI, "doi = {https://doi.org/10.5555/muster.2020}"),
        (DOI, "doi = {10.5555/größe}"),
        (PAGES, "pages = {642-7}"),
        (PAGES, "pages = {e12--e19}"),
        (PAGES, "pages = {S90--109}"),
        (PAGES, "pages = {990}"),
        (TITLE, "{Skyroot tea vs.}"),
        (TITLE, "{Skyroot tea and fever in the U.S.}"),
        (TITLE, "{DNA, RNA and p < 0.05 in fever}"),
        (TITLE, "{SKYROOT}"),
        (JOURNAL, "journal = {Journal of Invented Nursing}"),
        (JOURNAL, "journal = {Journal of Invented Medicine Reports}"),
        (PMID, f"{PMID} isbn = {{978-3-16-148410-0 (print), 0-8044-2957-X}},"),
        (PMID, f"{PMID} isbn = {{978 3 16 148410 0}},"),
        (PMID, f"{PMID} issn = {{0378-5955}},"),
    ],
)
def test_what_is_odd_but_right_is_left_alone(project: Project, old: str, new: str) -> None:
    project.replace("references.bib", old, new)

    assert project.problems() == ()


@pytest.mark.parametrize(
    "number",
    [
        *("NCT00000042", "ISRCTN12345678", "ACTRN12605000001606", "DRKS00000042", "CRD42020000001"),
        *("EudraCT 2012-000001-12", "2012-000001-12", "2022-500001-11-00", "ChiCTR2000000001"),
        *("IRCT20100000000001N1", "NTR1234", "protocol 7"),
    ],
)
def test_registry_numbers_of_every_form_are_left_alone(project: Project, number: str) -> None:
    project.write("docs/studies/novak2021.yml", f'design: rct\ntrial: ["{number}"]\n')

    assert project.problems() == ()


@pytest.mark.parametrize(
    "number", ["NCT123", "nct00000042", "ISRCTN1234567", "ACTRN126", "2012-00001-12", "DRKS42"]
)
def test_registry_numbers_with_a_misprint_are_named(project: Project, number: str) -> None:
    project.write("docs/studies/novak2021.yml", f'design: rct\ntrial: ["{number}"]\n')

    assert [problem.code for problem in project.problems()] == ["REF009"]


def test_the_rarer_name_of_a_journal_is_the_variant(project: Project) -> None:
    project.replace("references.bib", JOURNAL, "journal = {The Journal of Invented Medicine}")
    named = {problem.message.split('"')[1] for problem in project.problems()}

    assert named == {"muster2020"}
