"""What the search knows of a knowledge base."""

from __future__ import annotations

import pytest

from knowledge_bases import Project
from mkdocs_evidence.model.vocabulary import Certainty
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.plain_text import plain_text
from mkdocs_evidence.render.search_entries import SearchEntry, search_entries
from mkdocs_evidence.render.site_pages import Renderer

CONDITION = "docs/conditions/blue-fever.yml"
STUDY = "docs/studies/muster2020.yml"


def entries(project: Project) -> dict[str, SearchEntry]:
    library = project.library()
    addresses = Addresses(library.layout)
    pages = Renderer(library, addresses).pages()
    found = list(search_entries(pages, library, addresses))
    assert len({entry.location for entry in found}) == len(found)
    return {entry.location: entry for entry in found}


def test_a_record_is_found_by_its_name_and_its_synonyms(project: Project) -> None:
    entry = entries(project)["conditions/blue-fever/"]

    assert entry.title == "Blue fever"
    assert entry.names == ("cyan fever", "BF")


def test_a_treatment_is_found_by_its_brand_names(project: Project) -> None:
    path = "docs/treatments/skyroot-tea.yml"
    project.write(path, project.path(path).read_text("utf-8") + "brand_names: [Skyrootin]\n")

    assert "Skyrootin" in entries(project)["treatments/skyroot-tea/"].names


def test_a_record_shows_the_first_sentence_of_its_bottom_line_without_marks(
    project: Project,
) -> None:
    project.replace(CONDITION, "see [[tremor]].", "see [[tremor]]. More *follows*.")

    assert entries(project)["conditions/blue-fever/"].text == (
        "Skyroot tea may shorten blue fever by 2 days, but a second trial found no difference; "
        "see tremor."
    )


def test_a_claim_shows_direction_and_certainty_in_words(project: Project) -> None:
    title = entries(project)["conditions/blue-fever/#skyroot-duration"].title

    assert title.striptags() == "Duration of fever, 14 days ↗↘ Mixed · ⊕⊕○○ low certainty"


def test_a_claim_that_is_not_graded_says_so(project: Project) -> None:
    text = project.path(CONDITION).read_text("utf-8")
    start, end = text.index("    certainty: low\n    grade:\n"), text.index("    effect: {measure")
    project.write(CONDITION, text[:start] + "    certainty: not-graded\n" + text[end:])
    title = entries(project)["conditions/blue-fever/#skyroot-duration"].title

    assert title.striptags().endswith("· not graded")
    assert Certainty.NOT_GRADED.label == "Not graded"


def test_a_claim_is_found_by_what_it_compares_and_its_kind_of_outcome(project: Project) -> None:
    names = entries(project)["conditions/blue-fever/#skyroot-duration"].names

    assert {"Efficacy", "Symptoms", "warm water", "Skyroot tea"} <= set(names)


def test_a_claim_that_no_longer_stands_is_not_found(project: Project) -> None:
    project.replace(
        CONDITION, "    kind: efficacy\n", "    kind: efficacy\n    status: withdrawn\n"
    )

    assert "conditions/blue-fever/#skyroot-duration" not in entries(project)


def test_a_study_has_one_entry_under_all_its_names(project: Project) -> None:
    project.replace(STUDY, "design: rct", "design: rct\nacronyms: [TEA-1]")
    found = entries(project)
    entry = found["studies/muster2020/"]

    assert [place for place in found if "muster2020" in place] == ["studies/muster2020/"]
    assert entry.title.striptags() == "Muster 2020 · TEA-1 Randomised trial · 80 people"
    assert {"muster2020", "TEA-1", "NCT00000001", "10.5555/muster.2020", "2020"} <= set(entry.names)
    assert "Muster Berg" in entry.names


def test_the_report_of_one_trial_is_named_by_it_and_a_pooled_report_by_all(
    project: Project,
) -> None:
    project.replace(STUDY, "design: rct", "design: rct\nacronyms: [TEA-1, TEA-2]")

    assert "TEA-1, TEA-2" in entries(project)["studies/muster2020/"].names


def test_a_corrected_study_says_so_in_the_results(project: Project) -> None:
    title = entries(project)["studies/novak2021/"].title

    assert title.striptags() == "Novák 2021 Corrected · Randomised trial · 40 people"


def test_a_study_that_carries_claims_comes_before_one_that_does_not(project: Project) -> None:
    project.replace(
        "references.bib",
        "@techreport",
        "@misc{later2022, author = {Later, Lou}, title = {Later}, year = {2022}}\n\n@techreport",
    )
    found = entries(project)

    assert found["studies/muster2020/"].boost > found["studies/later2022/"].boost
    assert found["conditions/blue-fever/"].boost > found["studies/muster2020/"].boost


def test_a_statement_heard_comes_with_its_verdict(project: Project) -> None:
    entry = entries(project)["heard/#p01"]

    assert entry.title.striptags() == "Skyroot cures every fever. Heard · unsupported"


def test_lists_of_everything_are_left_out(project: Project) -> None:
    found = entries(project)

    assert not {"references/", "studies/", "conditions/"} & set(found)


@pytest.mark.parametrize("sign", ["<b>", "&", "<script>alert(1)</script>"])
def test_content_is_never_markup(project: Project, sign: str) -> None:
    project.replace(CONDITION, "synonyms: [cyan fever, BF]", "synonyms: [BF]")
    project.replace(CONDITION, "name: Blue fever", f"name: Blue fever {sign}")
    project.replace(CONDITION, "statement: Skyroot tea may", f"statement: Skyroot tea {sign} may")
    found = entries(project)

    assert sign not in str(found["conditions/blue-fever/"].title).replace("&amp;", "")
    assert sign not in str(found["conditions/blue-fever/#skyroot-duration"].text).replace(
        "&amp;", ""
    )


def test_links_in_prose_become_their_words(project: Project) -> None:
    library = project.library()
    text = "One [[tremor]], two [[tremor|shakes]] [@muster2020, p. 3], three `x`."

    assert plain_text(text, library) == "One tremor, two shakes, three x."
