"""What the services say becomes a study; what they do not say stays open."""

from __future__ import annotations

import pytest

from mkdocs_evidence.intake.found_study import FoundStudy, Notice
from mkdocs_evidence.intake.identifiers import recognise
from mkdocs_evidence.intake.lookup import Services, look_up
from mkdocs_evidence.intake.lookup_failure import NotAStudyError, NotKnownError
from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import Blinding, Design, IntegrityStatus, Sponsor
from scholarly_services import (
    DOI,
    NCT,
    NOTICE,
    PMCID,
    PMID,
    Answer,
    StandIn,
    article,
    article_set,
    comment,
    conversion,
    trial,
    update,
    work,
)


def find(text: str, asked: Services) -> FoundStudy:
    identifier = recognise(text)
    assert identifier
    return look_up(identifier, asked)


@pytest.fixture
def _a_trial(services: StandIn) -> None:
    services.crossref(work())
    services.pubmed(article())
    services.says(f"/ctgov/studies/{NCT}", trial())
    services.says("/idconv/", conversion(pmid=int(PMID), pmcid=PMCID, doi=DOI))


@pytest.mark.usefixtures("_a_trial")
@pytest.mark.parametrize(
    "text", [DOI, f"https://doi.org/{DOI.upper()}", PMID, f"PMID: {PMID}", PMCID]
)
def test_each_identifier_leads_to_the_same_study(text: str, asked: Services) -> None:
    found = find(text, asked)

    assert found == FoundStudy(
        entry_type="article",
        title="Skyroot tea & blue fever: the POLARIS trial",
        authors=(
            Name("Ørsted", "Mira L."),
            Name("van der Kamp", "Jan"),
            Name("Skyroot Study Group", corporate=True),
        ),
        container="Journal of Invented Medicine",
        publisher="Invented Press",
        year="2024",
        volume="7",
        issue="2",
        pages="101-109",
        doi=DOI,
        pmid=PMID,
        pmcid=PMCID,
        design=Design.RCT,
        blinding=Blinding.DOUBLE_BLIND,
        trials=(NCT,),
        acronyms=("POLARIS",),
        n=212,
        sponsor=Sponsor.PUBLIC,
        seen=(
            f"https://api.crossref.org/works/{DOI}",
            f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/",
            f"https://clinicaltrials.gov/study/{NCT}",
        ),
        remarks=("Blinding, sponsor and n are the registry's: compare them with the paper.",),
    )


def test_an_article_that_only_crossref_knows_has_no_pmid(
    services: StandIn, asked: Services
) -> None:
    services.crossref(work())

    assert find(DOI, asked).pmid == ""


def test_a_near_match_of_the_search_is_not_the_article(services: StandIn, asked: Services) -> None:
    services.crossref(work())
    services.pubmed(article(doi="10.5555/sky.2024.77"))

    assert find(DOI, asked).pmid == ""


def test_pubmed_alone_writes_out_the_last_page(services: StandIn, asked: Services) -> None:
    services.pubmed(article(trial=""))
    found = find(PMID, asked)

    assert (found.pages, found.title[-5:]) == ("101-109", "trial")


@pytest.mark.usefixtures("_a_trial")
def test_a_trial_becomes_an_entry_of_its_own(asked: Services) -> None:
    found = find(NCT.lower(), asked)

    assert (found.entry_type, found.year, found.n) == ("misc", "2021", 212)
    assert found.authors == (Name("Invented Health Agency", corporate=True),)
    assert found.url == f"https://clinicaltrials.gov/study/{NCT}"


@pytest.mark.parametrize(
    ("changes", "design", "blinding", "n", "sponsor"),
    [
        ({"enrollmentInfo": {"count": 300, "type": "ESTIMATED"}}, Design.RCT, "double-blind", None, Sponsor.PUBLIC),
        ({"designInfo": {"allocation": "RANDOMIZED", "interventionModel": "CROSSOVER", "maskingInfo": {"masking": "NONE"}}}, Design.RCT_CROSSOVER, "open-label", 212, Sponsor.PUBLIC),
        ({"designInfo": {"allocation": "NON_RANDOMIZED", "maskingInfo": {"masking": "SINGLE", "whoMasked": ["OUTCOMES_ASSESSOR"]}}}, Design.NON_RANDOMISED_TRIAL, "assessor-blind", 212, Sponsor.PUBLIC),
        ({"designInfo": {"allocation": "NA", "maskingInfo": {"masking": "DOUBLE", "whoMasked": ["PARTICIPANT", "OUTCOMES_ASSESSOR"]}}}, None, None, 212, Sponsor.PUBLIC),
        ({"designInfo": {"observationalModel": "COHORT"}, "studyType": "OBSERVATIONAL"}, Design.COHORT, None, 212, Sponsor.PUBLIC),
    ],
)  # fmt: skip
def test_the_registry_is_believed_only_where_it_says_so(
    services: StandIn, asked: Services, changes: dict, design: Design | None, blinding: str | None, n: int | None, sponsor: Sponsor
) -> None:  # fmt: skip
    module = trial()["protocolSection"]["designModule"] | changes
    services.says(f"/ctgov/studies/{NCT}", trial(designModule=module))
    found = find(NCT, asked)

    assert (found.design, found.blinding, found.n, found.sponsor) == (design, blinding, n, sponsor)


