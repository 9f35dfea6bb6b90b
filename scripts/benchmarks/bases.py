"""Knowledge bases of three sizes: the same seed gives the same base, to the last letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from benchmarks import words
from benchmarks.claims import make_claims
from benchmarks.content import Base, Condition, Paragraph, Section, Sentence, Study, Treatment
from benchmarks.studies import make_studies


@dataclass(frozen=True, slots=True)
class Size:
    """How large a base is."""

    name: str
    conditions: int
    references: int

    @property
    def treatments(self) -> int:
        """A treatment for every ten conditions."""
        return max(3, self.conditions // 10)


SIZES = {
    size.name: size
    for size in (Size("S", 20, 150), Size("M", 200, 2_000), Size("L", 1_000, 10_000))
}
SEED = 7
#: Share of the citations that name a study of another condition.
_FROM_ELSEWHERE = 0.2


def make_base(size: Size, seed: int = SEED) -> Base:
    """An invented knowledge base of a size."""
    # Chance that can be repeated, for which a generator without secrets is right.
    random = Random(f"{size.name} {size.conditions} {size.references} {seed}")  # noqa: S311
    conditions = _names(random, words.CONDITION_FIRST, words.CONDITION_SECOND, size.conditions)
    treatments = _names(random, words.TREATMENT_FIRST, words.TREATMENT_SECOND, size.treatments)
    subjects = [(treatments[i % len(treatments)], name) for i, name in enumerate(conditions)]
    studies = make_studies(random, size.references, subjects)
    maker = _Maker(random, conditions, treatments, studies)
    return Base(
        name=f"Invented Evidence {size.name}",
        conditions=tuple(map(maker.condition, range(size.conditions))),
        treatments=tuple(map(maker.treatment, treatments)),
        studies=tuple(studies),
        groups=words.GROUPS,
        outcome_groups=words.OUTCOME_GROUPS,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Writes the records of one base."""

    random: Random
    conditions: list[str]
    treatments: list[str]
    studies: list[Study]
    #: Numbers that studies have told already.
    told: set[tuple[str, str]] = field(default_factory=set)

    def condition(self, number: int) -> Condition:
        """The condition of a number."""
        random, name = self.random, self.conditions[number]
        draw = _drawer(random, self.studies[number :: len(self.conditions)], self.studies)
        here = random.sample(self.treatments, k=3)
        others = random.sample([other for other in self.conditions if other != name], k=2)
        drugs = {_slug(drug): drug for drug in here}
        first, second = random.choice(words.SECTION_TITLES)
        return Condition(
            slug=_slug(name),
            name=name.capitalize(),
            group=random.choice(list(words.GROUPS)),
            synonyms=(f"{name.split()[1]} of the {name.split()[0]}",),
            bottom_line=_bottom_line(name, here, draw),
            claims=make_claims(random, name, drugs, draw, self.told),
            sections=(
                _section(random, first, draw, _slug(others[0])),
                _section(random, second, draw),
            ),
            gap=f"Nobody has asked people with {name} what matters to them.",
            related=tuple(map(_slug, others)),
            reviewed=f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        )

    def treatment(self, name: str) -> Treatment:
        """The treatment of a name."""
        route = words.ROUTES[name.split()[1]]
        cited = [study.key for study in self.random.sample(self.studies, k=3)]
        ease = f"{name.capitalize()} is taken {route} and may ease some invented ailments"
        return Treatment(
            slug=_slug(name),
            name=name.capitalize(),
            group=self.random.choice(list(words.GROUPS)),
            route=route,
            bottom_line=(
                Sentence(ease, tuple(cited[:2])),
                Sentence("A slow morning may follow", (cited[2],)),
            ),
        )


def _bottom_line(name: str, drugs: list[str], draw: Callable[[], Study]) -> Paragraph:
    first = f"{drugs[0].capitalize()} may shorten the bouts of {name} by a little"
    second = f"It is uncertain whether {drugs[1]} does more than {words.COMPARATORS[0]}"
    return (
        Sentence(first, (draw().key, draw().key)),
        Sentence(second, (draw().key,)),
        Sentence("A blue tongue may come with either", (draw().key,), see=_slug(drugs[0])),
    )


def _names(random: Random, firsts: list[str], seconds: list[str], count: int) -> list[str]:
    names = [f"{first} {second}" for first in firsts for second in seconds]
    if count > len(names):
        raise ValueError(f"there are only {len(names)} names, not {count}")
    random.shuffle(names)
    return names[:count]


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _drawer(random: Random, own: list[Study], all_studies: list[Study]) -> Callable[[], Study]:
    """Gives a condition's own studies in turn, so that each is cited, and some from elsewhere."""
    in_turn = cycle(own)

    def draw() -> Study:
        if random.random() < _FROM_ELSEWHERE:
            return random.choice(all_studies)
        return next(in_turn)

    return draw


def _section(random: Random, title: str, draw: Callable[[], Study], see: str = "") -> Section:
    paragraphs = tuple(
        tuple(_sentence(random, draw, see if (part, place) == (0, 1) else "") for place in range(3))
        for part in range(2)
    )
    points = tuple(_sentence(random, draw) for _ in range(2))
    return Section(title, paragraphs, points)


def _sentence(random: Random, draw: Callable[[], Study], see: str = "") -> Sentence:
    place = random.choice(words.PLACES)
    parts = (words.SUBJECTS, words.VERBS, words.CIRCUMSTANCES)
    text = " ".join(random.choice(part) for part in parts).format(place=place)
    cites = tuple({draw().key for _ in range(random.choice((0, 1, 1, 2)))})
    return Sentence(text, tuple(sorted(cites)), see)
