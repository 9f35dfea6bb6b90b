"""References in the style of the NLM, held against the samples that ICMJE sends authors to.

The samples are those of "Samples of Formatted References for Authors of Journal Articles"
(National Library of Medicine, https://www.nlm.nih.gov/bsd/uniform_requirements.html), without the
addresses and identifiers that follow them. Left out, because a reference has no field for it:
translated titles and languages (5), types of article such as letter (13), retractions, errata and
republications (14-17), dates of electronic publication (18), newspapers, laws, maps, patents and
audiovisual material (28-35), extents on the Internet (38, 41), contract numbers and sponsors of
reports (26), and the dates of updates (40).
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.model.study import Name, Reference
from mkdocs_evidence.render.reference_style import (
    MAX_AUTHORS,
    format_name,
    format_names,
    initials,
    reference_parts,
    reference_text,
    short_pages,
)
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.wording import short_label

IDENTIFIERS = {"doi", "pmid", "pmcid", "isbn", "url"}


def read(entry: str) -> Reference:
    bibliography, problems = parse_references(entry, "r.bib")
    assert problems == [], [str(problem) for problem in problems]
    (reference,) = bibliography.references.values()
    return reference


def styled(entry: str) -> str:
    """The entry as one line, without the identifiers that we append."""
    parts = reference_parts(read(entry))
    return " ".join(part.text for part in parts if part.role not in IDENTIFIERS)


SAMPLES = {
    "1 standard journal article": (
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "N Engl J Med. 2002 Jul 25;347(4):284-7.",
        """@article{s,
        author = {Halpern, Scott D. and Ubel, Peter A. and Caplan, Arthur L.},
        title = {Solid-organ transplantation in {HIV}-infected patients},
        journal = {N Engl J Med}, year = 2002, month = jul, day = 25, volume = 347, number = 4,
        pages = {284--287}, pmid = {12140307}}""",
    ),
    "1 without month and issue": (
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "N Engl J Med. 2002;347:284-7.",
        """@article{s, author = {Scott D. Halpern and Peter A. Ubel and Arthur L. Caplan},
        title = {Solid-organ transplantation in {HIV}-infected patients},
        journal = {N Engl J Med}, year = 2002, volume = 347, pages = {284-287}}""",
    ),
    "1 more than six authors": (
        "Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation of "
        "interstitial excitatory amino acid concentrations after cortical contusion injury. "
        "Brain Res. 2002;935(1-2):40-6.",
        """@article{s,
        author = {Rose, M. E. and Huerbin, M. B. and Melick, J. and Marion, D. W. and
                  Palmer, A. M. and Schiding, J. K. and Kochanek, P. M. and Graham, S. H.},
        title = {Regulation of interstitial excitatory amino acid concentrations after cortical
                 contusion injury},
        journal = {Brain Res}, year = 2002, volume = 935, number = {1-2}, pages = {40--46}}""",
    ),
    "2 organization as author": (
        "Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in "
        "participants with impaired glucose tolerance. Hypertension. 2002;40(5):679-86.",
        """@article{s, author = {{Diabetes Prevention Program Research Group}},
        title = {Hypertension, insulin, and proinsulin in participants with impaired glucose
                 tolerance},
        journal = {Hypertension}, year = 2002, volume = 40, number = 5, pages = {679--686}}""",
    ),
    "3 people and an organization as authors": (
        "Vallancien G, Emberton M, Harving N, van Moorselaar RJ; Alf-One Study Group. Sexual "
        "dysfunction in 1,274 European men suffering from lower urinary tract symptoms. J Urol. "
        "2003;169(6):2257-61.",
        """@article{s,
        author = {Vallancien, Guy and Emberton, Mark and Harving, Niels and
                  van Moorselaar, R. Jeroen and {Alf-One Study Group}},
        title = {Sexual dysfunction in 1,274 European men suffering from lower urinary tract
                 symptoms},
        journal = {J Urol}, year = 2003, volume = 169, number = 6, pages = {2257--2261}}""",
    ),
    "4 no author given": (
        "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184.",
        """@article{s, title = {21st century heart solution may have a sting in the tail},
        journal = {BMJ}, year = 2002, volume = 325, number = 7357, pages = 184}""",
    ),
    "6 volume with supplement": (
        "Geraud G, Spierings EL, Keywood C. Tolerability and safety of frovatriptan with short- "
        "and long-term use for treatment of migraine and in comparison with sumatriptan. "
        "Headache. 2002;42 Suppl 2:S93-9.",
        """@article{s, author = {Geraud, G. and Spierings, E. L. and Keywood, C.},
        title = {Tolerability and safety of frovatriptan with short- and long-term use for
                 treatment of migraine and in comparison with sumatriptan},
        journal = {Headache}, year = 2002, volume = 42, number = {Suppl 2}, pages = {S93--S99}}""",
    ),
    "7 issue with supplement": (
        "Glauser TA. Integrating clinical trial data into clinical practice. Neurology. "
        "2002;58(12 Suppl 7):S6-12.",
        """@article{s, author = {Glauser, T. A.},
        title = {Integrating clinical trial data into clinical practice},
        journal = {Neurology}, year = 2002, volume = 58, number = {12 Suppl 7},
        pages = {S6--S12}}""",
    ),
    "8 volume with part": (
        "Abend SM, Kulish N. The psychoanalytic method from an epistemological viewpoint. Int J "
        "Psychoanal. 2002;83(Pt 2):491-5.",
        """@article{s, author = {Abend, S. M. and Kulish, N.},
        title = {The psychoanalytic method from an epistemological viewpoint},
        journal = {Int J Psychoanal}, year = 2002, volume = 83, number = {Pt 2},
        pages = {491--495}}""",
    ),
    "9 issue with part": (
        "Ahrar K, Madoff DC, Gupta S, Wallace MJ, Price RE, Wright KC. Development of a large "
        "animal model for lung tumors. J Vasc Interv Radiol. 2002;13(9 Pt 1):923-8.",
        """@article{s,
        author = {Ahrar, K. and Madoff, D. C. and Gupta, S. and Wallace, M. J. and Price, R. E.
                  and Wright, K. C.},
        title = {Development of a large animal model for lung tumors},
        journal = {J Vasc Interv Radiol}, year = 2002, volume = 13, number = {9 Pt 1},
        pages = {923--928}}""",
    ),
    "10 issue with no volume": (
        "Banit DM, Kaufer H, Hartford JM. Intraoperative frozen section analysis in revision total "
        "joint arthroplasty. Clin Orthop. 2002;(401):230-8.",
        """@article{s, author = {Banit, D. M. and Kaufer, H. and Hartford, J. M.},
        title = {Intraoperative frozen section analysis in revision total joint arthroplasty},
        journal = {Clin Orthop}, year = 2002, number = 401, pages = {230--238}}""",
    ),
    "11 no volume or issue": (
        "Outreach: bringing HIV-positive individuals into care. HRSA Careaction. 2002 Jun:1-6.",
        """@article{s, title = {Outreach: bringing {HIV}-positive individuals into care},
        journal = {HRSA Careaction}, year = 2002, month = jun, pages = {1--6}}""",
    ),
    "12 pagination in roman numerals": (
        "Chadwick R, Schuklenk U. The politics of ethical consensus finding. Bioethics. "
        "2002;16(2):iii-v.",
        """@article{s, author = {Chadwick, R. and Schuklenk, U.},
        title = {The politics of ethical consensus finding},
        journal = {Bioethics}, year = 2002, volume = 16, number = 2, pages = {iii--v}}""",
    ),
    "18 without its date of electronic publication": (
        "Yu WM, Hawley TS, Hawley RG, Qu CK. Immortalization of yolk sac-derived precursor cells. "
        "Blood. 2002 Nov 15;100(10):3828-31.",
        """@article{s, author = {Yu, W. M. and Hawley, T. S. and Hawley, R. G. and Qu, C. K.},
        title = {Immortalization of yolk sac-derived precursor cells},
        journal = {Blood}, year = 2002, month = nov # "~15", volume = 100, number = 10,
        pages = {3828--3831}}""",
    ),
    "19 personal authors of a book": (
        "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. "
        "St. Louis: Mosby; 2002.",
        """@book{s,
        author = {Murray, P. R. and Rosenthal, K. S. and Kobayashi, G. S. and Pfaller, M. A.},
        title = {Medical microbiology}, edition = 4, address = {St. Louis}, publisher = {Mosby},
        year = 2002}""",
    ),
    "20 editors as authors": (
        "Gilstrap LC 3rd, Cunningham FG, VanDorsten JP, editors. Operative obstetrics. 2nd ed. "
        "New York: McGraw-Hill; 2002.",
        """@book{s, editor = {Gilstrap, III, L. C. and Cunningham, F. G. and VanDorsten, J. P.},
        title = {Operative obstetrics}, edition = {2nd}, address = {New York},
        publisher = {McGraw-Hill}, year = 2002}""",
    ),
    "21 authors and editors": (
        "Breedlove GK, Schorfheide AM. Adolescent pregnancy. 2nd ed. Wieczorek RR, editor. White "
        "Plains (NY): March of Dimes Education Services; 2001.",
        """@book{s, author = {Breedlove, G. K. and Schorfheide, A. M.},
        editor = {Wieczorek, R. R.}, title = {Adolescent pregnancy}, edition = {2nd ed.},
        address = {White Plains (NY)}, publisher = {March of Dimes Education Services},
        year = 2001}""",
    ),
    "22 organizations as authors": (
        "Royal Adelaide Hospital; University of Adelaide, Department of Clinical Nursing. "
        "Compendium of nursing research and practice development, 1999-2000. Adelaide "
        "(Australia): Adelaide University; 2001.",
        """@book{s, author = {{Royal Adelaide Hospital} and
                  {University of Adelaide, Department of Clinical Nursing}},
        title = {Compendium of nursing research and practice development, 1999-2000},
        address = {Adelaide (Australia)}, publisher = {Adelaide University}, year = 2001}""",
    ),
    "23 chapter in a book": (
        "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: "
        "Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: "
        "McGraw-Hill; 2002. p. 93-113.",
        """@incollection{s, author = {Meltzer, P. S. and Kallioniemi, A. and Trent, J. M.},
        title = {Chromosome alterations in human solid tumors},
        editor = {Vogelstein, B. and Kinzler, K. W.},
        booktitle = {The genetic basis of human cancer}, address = {New York},
        publisher = {McGraw-Hill}, year = 2002, pages = {93--113}}""",
    ),
    "24 conference proceedings": (
        "Harnden P, Joffe JK, Jones WG, editors. Germ cell tumours V. Proceedings of the 5th Germ "
        "Cell Tumour Conference; 2001 Sep 13-15; Leeds, UK. New York: Springer; 2002.",
        """@proceedings{s, editor = {Harnden, P. and Joffe, J. K. and Jones, W. G.},
        title = {Germ cell tumours V. Proceedings of the 5th Germ Cell Tumour Conference;
                 2001 Sep 13-15; Leeds, UK},
        address = {New York}, publisher = {Springer}, year = 2002}""",
    ),
    "25 conference paper": (
        "Christensen S, Oppacher F. An analysis of Koza's computational effort statistic for "
        "genetic programming. In: Foster JA, Lutton E, Miller J, Ryan C, Tettamanzi AG, editors. "
        "Genetic programming. EuroGP 2002: Proceedings of the 5th European Conference on Genetic "
        "Programming; 2002 Apr 3-5; Kinsdale, Ireland. Berlin: Springer; 2002. p. 182-91.",
        """@inproceedings{s, author = {Christensen, S. and Oppacher, F.},
        title = {An analysis of {Koza}'s computational effort statistic for genetic programming},
        editor = {Foster, J. A. and Lutton, E. and Miller, J. and Ryan, C. and Tettamanzi, A. G.},
        booktitle = {Genetic programming. EuroGP 2002: Proceedings of the 5th European Conference
                     on Genetic Programming; 2002 Apr 3-5; Kinsdale, Ireland},
        address = {Berlin}, publisher = {Springer}, year = 2002, pages = {182--191}}""",
    ),
    "26 report, up to its number": (
        "Russell ML, Goth-Goldstein R, Apte MG, Fisk WJ. Method for measuring the size "
        "distribution of airborne Rhinovirus. Berkeley (CA): Lawrence Berkeley National "
        "Laboratory, Environmental Energy Technologies Division; 2002 Jan. Report No.: LBNL49574.",
        """@techreport{s,
        author = {Russell, M. L. and Goth-Goldstein, R. and Apte, M. G. and Fisk, W. J.},
        title = {Method for measuring the size distribution of airborne {Rhinovirus}},
        address = {Berkeley (CA)},
        institution = {Lawrence Berkeley National Laboratory, Environmental Energy Technologies
                       Division},
        year = 2002, month = jan, number = {LBNL49574}}""",
    ),
    "27 dissertation": (
        "Borkowski MM. Infant sleep and feeding: a telephone survey of Hispanic Americans "
        "[dissertation]. Mount Pleasant (MI): Central Michigan University; 2002.",
        """@phdthesis{s, author = {Borkowski, M. M.},
        title = {Infant sleep and feeding: a telephone survey of {Hispanic} {Americans}},
        address = {Mount Pleasant (MI)}, school = {Central Michigan University}, year = 2002}""",
    ),
    "36 forthcoming": (
        "Tian D, Araki H, Stahl E, Bergelson J, Kreitman M. Signature of balancing selection in "
        "Arabidopsis. Proc Natl Acad Sci U S A. Forthcoming 2002.",
        """@article{s,
        author = {Tian, D. and Araki, H. and Stahl, E. and Bergelson, J. and Kreitman, M.},
        title = {Signature of balancing selection in {Arabidopsis}},
        journal = {Proc Natl Acad Sci U S A}, year = {Forthcoming 2002}}""",
    ),
    "38 article with an electronic page": (
        "Zhang M, Holman CD, Price SD, Sanfilippo FM, Preen DB, Bulsara MK. Comorbidity and repeat "
        "admission to hospital for adverse drug reactions in older adults: retrospective cohort "
        "study. BMJ. 2009 Jan 7;338:a2752.",
        """@article{s,
        author = {Zhang, M. and Holman, C. D. and Price, S. D. and Sanfilippo, F. M. and
                  Preen, D. B. and Bulsara, M. K.},
        title = {Comorbidity and repeat admission to hospital for adverse drug reactions in older
                 adults: retrospective cohort study},
        journal = {BMJ}, date = {2009-01-07}, volume = 338, eid = {a2752},
        doi = {10.1136/bmj.a2752}, pmid = {19129307}, pmcid = {PMC2615549}}""",
    ),
    "39 monograph on the Internet": (
        "Foley KM, Gelband H, editors. Improving palliative care for cancer [Internet]. "
        "Washington: National Academy Press; 2001 [cited 2002 Jul 9].",
        """@online{s, editor = {Foley, K. M. and Gelband, H.},
        title = {Improving palliative care for cancer}, address = {Washington},
        publisher = {National Academy Press}, year = 2001, urldate = {2002-07-09},
        url = {https://www.nap.edu/catalog/10149}}""",
    ),
    "40 web site, without its update": (
        "Cancer-Pain.org [Internet]. New York: Association of Cancer Online Resources, Inc.; "
        "c2000-01 [cited 2002 Jul 9].",
        """@online{s, title = {Cancer-Pain.org}, address = {New York},
        publisher = {Association of Cancer Online Resources, Inc.}, year = {c2000-01},
        urldate = {2002-07-09}, url = {http://www.cancer-pain.org/}}""",
    ),
    "45 preprint": (
        "Bar DZ, Atkatsh K, Tavarez U, Erdos MR, Gruenbaum Y, Collins FS. Biotinylation by "
        "antibody recognition- A novel method for proximity labeling. BioRxiv 069187 [Preprint]. "
        "2016 [cited 2017 Jan 12].",
        """@preprint{s,
        author = {Bar, D. Z. and Atkatsh, K. and Tavarez, U. and Erdos, M. R. and Gruenbaum, Y.
                  and Collins, F. S.},
        title = {Biotinylation by antibody recognition- A novel method for proximity labeling},
        journal = {BioRxiv 069187}, year = 2016, urldate = {2017-01-12},
        doi = {10.1101/069187}}""",
    ),
}


@pytest.mark.parametrize(("sample", "entry"), SAMPLES.values(), ids=SAMPLES)
def test_a_reference_reads_as_the_sample_of_the_national_library_of_medicine(
    sample: str, entry: str
) -> None:
    assert styled(entry) == sample


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (
            "@misc{s, author = {{Pfizer}}, title = {Tea in blue fever}, "
            "publisher = {ClinicalTrials.gov}, year = 2020, "
            "url = {https://clinicaltrials.gov/study/NCT00000001}}",
            "Pfizer. Tea in blue fever. ClinicalTrials.gov; 2020. "
            "Available from: https://clinicaltrials.gov/study/NCT00000001",
        ),
        (
            "@misc{s, title = {Skyroot tea: product information}, year = 2024, month = 2, "
            "publisher = {DailyMed}, urldate = {2024-05-01}, url = {https://example.org/label}}",
            "Skyroot tea: product information. DailyMed; 2024 Feb [cited 2024 May 1]. "
            "Available from: https://example.org/label",
        ),
        (
            "@online{s, title = {Is tea safe?}, year = 2024, url = {https://example.org/}}",
            "Is tea safe? [Internet]. 2024. Available from: https://example.org/",
        ),
        (
            "@online{s, author = {{Home Office} and others}, title = {Tea order}, "
            "publisher = {Home Office}, year = 2014, url = {https://example.org/}}",
            "Home Office, et al. Tea order [Internet]. 2014. Available from: https://example.org/",
        ),
        (
            "@techreport{s, author = {{Agency for Tea}}, title = {Tea}, year = 2022, "
            "institution = {Agency for Tea}, url = {https://example.org/}}",
            "Agency for Tea. Tea. 2022. Available from: https://example.org/",
        ),
        (
            "@article{s, author = {Novak, Petr and others}, title = {No effect}, "
            "journal = {Ann Fict}, year = 2021, volume = 9, pages = {1--12}}",
            "Novak P, et al. No effect. Ann Fict. 2021;9:1-12.",
        ),
        (
            "@article{s, title = {Tea}, journal = {Drugs (Basel)}, year = 2020}",
            "Tea. Drugs (Basel). 2020.",
        ),
        (
            "@article{s, title = {Tea}, journal = {J}, year = 2020, pages = {CD006380}}",
            "Tea. J. 2020:CD006380.",
        ),
        ("@article{s, title = {Tea}, author = {Roe, R.}}", "Roe R. Tea."),
        ("@article{s, title = {Tea}, volume = 3, pages = {1-2}}", "Tea. 3:1-2."),
        ("@article{s, title = {Tea}, journal = {J}, pages = {1-2}}", "Tea. J. 1-2."),
        (
            "@inproceedings{s, title = {Tea}, booktitle = {Proceedings of Tea}, year = 2020}",
            "Tea. In: Proceedings of Tea. 2020.",
        ),
        (
            "@mastersthesis{s, title = {Tea}, school = {U}, year = 2020}",
            "Tea [master's thesis]. U; 2020.",
        ),
        ("@book{s, title = {Tea}}", "Tea."),
        ("@misc{s, title = {Tea}, year = 2020}", "Tea. 2020."),
        (
            "@misc{s, title = {Tea}, year = 2020, isbn = {1-2}}",
            "Tea. 2020. ISBN: 1-2",
        ),
    ],
)
def test_registry_records_labels_and_pages_of_regulators_read_well(entry: str, text: str) -> None:
    assert reference_text(read(entry)) == text


