"""Numbers and terms of the model in the words and symbols that readers see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from mkdocs_evidence.model.claim import Claim, Effect, Events, EvidenceLink, Outcome
from mkdocs_evidence.model.fields import duration_of
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    Direction,
    IntegrityStatus,
    Measure,
    Support,
    Verdict,
    Vocabulary,
)
from mkdocs_evidence.words import (
    Sentence,
    gettext,
    language,
    marked,
    marked_plural,
    ngettext,
    pgettext,
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
_IN_OUR_WORDS = {
    marked("CI"): marked("confidence interval"),
    marked("SD"): marked("standard deviation"),
    marked("IQR"): marked("interquartile range"),
}
#: Abbreviations that our own words for effects use.
OUR_ABBREVIATIONS = {
    **_IN_OUR_WORDS,
    **{
        short: measure.label[0].lower() + measure.label[1:]
        for measure, short in ABBREVIATIONS.items()
    },
}
#: Domains of GRADE by their fields. Source: GRADE Handbook, sections 5.2 and 5.3.
DOMAINS = {
    "risk_of_bias": marked("Risk of bias"),
    "inconsistency": marked("Inconsistency"),
    "indirectness": marked("Indirectness"),
    "imprecision": marked("Imprecision"),
    "publication_bias": marked("Publication bias"),
    "large_effect": marked("Large effect"),
    "dose_response": marked("Dose response"),
    "plausible_confounding": marked("Plausible confounding"),
}
#: What a claim is about, as Claim.context names it.
PARTS_OF_A_CLAIM = (marked("Population"), marked("Intervention"), marked("Comparator"))
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


#: Units of time, one and several of them.
_UNITS = {
    "year": marked_plural("{n} year", "{n} years"),
    "month": marked_plural("{n} month", "{n} months"),
    "week": marked_plural("{n} week", "{n} weeks"),
    "day": marked_plural("{n} day", "{n} days"),
    "hour": marked_plural("{n} hour", "{n} hours"),
    "minute": marked_plural("{n} minute", "{n} minutes"),
    "second": marked_plural("{n} second", "{n} seconds"),
}


def label(term: Vocabulary) -> str:
    """A term as readers see it: `Low`."""
    return pgettext(type(term).__name__, term.label)


def label_inside(term: Vocabulary) -> str:
    """A term inside a sentence: `low`."""
    return pgettext(f"{type(term).__name__}, inside a sentence", term.label.lower())


def term_inside(term: Vocabulary) -> Sentence:
    """The same in a sentence that is said again later, in another language."""
    return Sentence.of(term.label.lower(), {}, f"{type(term).__name__}, inside a sentence")


def term(term_: Vocabulary) -> Sentence:
    """A term in such a sentence, as it stands alone: `Low`."""
    return Sentence.of(term_.label, {}, type(term_).__name__)


def certainty_term(level: Certainty) -> Sentence:
    """A level that is graded, with its noun, in such a sentence: `low certainty`."""
    said = f"{level.label.lower()} certainty"
    return Sentence.of(said, {}, "Certainty, inside a sentence")


def domain_inside(name: str) -> Sentence:
    """A domain of GRADE in such a sentence: `risk of bias`."""
    return Sentence.of(name.replace("_", " "), {}, "Domain, inside a sentence")


def meaning(term: Vocabulary) -> str:
    """What a term means, as a sentence; empty where its label says it."""
    return pgettext(type(term).__name__, term.meaning) if term.meaning else ""


def number(value: Decimal | int) -> str:
    """A number with the digits it was written with and a true minus sign."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", pgettext("between thousands", ","))
    return decimal(format(value, "f"))


def decimal(written: str) -> str:
    """A number as files have it, with the decimal sign of the language and a true minus sign."""
    sign = pgettext("decimal sign", ".")
    written = written.replace("-", MINUS)
    return written if sign == "." else written.replace(".", sign)


def day(date: dt.date | str) -> str:
    """A date, as precise as it is known: `2019`, `2019-03`, `2019-03-05`."""
    match str(date).split("-"):
        case [year, month, day_]:
            return pgettext("date", "{year}-{month}-{day}").format(year=year, month=month, day=day_)
        case [year, month]:
            return pgettext("date", "{year}-{month}").format(year=year, month=month)
    return str(date)


def time_in_words(time: str) -> str:
    """A time point in words: `P28D` is "28 days"; plain words stay as they are."""
    parts = duration_of(time)
    if not parts:
        return time
    return " ".join(ngettext(*_UNITS[unit], count).format(n=count) for unit, count in parts)


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
    return gettext("{level}% CI {low} to {high}").format(
        level=number(effect.ci_level), low=number(low), high=number(high)
    )


