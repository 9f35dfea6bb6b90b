"""Text from strangers as one line that any format can carry."""

from __future__ import annotations

import unicodedata

_LOST = "\N{REPLACEMENT CHARACTER}"
#: Control characters, halves of pairs and characters that do not exist.
_REFUSED = frozenset({"Cc", "Cs", "Cn"})


def one_line(text: str) -> str:
    """The text without line breaks and doubled spaces; a sign stands for what formats refuse.

    Text that is not empty never becomes empty: formats refuse that as well.
    """
    line = " ".join(text.split())
    if line and line.isprintable():  # then none of its characters is of the kinds above
        return line
    shown = (_LOST if unicodedata.category(letter) in _REFUSED else letter for letter in line)
    return "".join(shown) or (_LOST if text else "")
