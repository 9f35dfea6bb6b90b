"""Names as reference managers write them on one line: `Doe, Jane A., Jr`, `Doe JA`, `Group`."""

from __future__ import annotations

import re

from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.model.study import Name

#: `Doe JA` and `Doe J.A.`: a family name and up to four initials.
_INITIALS = re.compile(r"(\S.*?)[ ]((?:[^\W\d_a-z]\.?-?){1,4})")
_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)


def written_name(text: str) -> Name | None:
    """Read a name; one that has no comma and no initials is an organisation.

    >>> written_name("Doe, Jane A., Jr")
    Name(family='Doe', given='Jane A.', particle='', suffix='Jr', corporate=False)
    """
    parts = [part.strip() for part in plain_text(text, 300).split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return None
    if 1 < len(parts) <= 3:
        suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), "")
        given = next((part for part in parts[1:] if part != suffix), "")
        return Name(parts[0], given, suffix=suffix, corporate=not given)
    initials = _INITIALS.fullmatch(parts[0]) if len(parts) == 1 else None
    if initials:
        return Name(initials[1], initials[2])
    return Name(", ".join(parts), corporate=True)
