"""The effects that the rules about numbers read, each with its place, and what rounding allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_evidence.library import Library, LinkedClaim, Location
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.problem import Place


@dataclass(frozen=True)
class PlacedEffect:
    """An effect, of a claim or of one of its links, and where it stands."""

    claim: LinkedClaim
    effect: Effect
    location: Location
    #: Citation key of the study, for an effect on a link.
    study: str = ""

    def place(self, *location: str | int) -> Place:
        """Place of a value of the effect."""
        return self.claim.place(*self.location, *location)


def effects(library: Library) -> Iterator[PlacedEffect]:
    """Every effect of every claim and link."""
    for claim in library.claims:
        if claim.claim.effect:
            yield PlacedEffect(claim, claim.claim.effect, ("effect",))
        for index, link in enumerate(claim.claim.evidence):
            if link.effect:
                location = ("evidence", index, "effect")
                yield PlacedEffect(claim, link.effect, location, link.study)


def with_digits_of(value: float, printed: Decimal) -> str:
    """A recomputed value with one digit more than the printed one, as messages show it.

    >>> with_digits_of(0.12345, Decimal("0.1"))
    '0.12'
    """
    exponent = printed.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{value:.{digits + 1}f}"


def as_interval(effect: Effect) -> str:
    """`-4.0 (-7.31 to -0.64)`, as findings write an estimate."""
    interval = f" ({effect.ci[0]} to {effect.ci[1]})" if effect.ci else ""
    return f"{effect.value}{interval}"
