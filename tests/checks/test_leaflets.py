"""What a leaflet for patients may say about numbers, and when it is easy to read."""

from __future__ import annotations

import pytest

from knowledge_bases import Project

CONDITION = "docs/conditions/blue-fever.yml"


def codes_after(project: Project, sentence: str) -> list[str]:
    project.replace(CONDITION, "Nobody has tested the tea in children.", f'"{sentence}"')
    return [problem.code for problem in project.problems()]


@pytest.mark.parametrize(
    "sentence",
    [
        "The fever was gone in 8 in 100 people, which is 8%.",
        "It came twice as often: in 2 of 10 people, and not in 1 of 10.",
        "Of 100 people with the tea, 20 felt well; that is 20%.",
        "One in ten shook. That is 10%.",
        "3 more people out of every 100 shook (3%).",
        "Drink the tea three times a day.",
    ],
)
def test_people_of_people_are_enough(project: Project, sentence: str) -> None:
    assert "PLN002" not in codes_after(project, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The tea helped 67% of people.",
        "In a study of 24 people, 67% felt better.",
        "In one study of 12 people, 50 percent felt better after 2 hours.",
        "The tea halves the risk.",
        "You are three times as likely to shake.",
        "It came twice as often in 14 days.",
        "The risk was 2-fold in 2020.",
    ],
)
def test_a_share_or_a_comparison_alone_is_not(project: Project, sentence: str) -> None:
    assert "PLN002" in codes_after(project, sentence)


def test_the_name_of_the_condition_does_not_make_a_leaflet_hard(project: Project) -> None:
    project.replace(CONDITION, "name: Blue fever", "name: Hypercyanotic thermoregulation")
    sentence = "Hypercyanotic thermoregulation is still new to us all."

    assert codes_after(project, sentence) == []


def test_every_day_words_in_short_sentences_are_easy(project: Project) -> None:
    assert (
        codes_after(project, "Nobody knows if it lasts. No one has asked older people yet.") == []
    )


def test_one_long_sentence_is_hard_and_the_message_finds_it(project: Project) -> None:
    long = " ".join(["We do not know what this will do to you later on when you are old and"] * 3)
    project.replace(CONDITION, "Nobody has tested the tea in children.", f'"{long} so."')
    problem = project.problems()[0]

    assert problem.code == "PLN001"
    assert "Split the sentence of 52 words" in problem.mend
