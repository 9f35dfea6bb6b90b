"""Figures in sentences: the numbers of a finding are those of its effect and of its counts.

Only what cannot be meant otherwise is compared: an estimate written with its interval, a measure
named once with a number, and a percentage in brackets behind its counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mkdocs_evidence.checks.effects import as_interval
from mkdocs_evidence.cited_fields import Location, prose_fields
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Effect
from mkdocs_evidence.model.fields import half_digit
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import numbers as kinds
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Measure
from mkdocs_evidence.sources.knowledge_base import SourceFile

_NUMBER = r"[-\u2212]?\d+(?:\.\d+)?"
#: -4.0 (95% CI -7.31 to -0.64
_ESTIMATE_WITH_INTERVAL = re.compile(
    rf"({_NUMBER})(?: [A-Za-z%]+){{0,3}} \((?:9\d(?:\.\d)?% )?(?:[A-Za-z]+(?:-[A-Za-z]+)* )*"
    rf"({_NUMBER})(?: to |, ?| ?\u2013 ?)({_NUMBER})\b"
)
#: A number that has no interval of its own: with one, it is another outcome's estimate.
_ALONE = rf"(?![\d.%]|,? \(?(?:CI|9\d|{_NUMBER} to ))"
#: The names by which findings call a measure, with the number that follows.
_NAMES = {
    measure: re.compile(rf"(?:{names})(?: of| was| is|:)? ({_NUMBER}){_ALONE}")
    for measure, names in {
        Measure.MD: r"(?<!standardised )mean difference|\bMD",
        Measure.SMD: r"standardised mean difference|\bSMD|Hedges g|Cohen d",
        Measure.RR: r"risk ratio|\bRR",
        Measure.OR: r"odds ratio|\bOR",
        Measure.HR: r"hazard ratio|\bHR",
        Measure.RD: r"risk difference|\bRD",
        Measure.NNT: r"number needed to treat|\bNNT",
    }.items()
}
#: 136 of 802 patients (17%)
_COUNTS_WITH_PERCENTAGE = re.compile(
    r"(?<![\d.,/-])(\d[\d,]*) (?:of|out of) (?:the )?(\d[\d,]*)(?![\d.,]*\d|%| to )"
    r"(?: (?:treated )?(?:people|persons|patients|participants|adults|children|women|men))? "
    r"\((\d+(?:\.\d+)?)%"
)


def findings_say_the_numbers_of_their_effects(library: Library) -> Iterator[Problem]:
    """Where a text gives an estimate of the effect beside it, it gives the same digits."""
    for claim, text, effect, location in _texts_with_effects(library):
        said = _contradiction(text, effect)
        if said:
            message = f'The text says "{said}", but the effect is {as_interval(effect)}.'
            mend = "Compare both with the paper and correct the one that is wrong."
            yield kinds.TEXT_AGAINST_EFFECT.at(claim.place(*location), message, mend)


def _texts_with_effects(
    library: Library,
) -> Iterator[tuple[LinkedClaim, str, Effect, Location]]:
    for claim in library.claims:
        if claim.claim.effect:
            yield claim, claim.claim.statement, claim.claim.effect, ("statement",)
        for index, link in enumerate(claim.claim.evidence):
            if link.effect:
                yield claim, link.finding, link.effect, ("evidence", index, "finding")


def _contradiction(text: str, effect: Effect) -> str:
    """The words of a text that cannot be true together with the effect, or nothing."""
    if effect.value is None:
        return ""
    for match in _ESTIMATE_WITH_INTERVAL.finditer(text) if "(" in text else ():
        if _nearly_the_same([_number(n) for n in match.groups()], effect):
            return f"{match.group(0)})"
    return _named_otherwise(text, effect)


def _nearly_the_same(said: list[Decimal], effect: Effect) -> bool:
    """Whether two of three numbers are those of the effect, so that the third is a misprint.

    Texts may turn the sign and, with it, the order of the bounds.
    """
    if effect.value is None or effect.ci is None:
        return False
    value, low, high = effect.value, *effect.ci
    readings = ((value, low, high), (-value, -high, -low), (value, -high, -low))
    return max(sum(map(_equal, said, reading)) for reading in readings) == 2


def _named_otherwise(text: str, effect: Effect) -> str:
    """The effect's measure, named once, with another number than the effect's."""
    names = _NAMES.get(effect.measure)
    if names is None or effect.value is None:
        return ""
    found = list(names.finditer(text))
    if len(found) != 1 or abs(effect.value) in {abs(_number(n)) for n in re.findall(_NUMBER, text)}:
        return ""
    said = _number(found[0].group(1))
    return "" if _equal(abs(said), abs(effect.value)) else found[0].group(0)


def _equal(said: Decimal, exact: Decimal) -> bool:
    """The same number, or the same rounded."""
    return abs(said - exact) <= half_digit(said)


def _number(text: str) -> Decimal:
    return Decimal(text.replace("\N{MINUS SIGN}", "-").replace(",", ""))


def percentages_follow_from_counts(library: Library) -> Iterator[Problem]:
    """“136 of 802 (17%)”: the percentage in brackets is that of the counts before it."""
    for text, source, location in _sentences(library):
        if "%" not in text:  # most have none, and the pattern looks at every digit
            continue
        for match in _COUNTS_WITH_PERCENTAGE.finditer(text):
            people, group, printed = (_number(n) for n in match.groups())
            if not group or people > group:
                continue
            exact = people * 100 / group
            if abs(exact - printed) > half_digit(printed):
                message = f'"{match.group(0)})": {people} of {group} is {exact:.2f}%.'
                mend = "Compare with the paper; leave out the number that is wrong there."
                yield kinds.TEXT_AGAINST_COUNTS.at(source.place(*location), message, mend)


def _sentences(
    library: Library,
) -> Iterator[tuple[str, SourceFile[Record] | LinkedClaim, Location]]:
    for record in library.records:
        for location, _, text in prose_fields(record.model):
            yield text, record, location
    for claim in library.claims:
        yield claim.claim.statement, claim, ("statement",)
        for index, link in enumerate(claim.claim.evidence):
            yield link.finding, claim, ("evidence", index, "finding")