def test_identifiers_lead_to_the_article_and_an_address_only_where_there_are_none() -> None:
    entry = (
        "@article{s, title = {Tea}, doi = {10.5555/a<b>}, pmid = {123}, pmcid = {PMC77}, "
        "url = {https://example.org/}}"
    )
    parts = reference_parts(read(entry))

    assert [(part.role, part.text, part.href) for part in parts[1:]] == [
        ("doi", "doi:10.5555/a<b>", "https://doi.org/10.5555/a<b>"),
        ("pmid", "PMID: 123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("pmcid", "PMCID: PMC77", "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/"),
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "//x.org"])
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    (part,) = reference_parts(read(f"@misc{{s, title = {{Tea}}, url = {{{url}}}}}"))[1:]

    assert (part.text, part.href) == (f"Available from: {url}", "")


# Names


@pytest.mark.parametrize(
    ("given_name", "short"),
    [
        *(
            ("Scott D.", "SD"),
            ("S. D.", "SD"),
            ("S.D.", "SD"),
            ("SD", "SD"),
            ("Jean-Marc A.", "JMA"),
        ),
        *(("Anne-Marie", "AM"), ("É. M.", "ÉM"), ("ÉM", "ÉM"), ("Øyvind", "Ø"), ("Иван П.", "ИП")),
        *(
            ("小明", "小明"),
            ("محمد", "محمد"),
            ("Ġorġ", "Ġ"),
            ("de Witt", "DW"),
            ("", ""),
            ("-", ""),
        ),
        ("Jean\N{HYPHEN}Marc", "JM"),
    ],
)
def test_given_names_are_shown_as_initials(given_name: str, short: str) -> None:
    assert initials(given_name) == short


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (Name("Berg", "J. P.", "van der"), "van der Berg JP"),
        (Name("Gilstrap", "L. C.", suffix="III"), "Gilstrap LC 3rd"),
        (Name("Downey", "Robert", suffix="Jr."), "Downey R Jr"),
        (Name("Windsor", "Charles", suffix="ii"), "Windsor C 2nd"),
        (Name("Ford", "H", suffix="IV"), "Ford H 4th"),
        (Name("Plato"), "Plato"),
        (Name("World Health Organization", corporate=True), "World Health Organization"),
    ],
)
def test_a_name_is_shown_family_first_with_initials_and_suffix(name: Name, shown: str) -> None:
    assert format_name(name) == shown


