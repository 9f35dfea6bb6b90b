"""Files of tagged lines, as RIS and PubMed's .nbib have them: `TI  - A title`.

Each value keeps its line, so that a message can name it. A line without a tag continues the value
above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: In both formats the dash stands in the fifth column, so "CO2-rich" is no tag.
_TAG = re.compile(r"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-(?: (.*))?")


@dataclass
class TaggedEntry:
    """One entry: its first line, counted from 1, and its values in order."""

    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        """All values of some tags, in the order of the file."""
        return [value for tag, value in self.fields if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of some tags that has one."""
        return next((value for tag in tags for value in self.all(tag)), "")


def read_tagged(text: str, start: str) -> Iterator[TaggedEntry]:
    """Entries of a text; each begins with the tag `start`. What stands before the first is no entry."""
    entry: TaggedEntry | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TAG.fullmatch(line.rstrip())
        if match and match[1] == start:
            if entry:
                yield entry
            entry = TaggedEntry(number)
        if entry is None:
            continue
        if match:
            entry.fields.append((match[1], (match[2] or "").strip()))
        elif line.strip() and entry.fields:
            tag, value = entry.fields[-1]
            entry.fields[-1] = tag, f"{value} {line.strip()}".strip()
    if entry:
        yield entry