def effect_in_full(effect: Effect) -> str:
    """Estimate, interval, p value, people and studies in one line."""
    estimate = effect_estimate(effect)
    interval = effect_interval(effect)
    shown = f"{estimate} ({interval})" if interval else estimate
    return "; ".join(filter(None, [shown, *_details(effect)]))


def _details(effect: Effect) -> Iterator[str]:
    if effect.p:
        p = decimal(effect.p)
        yield f"p {p}" if p[0] in "<>=≤≥" else f"p = {p}"
    if effect.events and effect.value is not None:
        yield events(effect.events)
    yield people(effect)


def people(effect: Effect | None) -> str:
    """People and studies behind an effect: `223 people, 3 studies`."""
    return ", ".join(filter(None, [_people(effect), _studies(effect.k)])) if effect else ""


def per_cent(value: Decimal) -> str:
    """A share in per cent: `6.7%`."""
    return gettext("{n}%").format(n=number(value))


def people_and_studies(claim: Claim) -> str:
    """People and studies behind a claim; studies are counted where the effect does not say."""
    effect = claim.effect
    studies = {link.study for link in claim.deciding}
    counted = (effect.k if effect else None) or len(studies)
    return ", ".join(filter(None, [_people(effect) if effect else "", _studies(counted)]))


def _people(effect: Effect) -> str:
    if effect.n is None:
        return ""
    return number_of(effect.n, effect.n_counts)


def number_of(n: int, counted_things: str | None = None) -> str:
    """A number of people, or of what else was counted: `223 people`, `88 eyes`."""
    if counted_things:
        return f"{number(n)} {counted_things}"
    return ngettext("{n} person", "{n} people", n).format(n=number(n))


def _studies(count: int | None) -> str:
    if count is None:
        return ""
    return ngettext("{n} study", "{n} studies", count).format(n=number(count))


def events(counts: Events) -> str:
    """Events by group: `12 of 73 against 4 of 83`."""
    treated = some_of(*counts.intervention)
    if counts.comparator is None:
        return treated
    return gettext("{one} against {other}").format(one=treated, other=some_of(*counts.comparator))


def some_of(some: int | Decimal, whole: int | Decimal) -> str:
    """A share of a number: `12 of 73`."""
    return gettext("{some} of {all}").format(some=number(some), all=number(whole))


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


def where_it_says_so(link: EvidenceLink) -> str:
    """Where a study says what it is cited for: `Primary outcome; Table 2; Abstract read`."""
    analysis = label(link.analysis) if link.analysis else ""
    locator = capitalise(link.locator) if link.locator else ""
    read = label(link.read) if link.read else ""
    return "; ".join(filter(None, [analysis, locator, read]))


def capitalise(text: str) -> str:
    """Upper-case the first letter only: abbreviations (pH, mRNA) stay as they are."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """A record's name inside a sentence: in English lower case, unless it begins with an abbreviation."""
    if language() != "en":
        return name
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
    if not first:
        return last
    return gettext("{several} and {last}").format(several=", ".join(first), last=last)


def our_abbreviations() -> dict[str, str]:
    """The abbreviations that our own words use, with what they stand for."""
    own = {gettext(short): gettext(spelled) for short, spelled in _IN_OUR_WORDS.items()}
    return own | {short: label_inside(measure) for measure, short in ABBREVIATIONS.items()}


def against(names: Sequence[str]) -> str:
    """Two groups that are compared, or the one that is known: `spray against placebo`."""
    return gettext(" against ").join(names)


def domain(name: str) -> str:
    """A domain of GRADE as readers see it: `Risk of bias`."""
    return gettext(DOMAINS[name])


def certainty_label(level: Certainty) -> str:
    """A level with its noun: `Low certainty`."""
    return pgettext("Certainty", f"{level.label} certainty")


def certainty_inside(level: Certainty) -> str:
    """The same inside a sentence: `low certainty`; a claim that is not graded has none."""
    if level.filled is None:
        return label_inside(level)
    return pgettext("Certainty, inside a sentence", f"{level.label.lower()} certainty")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: `1 study`, `12 studies`."""
    return f"{count:,} {one if count == 1 else many}"


def shortened(text: str, letters: int) -> str:
    """A text of at most so many letters; a longer one ends at a word, with an ellipsis."""
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1].rpartition(' ')[0] or text[: letters - 1]}…"
