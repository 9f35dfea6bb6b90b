"""Check digits of identifiers: a number that was mistyped does not fit its last digit.

Sources: ISO 2108 (ISBN-10 and ISBN-13), ISO 3297 (ISSN), ISO 7064 MOD 11-2 (ORCID).
"""

from __future__ import annotations

import re


def isbn_fits(isbn: str) -> bool:
    """Whether an ISBN of 10 or 13 digits, with or without hyphens, fits its check digit."""
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return _weighted(digits, range(10, 0, -1)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return _weighted(digits, [1, 3] * 6 + [1]) % 10 == 0
    return False


def issn_fits(issn: str) -> bool:
    """Whether an ISSN fits its check digit."""
    digits = issn.replace("-", "").upper()
    return bool(re.fullmatch(r"\d{7}[\dX]", digits)) and (
        _weighted(digits, range(8, 0, -1)) % 11 == 0
    )


def orcid_fits(orcid: str) -> bool:
    """Whether an ORCID iD of 16 digits fits its check digit."""
    digits, last = orcid.replace("-", "").upper()[:-1], orcid[-1:].upper()
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    wanted = (12 - total % 11) % 11
    return last == ("X" if wanted == 10 else str(wanted))


def _weighted(digits: str, weights: range | list[int]) -> int:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