@pytest.mark.parametrize(
    ("lead", "collaborator", "sponsor"),
    [
        ("INDUSTRY", "OTHER", Sponsor.INDUSTRY),
        ("NIH", "NIH", Sponsor.PUBLIC),
        ("OTHER", "OTHER", None),
        ("NIH", "INDUSTRY", None),
    ],
)
def test_the_sponsor_is_left_out_where_its_class_does_not_tell(
    services: StandIn, asked: Services, lead: str, collaborator: str, sponsor: Sponsor | None
) -> None:
    module = {
        "leadSponsor": {"name": "A", "class": lead},
        "collaborators": [{"name": "B", "class": collaborator}],
    }
    services.says(f"/ctgov/studies/{NCT}", trial(sponsorCollaboratorsModule=module))

    assert find(NCT, asked).sponsor is sponsor


def test_sources_that_disagree_on_the_design_leave_it_open(
    services: StandIn, asked: Services
) -> None:
    services.crossref(work())
    services.pubmed(article())
    module = {"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "NON_RANDOMIZED"}}
    services.says(f"/ctgov/studies/{NCT}", trial(designModule=module))
    found = find(DOI, asked)

    assert found.design is None
    assert any("no design is written" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("types", "design"),
    [
        ("Journal Article|Review", None),
        ("Journal Article|Clinical Trial", None),
        ("Meta-Analysis|Systematic Review", Design.META_ANALYSIS),
        ("Case Reports|Journal Article", Design.CASE_REPORT),
        ("Randomized Controlled Trial|Letter", None),
        ("Practice Guideline", Design.GUIDELINE),
    ],
)
def test_a_publication_type_gives_a_design_only_where_it_names_one(
    services: StandIn, asked: Services, types: str, design: Design | None
) -> None:
    services.pubmed(article(types=types, trial=""))

    assert find(PMID, asked).design is design


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("retraction", IntegrityStatus.RETRACTED),
        ("withdrawal", IntegrityStatus.RETRACTED),
        ("expression_of_concern", IntegrityStatus.CONCERN),
        ("correction", IntegrityStatus.CORRECTED),
    ],
)
def test_what_happened_to_a_paper_is_known_from_crossref(
    services: StandIn, asked: Services, kind: str, status: IntegrityStatus
) -> None:
    services.crossref(work(**{"updated-by": [update(kind), update("new_version", DOI)]}))

    assert find(DOI, asked).notices == (Notice(status, "2025-02-01", NOTICE),)


def test_a_retraction_outweighs_a_correction(services: StandIn, asked: Services) -> None:
    services.crossref(work(**{"updated-by": [update("correction"), update("retraction")]}))
    notice = find(DOI, asked).gravest_notice

    assert notice
    assert notice.status is IntegrityStatus.RETRACTED


@pytest.mark.parametrize(
    ("comments", "types", "status"),
    [
        (comment("RetractionIn"), "Retracted Publication", IntegrityStatus.RETRACTED),
        ("", "Journal Article|Retracted Publication", IntegrityStatus.RETRACTED),
        (comment("ErratumIn"), "Journal Article", IntegrityStatus.CORRECTED),
        (comment("ExpressionOfConcernIn"), "Journal Article", IntegrityStatus.CONCERN),
        (comment("CommentIn"), "Journal Article", None),
    ],
)
def test_what_happened_to_a_paper_is_known_from_pubmed(
    services: StandIn, asked: Services, comments: str, types: str, status: IntegrityStatus | None
) -> None:
    services.pubmed(article(types=types, comments=comments, trial=""))
    notice = find(PMID, asked).gravest_notice

    assert (notice and notice.status) == status


def test_a_title_that_says_retracted_is_believed(services: StandIn, asked: Services) -> None:
    services.crossref(work(title=["RETRACTED: Skyroot tea"]))

    assert find(DOI, asked).notices == (Notice(IntegrityStatus.RETRACTED),)


