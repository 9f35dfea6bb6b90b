"""Text of a service as plain text: no markup, no control characters, single spaces."""

from __future__ import annotations

import html
import re
import unicodedata

#: Tags that Crossref and PubMed keep in titles: `<i>`, `<sub>`, `<mml:math>`, `<scp>`.
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:.-]{0,30}(?:\s[^<>]{0,300})?/?>")
_MAX_LENGTH = 2_000


def plain_text(value: object, limit: int = _MAX_LENGTH) -> str:
    r"""Make plain text of a value; what is no text, or far too long to be a title, is dropped.

    >>> plain_text("Effect of CO<sub>2</sub> &amp; <i>H. pylori</i>\n ")
    'Effect of CO2 & H. pylori'
    """
    if not isinstance(value, str) or len(value) > 10 * limit:
        return ""
    text = html.unescape(_TAG.sub("", value))
    text = _TAG.sub("", text)  # some deposits escape their markup once more
    visible = "".join(" " if character.isspace() else character for character in text)
    visible = "".join(c for c in visible if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return unicodedata.normalize("NFC", " ".join(visible.split()))[:limit]
