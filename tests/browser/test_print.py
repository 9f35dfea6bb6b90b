"""A condition on paper: the answer, its studies, where it stands and of what day, on a few pages."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

SMALL = "conditions/fibromyalgia/"
LARGEST = "conditions/treatment-resistant-depression/"


#: For what stands on paper, whatever its colours.
by_day = pytest.mark.parametrize("screen", ["light"], indirect=True)


@pytest.fixture(scope="module", params=["light", "dark"])
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param, service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(screen: Page) -> Iterator[Page]:
    yield screen
    screen.emulate_media(media="null")


@pytest.fixture
def print_out(page: Page, address: str) -> Callable[[str], list[str]]:
    """Prints a page on A4 and gives the text of each sheet."""

    def print_out(name: str) -> list[str]:
        page.goto(address + name)
        pdf = page.pdf(prefer_css_page_size=True)
        sheets = PdfReader(io.BytesIO(pdf)).pages
        assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
        texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in sheets]
        return [" ".join(text.split()) for text in texts]

    return print_out


@by_day
@pytest.mark.parametrize(
    ("name", "most"),
    [(SMALL, 3), ("conditions/burn-dressing-pain/", 3), (LARGEST, 8)],
)
def test_a_condition_prints_on_a_few_sheets(
    print_out: Callable[[str], list[str]], name: str, most: int
) -> None:
    assert len(print_out(name)) <= most


@by_day
def test_paper_says_where_and_when_and_that_it_awaits_review(
    print_out: Callable[[str], list[str]],
) -> None:
    first = print_out(SMALL)[0]

    assert "https://ketamine-evidence.github.io/ketamine-evidence/conditions/fibromyalgia/" in first
    assert "as built on 2026-11-22" in first
    assert "Not medical advice" in first
    assert "Awaiting clinical review" in first


@by_day
def test_paper_holds_the_answer_its_certainty_and_its_numbered_studies(
    print_out: Callable[[str], list[str]],
) -> None:
    sheets = print_out(SMALL)
    text = " ".join(sheets)
    claims, references = text.rsplit("References", 1)
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", claims)}
    items = map(int, re.findall(r"(?:^| )(\d{1,2})\. (?=[A-Za-z])", references))
    listed = set(items)

    for heading in ("Bottom line", "Who may use it where", "Summary of findings", "Efficacy"):
        assert heading in claims
    assert "⊕⊕" in claims
    assert cited == listed == set(range(1, len(cited) + 1))


@by_day
def test_each_claim_on_paper_has_the_numbers_of_its_studies(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    page.emulate_media(media="print")
    numbers = page.locator("#pain-week-8").locator("xpath=..").locator(".ev-tally__number")

    assert [text.strip() for text in numbers.all_inner_texts()] == ["[1]", "[3]", "[2]"]


def test_what_belongs_to_the_screen_is_not_printed(
    print_out: Callable[[str], list[str]],
) -> None:
    text = " ".join(print_out(SMALL))

    for words in ("Evidence in detail", "Why low certainty", "Cited here", "Table of contents"):
        assert words not in text
    assert "Search Home" not in text
    assert "Very probably the same trial" not in text, "details stay on the screen"
    assert "claims from other pages that bear on this one" in text


def test_paper_is_white_with_dark_ink_whatever_the_screen_shows(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    page.emulate_media(media="print")
    ink = page.evaluate("getComputedStyle(document.querySelector('.ev-bottom-line p')).color")
    badge = page.evaluate("getComputedStyle(document.querySelector('.ev-badge')).color")

    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 110
    assert max(map(int, re.findall(r"\d+", badge)[:3])) < 180


def test_the_screen_does_not_show_what_is_for_paper(page: Page, address: str) -> None:
    page.goto(address + SMALL)

    assert not page.locator(".ev-colophon").is_visible()
    assert not page.locator(".ev-on-paper").is_visible()
    assert not page.locator(".ev-tally__number").first.is_visible()


@by_day
def test_the_page_of_changes_prints_without_its_folds(
    print_out: Callable[[str], list[str]],
) -> None:
    text = " ".join(print_out("changes/"))

    assert "What changed in the evidence, newest first." in text
    assert "no change to the evidence" not in text