@pytest.mark.parametrize(
    ("count", "complete", "end"),
    [
        (1, True, "A1"),
        (6, True, "A6"),
        (7, True, "A6, et al"),
        (6, False, "A6, et al"),
        (1, False, "A1, et al"),
    ],
)
def test_six_authors_are_shown_and_others_are_said_to_be_there(
    count: int, complete: bool, end: str
) -> None:
    names = tuple(Name(f"A{number}") for number in range(1, count + 1))

    assert format_names(names, complete=complete).endswith(end)
    assert format_names(names, complete=complete).count("A") == min(count, MAX_AUTHORS)


def test_no_names_are_shown_as_nothing_even_where_the_list_is_incomplete() -> None:
    assert format_names((), complete=False) == ""


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        ("author = {van der Berg, J. and Roe, R.}, year = 2020", "van der Berg 2020"),
        ("author = {{Agency for Tea}}, year = 2020", "Agency for Tea 2020"),
        ("title = {A long title of a page}, year = 2020", "A long title of 2020"),
        ("author = {Roe, R.}", "Roe"),
        (f"author = {{{{{'Long ' * 9}}}}}, year = 2020", "Long Long Long Long Long Long… 2020"),
    ],
)
def test_a_study_is_called_by_its_first_author_and_year(entry: str, label: str) -> None:
    title = "" if "title" in entry else "title = {Tea}, "

    assert short_label(read(f"@misc{{s, {title}{entry}}}")) == label


