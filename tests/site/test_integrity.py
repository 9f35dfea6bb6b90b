"""A retraction shows at the claim, at the study, and in one list for the whole site."""

from __future__ import annotations

import re

import pytest

from crawl import Site
from knowledge_bases import Project
from mkdocs_evidence.integrity import footing, lost_its_support
from mkdocs_evidence.render.integrity_page import notice_href


@pytest.fixture(scope="module")
def site(built_base: Project) -> Site:
    return Site(built_base.site)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("name", ["harms/tremor", "studies/faux2018", "claims", "retractions"])
def test_a_claim_says_wherever_it_stands_what_it_rests_on(site: Site, name: str) -> None:
    assert "Rests on 1 retracted of 2 studies" in plain(site.page(name).text)


def test_the_chip_of_a_retracted_study_says_so_in_words(site: Site) -> None:
    tally = re.search(r'<ul class="ev-tally".*?</ul>', site.page("harms/tremor").text, re.DOTALL)

    assert "Faux 2018 [2] contradicts ⊘ Retracted" in plain(tally[0])


def test_the_reference_list_and_the_index_of_studies_say_so(site: Site) -> None:
    for name in ("harms/tremor", "references", "studies"):
        text = plain(site.page(name).text.split("Skyroot tea never makes hands shake")[0])
        after = plain(site.page(name).text.split("Skyroot tea never makes hands shake")[-1])
        assert "⊘ Retracted" in text[-60:] + after[:60], name


def test_the_page_of_the_study_has_a_banner_with_the_notice(site: Site) -> None:
    banner = re.search(
        r'<div class="ev-banner ev-banner--retracted".*?</div>',
        site.page("studies/faux2018").text,
        re.DOTALL,
    )

    assert "Retracted (2020-06-30)" in plain(banner[0])
    assert "Unreliable Results" in banner[0]
    assert 'href="https://doi.org/10.5555/faux.2018.r"' in banner[0]


def test_the_list_names_every_notice_and_when_we_last_looked(site: Site) -> None:
    page = site.page("retractions")
    text = plain(page.text)

    assert "Last compared on 2026-11-01: 3 references with 63,412 notices" in text
    assert "No study cited here is known to be under an expression of concern." in text
    assert "../studies/faux2018/" in page.hrefs
    assert "../harms/tremor/#tremor-lasting" in page.hrefs
    assert "Editors: The correction changes an author's address" in text.replace("&#39;", "'")


def test_a_site_that_was_never_compared_says_so(project: Project) -> None:
    project.path("docs/retractions.yml").unlink()
    done = project.build()
    text = plain(Site(project.site).page("retractions").text)

    assert done.returncode == 0, done.stderr
    assert "have not yet been compared with a list of retractions" in text


def test_the_record_of_the_comparison_is_not_published(built_base: Project) -> None:
    assert not (built_base.site / "retractions.yml").exists()


def test_a_bottom_line_marks_the_number_of_a_retracted_study(project: Project) -> None:
    project.replace("docs/harms/tremor.yml", "[@muster2020].", "[@muster2020; @faux2018].")
    project.replace(
        "docs/harms/tremor.yml", "claims:\n", "allow: {INT002: named on purpose}\nclaims:\n"
    )
    project.replace("docs/index.md", "@novak2021, p. 3", "@faux2018, p. 3")
    done = project.build()
    site = Site(project.site)

    assert done.returncode == 0, done.stderr
    assert "[2 ⊘ , retracted ]" in plain(site.page("harms/tremor").text)
    assert "⊘ , retracted ]" in plain(site.page("").text)


def test_people_of_a_retracted_study_do_not_count(project: Project) -> None:
    before = project.library()
    claim = before.by_ref["tremor#tremor-lasting"].claim
    project.replace("docs/studies/muster2020.yml", "n: 80", "n: 20")
    after = project.library()

    assert before.people_behind(claim) == 80
    assert after.people_behind(claim) == 20


@pytest.mark.parametrize(
    ("supports", "lost"),
    [("supports", False), ("mixed", False), ("contradicts", True), ("background", True)],
)
def test_a_claim_has_lost_its_support_when_no_sound_study_carries_it(
    project: Project, supports: str, lost: bool
) -> None:
    record = "docs/harms/tremor.yml"
    project.replace(record, "supports: contradicts", "supports: carrying")
    project.replace(record, "supports: supports", f"supports: {supports}")
    project.replace(record, "supports: carrying", "supports: supports")
    library = project.library()
    claim = library.by_ref["tremor#tremor-lasting"].claim

    assert lost_its_support(claim, library) is lost


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (("ok", "ok"), ""),
        (("corrected", "ok"), ""),
        (("ok", "retracted"), "rests on 1 retracted of 2 studies"),
        (("retracted", "retracted"), "rests on 2 retracted studies"),
        (("concern", "ok"), "rests on 2 studies: 1 under an expression of concern"),
        (
            ("concern", "retracted"),
            "rests on 2 studies: 1 retracted, 1 under an expression of concern",
        ),
    ],
)
def test_what_a_claim_rests_on_in_words(
    project: Project, statuses: tuple[str, str], words: str
) -> None:
    for key, status in zip(("muster2020", "faux2018"), statuses, strict=True):
        project.write(f"docs/studies/{key}.yml", f"integrity: {{status: {status}}}\n")
    library = project.library()

    assert footing(library.by_ref["tremor#tremor-lasting"].claim, library).in_words == words


@pytest.mark.parametrize(
    ("notice", "href"),
    [
        ("10.5555/a.b", "https://doi.org/10.5555/a.b"),
        ("https://example.org/notice", "https://example.org/notice"),
        ("Addiction 2010;105(4):766", ""),
        ("javascript:alert(1)", ""),
        ("https://example.org/ onclick=x", ""),
    ],
)
def test_only_addresses_become_links(notice: str, href: str) -> None:
    assert notice_href(notice) == href
