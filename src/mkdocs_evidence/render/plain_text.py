"""Prose as words alone: for search results, descriptions and previews of links."""

from __future__ import annotations

import re

from mkdocs_evidence.library import Library
from mkdocs_evidence.prose import RecordLink, without_notations
from mkdocs_evidence.wording import in_sentence

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")


def plain_text(text: str, library: Library) -> str:
    """Prose without citations and markup; a link to a record becomes its words."""

    def words(link: RecordLink) -> str:
        record = library.by_slug.get(link.slug)
        return link.label or (in_sentence(record.model.name) if record else "")

    return " ".join(re.sub(r"[*`]", "", without_notations(text, words)).split())


def first_sentence(text: str) -> str:
    """The first sentence of a plain text."""
    return _SENTENCE_END.split(text, maxsplit=1)[0]


def whole_sentences(text: str, length: int) -> str:
    """As many whole sentences as fit in a number of characters, or else as many whole words."""
    if len(text) <= length:
        return text
    ends = [end.start() for end in _SENTENCE_END.finditer(text) if end.start() <= length]
    return text[: ends[-1]] if ends else text[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"