def test_a_notice_is_no_study_and_names_the_paper(services: StandIn, asked: Services) -> None:
    services.crossref(work(**{"update-to": [update("retraction", "10.5555/paper")]}))

    with pytest.raises(NotAStudyError, match=r"evidence add 10\.5555/paper"):
        find(DOI, asked)


def test_a_notice_in_pubmed_is_no_study(services: StandIn, asked: Services) -> None:
    services.pubmed(article(types="Published Erratum", comments=comment("ErratumFor")))

    with pytest.raises(NotAStudyError, match="an erratum about PMID 33333333"):
        find(PMID, asked)


def test_a_preprint_names_its_published_version(services: StandIn, asked: Services) -> None:
    relation = {
        "is-preprint-of": [{"id-type": "doi", "id": "10.5555/FINAL", "asserted-by": "subject"}]
    }
    preprint = {"type": "posted-content", "subtype": "preprint", "container-title": []}
    services.crossref(work(**preprint, institution=[{"name": "skyRxiv"}], relation=relation))
    found = find(DOI, asked)

    assert (found.published_version, found.container) == ("10.5555/FINAL", "skyRxiv (preprint)")


@pytest.mark.parametrize("text", [DOI, PMID, NCT, PMCID])
def test_what_no_service_knows_is_said_plainly(
    services: StandIn, asked: Services, text: str
) -> None:
    services.says("/idconv/", conversion(**{"requested-id": PMCID, "status": "error"}))

    with pytest.raises(NotKnownError, match=text if text != PMCID else "names no PMID"):
        find(text, asked)


def test_a_number_that_ncbi_refuses_is_not_known(services: StandIn, asked: Services) -> None:
    services.pubmed(Answer("ID list is empty!", 400))

    with pytest.raises(NotKnownError, match=f"PubMed does not know the PMID {PMID}"):
        find(PMID, asked)


def test_a_book_in_pubmed_is_named(services: StandIn, asked: Services) -> None:
    services.pubmed(article_set("<PubmedBookArticle><BookDocument/></PubmedBookArticle>"))

    with pytest.raises(NotAStudyError, match="a book or a chapter"):
        find(PMID, asked)


def test_a_doi_that_is_registered_elsewhere_is_taken_from_pubmed(
    services: StandIn, asked: Services
) -> None:
    services.pubmed(article(trial=""))
    found = find(PMID, asked)

    assert (found.doi, found.seen) == (DOI, (f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/",))


def test_titles_that_differ_are_told(services: StandIn, asked: Services) -> None:
    services.crossref(work())
    services.pubmed(article(title="On the migration of geese.", trial=""))

    assert find(DOI, asked).remarks[0].startswith("The titles differ:")


def test_a_trial_that_the_registry_does_not_know_is_told(
    services: StandIn, asked: Services
) -> None:
    services.pubmed(article())
    found = find(PMID, asked)

    assert found.trials == (NCT,)
    assert found.remarks[0].startswith(f"ClinicalTrials.gov does not know {NCT}.")


def test_a_paper_of_several_trials_takes_nothing_from_the_registry(
    services: StandIn, asked: Services
) -> None:
    services.pubmed(article())
    numbered = [
        {"clinical-trial-number": "nct00000043", "registry": "10.18810/clinical-trials-gov"}
    ]
    services.crossref(work(**{"clinical-trial-number": numbered}))
    services.says(f"/ctgov/studies/{NCT}", trial())
    found = find(PMID, asked)

    assert found.trials == (NCT, "NCT00000043")
    assert found.n is None
    assert "were not taken from a registry" in found.remarks[0]


def test_a_review_takes_nothing_from_the_registry(services: StandIn, asked: Services) -> None:
    services.pubmed(article(types="Meta-Analysis"))
    services.says(f"/ctgov/studies/{NCT}", trial())

    assert find(PMID, asked).n is None


def test_an_answer_about_another_doi_is_refused(services: StandIn, asked: Services) -> None:
    services.crossref(work(DOI="10.5555/other"))

    with pytest.raises(NotKnownError, match="answers for another DOI"):
        find(DOI, asked)


@pytest.mark.parametrize(
    "odd",
    [
        {"title": None, "author": "nobody", "issued": {"date-parts": [[None]]}},
        {"author": [None, {"family": 3}, {"given": "x"}], "container-title": {"a": 1}},
        {"updated-by": {"type": "retraction"}, "relation": [], "published-print": []},
        {"updated-by": [{"type": ["x"], "DOI": None, "updated": {"date-parts": [[2025, 13]]}}]},
    ],
)
def test_odd_types_in_an_answer_count_as_absent(
    services: StandIn, asked: Services, odd: dict
) -> None:
    services.crossref(work(**odd))

    assert find(DOI, asked).doi == DOI
