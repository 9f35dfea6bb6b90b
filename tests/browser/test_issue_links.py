"""Questions about a claim: the form learns which claim, and who hears the link does, too."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from browser_reader import Reader

PAGE = "conditions/post-traumatic-stress-disorder/"
SITE = "https://ketamine-evidence.github.io/ketamine-evidence/"


def test_the_link_beside_a_claim_names_the_claim(reader: Reader) -> None:
    claim = reader.open(PAGE).locator(".ev-claim").nth(1)
    heading = claim.locator("h3")
    name = (heading.text_content() or "").rstrip("¶").strip()
    claim.locator("summary", has_text="Evidence in detail").click()
    link = claim.get_by_role("link", name=f"Question this claim: {name}")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)

    assert link.is_visible()
    assert asked["template"] == ["question-a-claim.yml"]
    assert asked["claim"] == [f"{SITE}{PAGE}#{heading.get_attribute('id')}"]
    assert asked["title"][0].endswith(name)
    assert reader.complaints == []


def test_without_a_script_the_link_opens_the_form(visit: Callable[..., Reader]) -> None:
    page = visit(java_script_enabled=False).open(PAGE)
    link = page.locator(".ev-question__claim")

    assert (link.get_attribute("href") or "").endswith("?template=question-a-claim.yml")


def test_questions_are_not_printed(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.emulate_media(media="print")

    assert not page.locator(".ev-question").locator("visible=true").count()
