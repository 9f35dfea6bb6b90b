"""Citing a page, a claim and a study: the text is shown, copied, and names what was cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser_reader import Reader

PAGE = "conditions/post-traumatic-stress-disorder/"
ADDRESS = f"https://ketamine-evidence.github.io/ketamine-evidence/{PAGE}"


def press(page: Page, line: str, style: str) -> str:
    page.get_by_role("button", name=f"{line}, {style}: copy").first.click()
    said = page.locator(".ev-cite", has=page.get_by_role("button", name=f"{line}, {style}: copy"))
    output = said.first.get_by_role("status")
    expect(output).not_to_be_empty()  # the clipboard answers when it can
    return output.inner_text()


@pytest.mark.parametrize(
    ("style", "begins"),
    [
        ("NLM", "Ketamine Evidence [Internet]. Post-traumatic stress disorder; ["),
        ("AMA", "Post-traumatic stress disorder. Ketamine Evidence. "),
        ("APA", "Ketamine Evidence. ("),
    ],
)
def test_a_page_is_cited_in_a_style(reader: Reader, style: str, begins: str) -> None:
    page = reader.open(PAGE)
    page.wait_for_selector(".ev-cite__button")
    said = press(page, "Cite this page", style).partition(": ")[2]

    assert said.startswith(begins)
    assert said.endswith(ADDRESS)
    assert reader.complaints == []


def test_a_claim_is_cited_with_its_words_and_its_address(reader: Reader) -> None:
    page = reader.open(PAGE)
    claim = page.locator(".ev-claim").first
    claim.locator("summary", has_text="Evidence in detail").click()
    statement = claim.locator(".ev-claim__statement").inner_text().rstrip(".")
    claim.get_by_role("button", name="Cite this claim, APA: copy").click()
    output = claim.get_by_role("status")

    expect(output).to_contain_text(statement)
    expect(output).to_contain_text(f"{ADDRESS}#{claim.locator('h3').get_attribute('id')}")


def test_the_copied_text_is_the_text_that_is_shown(reader: Reader) -> None:
    page = reader.open("studies/abbar2022/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.bring_to_front()
    said = press(page, "Copy this reference", "NLM")
    copied = page.evaluate("navigator.clipboard.readText()")

    assert said == f"Copied: {copied}"
    assert copied.startswith("Abbar M")


def test_without_a_script_the_files_of_references_are_there(visit: Callable[..., Reader]) -> None:
    page = visit(java_script_enabled=False).open(PAGE)
    links = page.locator(".ev-cite a")

    assert [link.inner_text() for link in links.all()] == [
        *("BibTeX", "RIS", "CSL-JSON"),
        *("JSON", "HL7 FHIR, experimental"),
    ]
    assert not page.locator(".ev-cite button").count()
