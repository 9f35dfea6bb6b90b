"""Invented references: persons and organisations, accents, journals, and how each study was done."""

from __future__ import annotations

import re
import unicodedata
from random import Random

from benchmarks import words
from benchmarks.content import Person, Study

#: Share of the references that an editor has described in a record, and that write LaTeX.
APPRAISED, IN_LATEX, CORPORATE = 0.6, 0.3, 0.06
#: Letters that are no plain letter with a mark.
_PLAIN_LETTERS = str.maketrans("øØłŁß", "oOlLs")


def make_studies(random: Random, count: int, subjects: list[tuple[str, str]]) -> list[Study]:
    """References about pairs of treatment and condition, in turn."""
    taken: set[str] = set()
    return [_study(random, subjects[index % len(subjects)], taken) for index in range(count)]


def _study(random: Random, subject: tuple[str, str], taken: set[str]) -> Study:
    treatment, condition = subject
    year = random.randint(1988, 2024)
    place = random.choice(words.PLACES)
    designs = list(words.DESIGNS)
    weights = [weight for weight, _ in words.DESIGNS.values()]
    if random.random() < CORPORATE:
        corporate = random.choice(words.CORPORATE)
        key = _free_key(corporate.split()[-1], year, taken)
        return Study(
            key=key,
            kind="techreport",
            title=f"{treatment.capitalize()} for {condition} in {place}: information for keepers",
            year=year,
            container=corporate,
            corporate=corporate,
            url=f"https://example.org/reports/{key}",
            in_latex=random.random() < IN_LATEX,
            design="guideline",
            is_appraised=random.random() < APPRAISED,
            facts=(("sponsor", "public"),),
        )
    design = random.choices(designs, weights)[0]
    said = words.DESIGNS[design][1].format(place=place)
    authors = tuple(_person(random) for _ in range(random.choice((1, 2, 3, 4, 4, 5, 6, 6, 8, 12))))
    key = _free_key(authors[0].family, year, taken)
    first = random.randint(1, 1400)
    return Study(
        key=key,
        kind="article",
        title=f"{treatment.capitalize()} for {condition}: {said}",
        year=year,
        container=random.choice(words.JOURNALS),
        authors=authors,
        volume=random.randint(1, 90),
        number=random.randint(1, 12),
        pages=(first, first + random.randint(3, 14)),
        # 10.5555 is the prefix that Crossref keeps for examples.
        doi=f"10.5555/bench.{key}",
        in_latex=random.random() < IN_LATEX,
        design=design,
        people=random.randint(24, 900),
        is_appraised=random.random() < APPRAISED,
        facts=_facts(random, design, condition),
    )


def _facts(random: Random, design: str, condition: str) -> tuple[tuple[str, str], ...]:
    facts = [("population", random.choice(words.PEOPLE).format(condition))]
    facts.append(("sponsor", random.choice(("industry", "public", "mixed", "unstated"))))
    if design.startswith("rct"):
        facts.append(("blinding", random.choice(("double-blind", "open-label", "single-blind"))))
        facts.append(("comparator_type", random.choice(("inactive", "active-drug"))))
        facts.append(("follow_up", f"{random.randint(2, 52)} weeks"))
    return tuple(facts)


def _person(random: Random) -> Person:
    given = random.choice(words.GIVENS)
    if random.random() < 0.4:
        given += f" {random.choice('ABCDEFGHJKLMNPRSTVW')}."
    particle = random.choice(words.PARTICLES) if random.random() < 0.06 else ""
    return Person(random.choice(words.FAMILIES), given, particle)


def _free_key(name: str, year: int, taken: set[str]) -> str:
    """Family name and year in plain letters, with a letter where that is taken."""
    stem = f"{_plain(name)}{year}"
    key, number = stem, 0
    while key in taken:
        number += 1
        key = stem + _letters(number)
    taken.add(key)
    return key


def _plain(name: str) -> str:
    name = name.translate(_PLAIN_LETTERS)
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", letters.lower())


def _letters(number: int) -> str:
    """1 is b, 25 is z, 26 is aa."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def is_trial(study: Study) -> bool:
    """Whether people were given the treatment by lot."""
    return study.design.startswith("rct")
