"""Leaflets for patients: every promise and warning cited, easy to read, numbers in absolute form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.problem_kinds import citations as citation_kinds
from mkdocs_evidence.model.problem_kinds import leaflets as leaflet_kinds
from mkdocs_evidence.model.record import Record, Treatment
from mkdocs_evidence.prose import scan, without_notations
from mkdocs_evidence.sources.knowledge_base import SourceFile

#: The fields that make promises and warnings.
_CITED_FIELDS = ("may_help", "harms")
#: Reading age above which a field is hard; the Flesch-Kincaid grade plus five is an age.
READING_AGE = 12
_GROWN_UP = 18
_A_LONG_SENTENCE = 20
_A_LONG_WORD = 4
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\W\d]*[A-Z\d])")
_SYLLABLE = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûåæø]+")
_COUNT = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred"
    r"|none|nobody)"
)
_PEOPLE = r"(?:people|persons|adults|children|patients|men|women)"
_NOT_PEOPLE = r"(?!\s*(?:%|per ?cent|minutes?|hours?|days?|weeks?|months?|years?))"
#: "8 in 100", "one of every ten", "3 people out of 12"; or "of 100 people … 8".
_ABSOLUTE = re.compile(
    rf"\b{_COUNT}\s+(?:(?!stud|trial|review)[a-z]+\s+){{0,2}}?(?:in|of|out of)\s+"
    rf"(?:every\s+|the\s+)?{_COUNT}\b{_NOT_PEOPLE}"
    rf"|\b(?:of|in|among)\s+(?:every\s+)?{_COUNT}\s+(?:\w+\s+)?{_PEOPLE}\b"
    rf"[^.]*\b{_COUNT}\b{_NOT_PEOPLE}",
    re.IGNORECASE,
)
#: A share, or one risk set against another.
_RELATIVE = re.compile(
    r"\d[\d.,]*\s?%|\bper ?cent\b|\d\s?-?fold\b|\btimes (?:as|more|less|higher|lower|likelier|the)\b"
    r"|\b(?:half|twice|double) (?:as|the)\b|\b(?:halve|double|triple)[sd]\b"
    r"|\b(?:odds|hazard|relative risk|risk ratio)\b",
    re.IGNORECASE,
)


def promises_and_warnings_are_cited(library: Library) -> Iterator[Problem]:
    """Every entry of `may_help` and of `harms` cites at least one study."""
    for record, leaflet in library.leaflets():
        for location, text in leaflet.entries():
            if location[0] in _CITED_FIELDS and not scan(text).citations:
                message = f'This entry of {location[0]} cites no study: "{_begin(text)}".'
                mend = "Add [@key] after what the study shows."
                place = record.place("plain_language", *location)
                yield citation_kinds.UNCITED_LEAFLET.at(place, message, mend)


def numbers_have_their_absolute_form(library: Library) -> Iterator[Problem]:
    """An entry that gives a share or compares risks also says how many people of how many."""
    for record, leaflet in library.leaflets():
        for location, text in leaflet.entries():
            plain = without_notations(text, attrgetter("label"))
            relative = _RELATIVE.search(plain)
            if relative and not _ABSOLUTE.search(plain):
                message = f'"{relative.group(0)}" stands without its absolute form.'
                mend = 'Say how many people of how many, for example "8 in 100 people".'
                place = record.place("plain_language", *location)
                yield leaflet_kinds.NO_ABSOLUTE_NUMBER.at(place, message, mend)


def leaflets_are_easy_to_read(library: Library) -> Iterator[Problem]:
    """Each field of a leaflet reads at an age of about twelve or below."""
    drugs = _words_of_names(library.of_kind("treatment"))
    for record, leaflet in library.leaflets():
        known = drugs | _words_of_names([record])
        texts: dict[str | int, list[str]] = defaultdict(list)
        for location, text in leaflet.entries():
            texts[location[0]] += _sentences(without_notations(text, attrgetter("label")))
        for name, sentences in texts.items():
            age = round(reading_age(sentences, known))
            if age > READING_AGE:
                shown = f"about {age}" if age < _GROWN_UP else f"{_GROWN_UP} or more"
                message = f"{name} reads at an age of {shown}; {READING_AGE} is the aim."
                place = record.place("plain_language", name)
                yield leaflet_kinds.HARD_TO_READ.at(place, message, _advice(sentences, known))


def reading_age(sentences: list[str], known: set[str]) -> float:
    """Flesch-Kincaid grade (Kincaid et al. 1975) plus five: long sentences and long words cost.

    Words of `known`, the names that the leaflet is about, count as short ones.
    """
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0
    syllables = sum(_syllables(word, known) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return grade + 5


def _advice(sentences: list[str], known: set[str]) -> str:
    longest = max(sentences, key=lambda sentence: len(_WORD.findall(sentence)))
    count = len(_WORD.findall(longest))
    parts = []
    if count > _A_LONG_SENTENCE:
        parts.append(f'Split the sentence of {count} words that begins "{_begin(longest)}".')
    words = dict.fromkeys(word.lower() for s in sentences for word in _WORD.findall(s))
    long = [word for word in words if _syllables(word, known) >= _A_LONG_WORD]
    if long:
        parts.append(f"Long words: {', '.join(sorted(long)[:8])}.")
    return " ".join(parts) or "Use shorter sentences and shorter words."


def _syllables(word: str, known: set[str]) -> int:
    """Groups of vowels, without a silent e at the end."""
    word = word.lower()
    if word in known:
        return 2
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    return max(1, len(_SYLLABLE.findall(word)) - silent)


def _words_of_names(records: list[SourceFile[Record]]) -> set[str]:
    names: list[str] = []
    for record in records:
        names += [record.model.name, *record.model.synonyms]
        if isinstance(record.model, Treatment):
            names += [record.model.drug or "", *record.model.brand_names]
    return {word.lower() for name in names for word in _WORD.findall(name)}


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def _begin(text: str) -> str:
    words = without_notations(text, attrgetter("label")).split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
