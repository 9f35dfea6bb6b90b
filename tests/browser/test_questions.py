"""Ten questions of clinicians, each answered within two actions from the home page.

Run with -s to see what was clicked.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from browser_reader import Reader
from knowledge_bases import THOROUGH


@dataclass(frozen=True)
class Question:
    """What is asked, what is clicked or searched, and the words that answer it."""

    asked: str
    action: tuple[str, str]
    answer: str


QUESTIONS = [
    Question(
        "How sure are we that esketamine spray helps treatment-resistant depression?",
        ("click", "Treatment-resistant depression"),
        "Certainty of the main findings",
    ),
    Question(
        "Does ketamine help PTSD?",
        ("click", "Post-traumatic stress disorder"),
        "Whether ketamine improves PTSD itself is uncertain",
    ),
    Question(
        "Ketamine or etomidate for intubation: do fewer people die?",
        ("click", "Emergency (rapid sequence) intubation"),
        "28.1% against 29.1%",
    ),
    Question(
        "Does intravenous ketamine beat an opioid in the emergency department?",
        ("click", "Acute pain in the emergency department"),
        "opioid",
    ),
    Question("What does ketamine do to the bladder?", ("search", "ketamine bladder"), "bladder"),
    Question("When may a patient drive?", ("search", "driving after esketamine"), "next day"),
    Question("Is breastfeeding safe?", ("search", "breastfeeding"), "milk"),
    Question("Is ketamine at home approved?", ("search", "ketamine at home"), "FDA"),
    Question("Ketamine or ECT?", ("search", "ketamine vs ECT"), "ECT"),
    Question("What did ELEKT-D find?", ("search", "ELEKT-D"), "Claims that cite this study"),
]


def ask(reader: Reader, question: Question) -> list[str]:
    """Do what the question says and return what was done."""
    page = reader.open()
    kind, words = question.action
    if kind == "click":
        page.locator(".ev-featured__name a", has_text=words).click()
        return [f"clicked {words}"]
    page.locator(".ev-search-box").click()
    page.locator(".md-search__input").press_sequentially(words)
    first = page.locator(".md-search-result__link").first
    first.wait_for(state="visible", timeout=30_000)
    title = first.locator("h1").inner_text()
    first.click()
    return [f"searched {words}", f"clicked {title}"]


def readers(number: int) -> list[str]:
    """Each question is asked at a desk or on a phone, in turn; in the thorough run at both."""
    return ["desk", "phone"] if THOROUGH else ["phone" if number % 2 else "desk"]


@pytest.mark.parametrize(
    ("question", "reader"),
    [
        pytest.param(question, reader, id=f"{question.asked} ({reader})")
        for number, question in enumerate(QUESTIONS)
        for reader in readers(number)
    ],
    indirect=["reader"],
)
def test_it_is_answered_within_two_actions(reader: Reader, question: Question) -> None:
    actions = ask(reader, question)
    answer = reader.page.locator("article").first
    expect(answer).to_contain_text(question.answer, ignore_case=True, use_inner_text=True)
    print(f"{question.asked} -> {'; '.join(actions)} -> {reader.page.url}")

    assert len(actions) <= 2
