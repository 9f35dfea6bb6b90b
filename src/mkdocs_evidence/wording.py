"""Numbers and terms of the model in the words and symbols that readers see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mkdocs_evidence.model.claim import Claim, Effect, Events, Outcome
from mkdocs_evidence.model.fields import time_in_words
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    Direction,
    IntegrityStatus,
    Measure,
    Support,
    Verdict,
)

MINUS = "\N{MINUS SIGN}"
FILLED, EMPTY = "\N{CIRCLED PLUS}", "\N{WHITE CIRCLE}"

#: Short names of measures as tables show them.
ABBREVIATIONS = {
    Measure.MD: "MD",
    Measure.SMD: "SMD",
    Measure.RR: "RR",
    Measure.OR: "OR",
    Measure.HR: "HR",
    Measure.RD: "RD",
    Measure.IRR: "IRR",
    Measure.NNT: "NNT",
}
#: Abbreviations that our own words for effects use.
OUR_ABBREVIATIONS = {
    "CI": "confidence interval",
    "SD": "standard deviation",
    "IQR": "interquartile range",
    **{
        short: measure.label[0].lower() + measure.label[1:]
        for measure, short in ABBREVIATIONS.items()
    },
}
DIRECTION_SYMBOLS = {
    Direction.BENEFIT: "\N{BLACK UP-POINTING TRIANGLE}",
    Direction.HARM: "\N{BLACK DOWN-POINTING TRIANGLE}",
    Direction.NO_DIFFERENCE: "=",
    Direction.MIXED: "\N{NORTH EAST ARROW}\N{SOUTH EAST ARROW}",
    Direction.UNCLEAR: "?",
    Direction.DESCRIPTIVE: "\N{BLACK CIRCLE}",
}
SUPPORT_SYMBOLS = {
    Support.SUPPORTS: "+",
    Support.CONTRADICTS: MINUS,
    Support.MIXED: "\N{PLUS-MINUS SIGN}",
    Support.BACKGROUND: "\N{MIDDLE DOT}",
}
INTEGRITY_SYMBOLS = {
    IntegrityStatus.OK: "",
    IntegrityStatus.CORRECTED: "\N{LOWER RIGHT PENCIL}",
    IntegrityStatus.CONCERN: "!",
    IntegrityStatus.RETRACTED: "\N{CIRCLED DIVISION SLASH}",
}
VERDICT_SYMBOLS = {
    Verdict.SUPPORTED: "\N{CHECK MARK}",
    Verdict.PARTLY_SUPPORTED: "\N{PLUS-MINUS SIGN}",
    Verdict.UNSUPPORTED: "\N{EMPTY SET}",
    Verdict.CONTRADICTED: "\N{BALLOT X}",
    Verdict.OUTDATED: "\N{ANTICLOCKWISE OPEN CIRCLE ARROW}",
}


def number(value: Decimal | int) -> str:
    """A number with the digits it was written with and a true minus sign."""
    return format(value, "f").replace("-", MINUS) if isinstance(value, Decimal) else f"{value:,}"


def certainty_symbols(certainty: Certainty) -> str:
    """GRADE's four circles, or nothing where the claim is not graded."""
    filled = certainty.filled
    return "" if filled is None else FILLED * filled + EMPTY * (4 - filled)


def effect_estimate(effect: Effect) -> str:
    """The estimate with its measure and unit: `MD −4.0 points`."""
    if effect.value is None:
        return events(effect.events) if effect.events else ""
    unit = effect.unit or ""
    gap = "" if unit.startswith("%") else " "
    joined = f"{number(effect.value)}{gap}{unit}"
    label = ABBREVIATIONS.get(effect.measure, "")
    return f"{label} {joined}".strip()


def effect_interval(effect: Effect) -> str:
    """The interval: `95% CI −7.31 to −0.64`."""
    if effect.ci is None:
        return ""
    low, high = effect.ci
    return f"{number(effect.ci_level)}% CI {number(low)} to {number(high)}"


def effect_in_full(effect: Effect) -> str:
    """Estimate, interval, p value, people and studies in one line."""
    estimate = effect_estimate(effect)
    interval = effect_interval(effect)
    shown = f"{estimate} ({interval})" if interval else estimate
    return "; ".join(filter(None, [shown, *_details(effect)]))


def _details(effect: Effect) -> Iterator[str]:
    if effect.p:
        yield f"p {effect.p}" if effect.p[0] in "<>=≤≥" else f"p = {effect.p}"
    if effect.events and effect.value is not None:
        yield events(effect.events)
    yield people(effect)


def people(effect: Effect | None) -> str:
    """People and studies behind an effect: `223 people, 3 studies`."""
    return ", ".join(filter(None, [_people(effect), _studies(effect.k)])) if effect else ""


def people_and_studies(claim: Claim) -> str:
    """People and studies behind a claim; studies are counted where the effect does not say."""
    effect = claim.effect
    studies = {link.study for link in claim.deciding}
    counted = (effect.k if effect else None) or len(studies)
    return ", ".join(filter(None, [_people(effect) if effect else "", _studies(counted)]))


def _people(effect: Effect) -> str:
    if effect.n is None:
        return ""
    return f"{number(effect.n)} {effect.n_counts or ('person' if effect.n == 1 else 'people')}"


def _studies(count: int | None) -> str:
    return "" if count is None else f"{number(count)} {'study' if count == 1 else 'studies'}"


def events(counts: Events) -> str:
    """Events by group: `12 of 73 against 4 of 83`."""
    groups = [counts.intervention, counts.comparator]
    return " against ".join(f"{group[0]:,} of {group[1]:,}" for group in groups if group)


def outcome_label(outcome: Outcome) -> str:
    """Outcome with instrument and time: `Pain intensity (VAS), 28 days`."""
    is_named = not outcome.instrument or outcome.instrument in outcome.name
    instrument = "" if is_named else f" ({outcome.instrument})"
    time = f", {time_in_words(outcome.time)}" if outcome.time else ""
    return capitalise(f"{outcome.name}{instrument}{time}")


def claim_label(claim: Claim) -> str:
    """A few words that name a claim in headings and lists."""
    if claim.outcome:
        return outcome_label(claim.outcome)
    return capitalise(claim.id.replace("-", " "))


def capitalise(text: str) -> str:
    """Upper-case the first letter only: abbreviations (pH, mRNA) stay as they are."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """A record's name inside a sentence: lower case, unless it begins with an abbreviation."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def short_label(reference: Reference) -> str:
    """Author and year as a chip shows them: `Smith 2019`, `World Health Organization 2020`."""
    if reference.authors:
        first = reference.authors[0]
        author = f"{first.particle} {first.family}".strip()
        author = author if len(author) <= 32 else author[:30].rstrip() + "…"
    else:
        author = " ".join(reference.title.split()[:4])
    return f"{author} {reference.year}".strip()


def in_words(things: Sequence[str]) -> str:
    """A list as a sentence says it: `this, that and the other`."""
    *first, last = things or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: `1 study`, `12 studies`."""
    return f"{count:,} {one if count == 1 else many}"


def shortened(text: str, letters: int) -> str:
    """A text of at most so many letters; a longer one ends at a word, with an ellipsis."""
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1].rpartition(' ')[0] or text[: letters - 1]}…"
