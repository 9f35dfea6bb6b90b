"""The effects that the rules about numbers read, each with its place, and what rounding allows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mkdocs_evidence.library import Library, PlacedEffect
from mkdocs_evidence.model.claim import Effect


def effects(library: Library) -> Iterator[PlacedEffect]:
    """Every effect of every claim and link."""
    for claim in library.claims:
        yield from claim.effects


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