# Pages and editions


@pytest.mark.parametrize(
    ("pages", "short"),
    [
        *(("284--287", "284-7"), ("284-7", "284-7"), ("1574\N{EN DASH}1581", "1574-81")),
        *(("199-201", "199-201"), ("99-101", "99-101"), ("5-5", "5-5"), ("93 - 113", "93-113")),
        *(("S93-S99", "S93-9"), ("S6-S12", "S6-12"), ("S93-99", "S93-9"), ("A1-B2", "A1-B2")),
        *(("e101-e109", "e101-9"), ("iii-v", "iii-v"), ("e067194", "e067194"), ("184", "184")),
        *(("1-5, 10-12", "1-5,10-2"), ("12.1-12.9", "12.1-12.9"), ("", ""), ("284-", "284-")),
        ("1000-1009", "1000-9"),
    ],
)
def test_page_ranges_repeat_no_digits(pages: str, short: str) -> None:
    assert short_pages(pages) == short


@given(st.integers(1, 99_999), st.integers(0, 5_000), st.sampled_from(["", "S", "e"]))
def test_a_shortened_page_range_can_be_written_out_again(
    first: int, more: int, prefix: str
) -> None:
    last = str(first + more)
    start, _, end = short_pages(f"{prefix}{first}--{prefix}{last}").partition("-")

    assert start == f"{prefix}{first}"
    assert str(first)[: len(last) - len(end)] + end == last


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        *(
            ("1", "1st ed."),
            ("2", "2nd ed."),
            ("3", "3rd ed."),
            ("4", "4th ed."),
            ("11", "11th ed."),
        ),
        *(("12", "12th ed."), ("13", "13th ed."), ("21", "21st ed."), ("111", "111th ed.")),
        *(
            ("2nd", "2nd ed."),
            ("2nd ed", "2nd ed."),
            ("2nd ed.", "2nd ed."),
            ("Second", "Second ed."),
        ),
        *(("2nd edition", "2nd ed."), ("Rev. ed.", "Rev. ed."), ("Revised", "Revised ed.")),
    ],
)
def test_an_edition_is_an_ordinal_with_one_abbreviation(edition: str, shown: str) -> None:
    assert styled(f"@book{{s, title = {{Tea}}, edition = {{{edition}}}, year = 2020}}") == (
        f"Tea. {shown} 2020."
    )


# Any reference at all

values = st.just("") | st.text(st.characters(categories=["L", "Nd", "P"]), max_size=8)


@given(
    st.builds(
        Reference,
        key=st.just("s"),
        entry_type=st.sampled_from(
            "article book incollection techreport preprint online x".split()
        ),
        title=values,
        authors=st.lists(st.builds(Name, values, values, values, values, st.booleans())).map(tuple),
        authors_complete=st.booleans(),
        editors=st.lists(st.builds(Name, values, values), max_size=2).map(tuple),
        **dict.fromkeys(
            "container year month day volume issue pages edition publisher place accessed".split(),
            values,
        ),
    )
)
def test_no_reference_has_an_empty_part_or_doubled_spaces(reference: Reference) -> None:
    parts = reference_parts(reference)

    assert all(part.text.strip() for part in parts)
    assert not re.search(r"\s\s|\s$|^\s", reference_text(reference))
