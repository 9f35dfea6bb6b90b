"""Characters and sizes that no honest text has: what nobody sees, and what would stall a build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import files as kinds
from mkdocs_evidence.prose import tangled_at

#: Characters of one text of a record, and of a hand-written page.
MAX_TEXT, MAX_PAGE = 100_000, 1_000_000
#: Characters that show nothing and that no language needs: controls, overrides of the direction
#: (Unicode Technical Report 36, section 2.5), byte-order marks inside a text, annotations and tags.
#: Soft hyphens, joiners, spaces of no width and embeddings are part of how some languages are written.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def is_plain(text: str) -> bool:
    """True for a short text of one line, in which there is nothing to look for."""
    return len(text) < 50 and text.isascii() and text.isprintable()


def without_invisible(text: str) -> str:
    """A text without what nobody sees."""
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


def stalling(text: str, most: int, place: Place) -> Problem | None:
    """Why a text cannot be read in reasonable time, if it cannot."""
    if len(text) > most:
        message = f"This text has {len(text):,} characters; {most:,} is the most."
        return kinds.TOO_MUCH_YAML.at(place, message, "Split it.")
    if (at := tangled_at(text)) is not None:
        message = f"More brackets are open here than any sentence needs ({text[at : at + 20]!r})."
        return kinds.TOO_MUCH_YAML.at(place, message, "Close them, or put them in code.")
    return None


def invisible_in_value(text: str, place: Place) -> Problem | None:
    """What nobody sees in the value of a field, which may have come by an escape."""
    if (text.isascii() and text.isprintable()) or not (found := _INVISIBLE.search(text)):
        return None
    if control := _CONTROL.search(text):
        message = f"There is a control character here (U+{ord(control.group()):04X})."
        return kinds.YAML_SYNTAX.at(place, message, "Delete it and type the text again.")
    return _invisible(found.group(), place)


def invisible_in_file(text: str, path: str) -> Iterator[Problem]:
    """What nobody sees in the lines of a file; once a line."""
    if not _INVISIBLE.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _INVISIBLE.search(line):
            yield _invisible(found.group(), Place(path, number, found.start() + 1))


def _invisible(letter: str, place: Place) -> Problem:
    message = f"There is a character here that nobody sees (U+{ord(letter):04X})."
    return kinds.INVISIBLE.at(place, message, "Delete it and type the text around it again.")
