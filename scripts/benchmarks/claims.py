"""Invented claims: twelve questions for each condition, each answered by one to four studies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks import words
from benchmarks.content import Citation, Claim, Effect, Outcome, Rating, Study
from benchmarks.effects import Aim, counted, effect_of, share
from benchmarks.studies import is_trial

_OBSERVATIONAL = {"cohort", "case-control", "case-series"}
#: People below which one trial alone is never enough for high certainty.
_SMALL = 400
_LEVELS = ("very-low", "low", "moderate", "high")
_HEDGES = {"high": "", "moderate": "probably ", "low": "may ", "very-low": ""}


@dataclass(frozen=True, slots=True)
class _Question:
    """One of the twelve questions that are asked of every condition."""

    kind: str
    measure: str
    outcome: Outcome
    unit: str = ""

    @property
    def id(self) -> str:
        return self.outcome.name.replace(" ", "-")

    @property
    def side_of_benefit(self) -> int:
        return 1 if self.outcome.better == "higher" else -1


_POINTS, _SCALE = "Lantern points", "Lantern Scale"
_QUESTIONS = (
    _Question(
        "efficacy",
        "md",
        Outcome("severity at four weeks", "severity", "P28D", "lower", "critical", _SCALE),
        _POINTS,
    ),
    _Question(
        "efficacy",
        "md",
        Outcome("severity at one week", "severity", "P7D", "lower", "critical", _SCALE),
        _POINTS,
    ),
    _Question(
        "efficacy", "rr", Outcome("response by half", "response", "P28D", "higher", "critical")
    ),
    _Question(
        "efficacy", "md", Outcome("quiet days", "daily-life", "P90D", "higher", "important"), "days"
    ),
    _Question(
        "efficacy",
        "md",
        Outcome("length of each bout", "severity", "P28D", "lower", "important"),
        "minutes",
    ),
    _Question(
        "efficacy", "smd", Outcome("sense of balance", "daily-life", "P6W", "higher", "important")
    ),
    _Question(
        "efficacy", "hr", Outcome("return to the pier", "daily-life", "P1Y", "higher", "important")
    ),
    _Question(
        "durability", "hr", Outcome("return of the bouts", "return", "P1Y", "lower", "critical")
    ),
    _Question("safety", "rr", Outcome("blue tongue", "tongue", "P28D", "lower", "important")),
    _Question("safety", "rr", Outcome("distant bells", "bells", "P28D", "lower", "important")),
    _Question("safety", "rr", Outcome("slow mornings", "mornings", "P28D", "lower", "minor")),
    _Question(
        "dosing", "proportion", Outcome("people who finish", "use", "P28D", "higher", "minor")
    ),
)
PER_CONDITION = len(_QUESTIONS)


@dataclass(frozen=True, slots=True)
class _Case:
    """A question, asked of some people about a treatment, and what the answer is to be."""

    question: _Question
    population: str
    treatment: str
    treatment_name: str
    comparator: str
    direction: str
    #: Numbers that each study has told already, so that no two of its effects look like one.
    told: set[tuple[str, str]]

    @property
    def is_clear(self) -> bool:
        return self.direction in {"benefit", "harm"}

    @property
    def side(self) -> int:
        return self.question.side_of_benefit * (-1 if self.direction == "harm" else 1)

    def aim(self, *, is_clear: bool) -> Aim:
        """What an effect on this question looks like."""
        return Aim(self.question.measure, self.side, is_clear=is_clear, unit=self.question.unit)


def make_claims(
    random: Random,
    condition: str,
    treatments: Mapping[str, str],
    draw: Callable[[], Study],
    told: set[tuple[str, str]],
) -> tuple[Claim, ...]:
    """Twelve claims on a condition.

    Args:
        random: where chance comes from.
        condition: its name.
        treatments: names of the treatments that the claims are about, by their slugs.
        draw: gives the next study to cite.
        told: keys of studies with numbers that they have told already; grows.
    """
    population = random.choice(words.PEOPLE).format(condition)
    claims = []
    for question in _QUESTIONS:
        slug = random.choice(list(treatments))
        comparator = random.choice(words.COMPARATORS)
        direction = _direction(random, question)
        case = _Case(question, population, slug, treatments[slug], comparator, direction, told)
        studies = _several(random, draw)
        make = _descriptive if direction == "descriptive" else _comparing
        claims.append(make(random, case, studies))
    return tuple(claims)


def _several(random: Random, draw: Callable[[], Study]) -> list[Study]:
    """One to four studies, each once."""
    drawn = [draw() for _ in range(random.randint(1, 4))]
    return list({study.key: study for study in drawn}.values())


def _direction(random: Random, question: _Question) -> str:
    if question.kind == "dosing":
        return "descriptive"
    if question.kind == "safety":
        return random.choice(("harm", "harm", "no-difference"))
    return random.choice(("benefit", "benefit", "benefit", "no-difference"))


def _comparing(random: Random, case: _Case, studies: list[Study]) -> Claim:
    citations = tuple(
        _citation(random, case, study, agrees=index == 0 or random.random() < 0.8)
        for index, study in enumerate(studies)
    )
    rating, certainty = _rated(case.question, studies, citations)
    effect = None
    if len(citations) > 1:
        people = sum(study.people for study in studies)
        effect = effect_of(random, case.aim(is_clear=case.is_clear), people)
    return Claim(
        id=case.question.id,
        kind=case.question.kind,
        statement=_statement(case, certainty),
        population=case.population,
        treatment=case.treatment,
        comparator=case.comparator,
        outcome=case.question.outcome,
        direction=case.direction,
        certainty=certainty,
        citations=citations,
        rating=rating,
        effect=effect,
    )


def _descriptive(random: Random, case: _Case, studies: list[Study]) -> Claim:
    citations = []
    for study in studies:
        some, percentage = share(random, people=study.people)
        finding = f"{some} of {study.people} people ({percentage}%) finished the course."
        citations.append(Citation(study.key, "supports", finding, "abstract", "abstract"))
    people, drug = case.population, case.treatment_name
    return Claim(
        id=case.question.id,
        kind=case.question.kind,
        statement=f"Most of the {people} who begin with {drug} finish the course.",
        population=people,
        treatment=case.treatment,
        comparator="",
        outcome=case.question.outcome,
        direction=case.direction,
        certainty="not-graded",
        citations=tuple(citations),
    )


def _citation(random: Random, case: _Case, study: Study, *, agrees: bool) -> Citation:
    name = case.question.outcome.name
    read = random.choice(("full-text", "abstract", "abstract"))
    locator = "abstract" if read == "abstract" else f"Table {random.randint(1, 5)}"
    analysis = random.choice(("primary", "secondary", ""))
    if not agrees and random.random() < 0.3:
        finding = f"Describes {name} in {study.people} people, with no comparison."
        return Citation(study.key, "background", finding, locator, read)
    effect = _effect(random, case, study, is_clear=case.is_clear is agrees)
    finding = f"In {effect.people} people, {name} against {case.comparator}: {effect.in_words}."
    supports = "supports" if agrees else random.choice(("contradicts", "mixed"))
    return Citation(study.key, supports, finding, locator, read, effect, analysis)


def _effect(random: Random, case: _Case, study: Study, *, is_clear: bool) -> Effect:
    """An effect of which the study has told no number yet."""
    while True:
        effect = _any_effect(random, case, study, is_clear=is_clear)
        numbers = {(study.key, number) for number in (effect.value, effect.low, effect.high)}
        if not numbers & case.told:
            case.told.update(numbers)
            return effect


def _any_effect(random: Random, case: _Case, study: Study, *, is_clear: bool) -> Effect:
    if case.question.kind == "safety" and is_clear:
        effect = counted(random, people=study.people, is_more=case.side > 0)
        if not float(effect.low) <= 1 <= float(effect.high):
            return effect
    return effect_of(random, case.aim(is_clear=is_clear), study.people)


def _rated(
    question: _Question, studies: list[Study], citations: tuple[Citation, ...]
) -> tuple[Rating, str]:
    """A rating whose steps give its certainty (GRADE Handbook, section 5)."""
    keys = {citation.study for citation in citations if citation.supports != "background"}
    deciding = [study for study in studies if study.key in keys]
    start = "low" if {study.design for study in deciding} <= _OBSERVATIONAL else "high"
    steps = []
    if any(citation.supports == "contradicts" for citation in citations):
        steps.append(("inconsistency", "serious", "one of the studies found the opposite"))
    people = sum(study.people for study in deciding)
    if len(deciding) == 1 or people < _SMALL:
        steps.append(("imprecision", "serious", f"{people} people in all"))
    if start == "high" and not any(map(is_trial, deciding)):
        steps.append(("indirectness", "serious", "the people had other ailments, too"))
    if start == "high" and question.outcome.instrument:
        steps.append(("risk_of_bias", "serious", "everyone could see who had which cup"))
    level = max(0, (3 if start == "high" else 1) - len(steps))
    return Rating(start, tuple(steps)), _LEVELS[level]


def _statement(case: _Case, certainty: str) -> str:
    """What the claim says, with the verb of its certainty (GRADE guidelines 26)."""
    outcome, hedge = case.question.outcome, _HEDGES[certainty]
    ending = "" if hedge == "may " else "s"
    if case.direction == "no-difference":
        said = f"make{ending} little or no difference to"
    else:
        is_more = (case.direction == "benefit") is (outcome.better == "higher")
        said = f"{'raise' if is_more else 'lower'}{ending}"
    sentence = (
        f"{case.treatment_name} {hedge}{said} {outcome.name} compared with {case.comparator} "
        f"in {case.population}."
    )
    if certainty == "very-low":
        return f"It is uncertain whether {sentence}"
    return sentence[0].upper() + sentence[1:]
