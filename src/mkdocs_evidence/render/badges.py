"""Small labels in words and symbols: a large site has a hundred thousand of some thirty labels."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mkdocs_evidence.integrity import footing
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.integrity import Integrity
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    Direction,
    IntegrityStatus,
    Support,
    Verdict,
    Vocabulary,
)

_NONE = Markup()


class Badges:
    """The macros of `badges.html`, each filled once for each term."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        #: Terms of two vocabularies may be the same word.
        self._filled: dict[tuple[str, Vocabulary], Markup] = {}
        #: A claim stands on several pages.
        self._footings: dict[Claim, Markup] = {}

    def certainty(self, level: Certainty) -> Markup:
        """Circles and words for a level of certainty."""
        return self._of(level, "certainty", level)

    def direction(self, term: Direction) -> Markup:
        """What a claim says."""
        return self._of(term, "direction", term)

    def support(self, term: Support) -> Markup:
        """How a study bears on a claim."""
        return self._of(term, "support", term)

    def verdict(self, term: Verdict) -> Markup:
        """What we hold of a statement heard."""
        return self._of(term, "verdict", term)

    def integrity(self, integrity: Integrity) -> Markup:
        """The standing of a publication; nothing where nothing is known against it."""
        if integrity.status is IntegrityStatus.OK:
            return _NONE
        return self._of(integrity.status, "integrity", integrity)

    def footing(self, claim: Claim, library: Library) -> Markup:
        """What a claim rests on, where something of it is retracted or in doubt."""
        if claim not in self._footings:
            is_told = footing(claim, library).in_words
            self._footings[claim] = self._macro("footing", claim, library) if is_told else _NONE
        return self._footings[claim]

    def _of(self, term: Vocabulary, name: str, value: object) -> Markup:
        if (name, term) not in self._filled:
            self._filled[name, term] = self._macro(name, value)
        return self._filled[name, term]

    def _macro(self, name: str, *values: object) -> Markup:
        template: Any = self._environment.get_template("badges.html")
        return Markup(getattr(template.module, name)(*values)).strip()
