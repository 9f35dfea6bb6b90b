"""Scalar field types shared by all models: slugs, citation keys, dates, numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

#: Lower-case words joined by hyphens: names of record files and ids of claims.
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]

#: Names that a text may give, for editors that complete them (editing/json_schema.py).
NAMES = "x-names"

#: A record, and one that is a treatment.
RecordSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "records"})]
TreatmentSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "treatments"})]
#: A group of conditions, and one of outcomes, from the site's settings.
GroupSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "groups"})]
OutcomeGroupSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "outcome-groups"})]

#: Two keys that look alike must be alike: no controls, nor characters that nobody sees.
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"

#: Key of an entry in references.bib, as written there.
CitationKey = Annotated[
    str,
    StringConstraints(pattern=rf"^[^\s,{{}}\[\]@;#%\"'()=\\~{_UNSEEN}]+$", max_length=120),
    Field(json_schema_extra={NAMES: "studies"}),
]

#: `record#claim`, or `#claim` within the record itself.
ClaimRef = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$"),
    Field(json_schema_extra={NAMES: "claims"}),
]

#: Text on one or more lines; never empty.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

#: Address on the web: a link to any other scheme could run a script.
WebAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s<>\"]+$")
]

_PARTIAL_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_DURATION = re.compile(
    r"^P(?=\d|T\d)(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<W>\d+)W)?(?:(?P<D>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)S)?)?$"
)
_DURATION_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "h": "hour",
    "m": "minute",
    "s": "second",
}


def _check_partial_date(text: str) -> str:
    match = _PARTIAL_DATE.match(text)
    if not match:
        raise PydanticCustomError("partial_date", "is not a date like 2019, 2019-03 or 2019-03-05")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        raise PydanticCustomError("impossible_date", "is a date that does not exist") from None
    return text


#: A year, a month or a day, as precise as it is known (ISO 8601): `2019`, `2019-03`, `2019-03-05`.
PartialDate = Annotated[
    str,
    AfterValidator(_check_partial_date),
    Field(
        json_schema_extra={
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "minimum": 1000,
            "maximum": 9999,
            "multipleOf": 1,
        }
    ),
]


def _as_day(value: object) -> object:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            shape = r"\d{4}-\d{2}-\d{2}"
            kind = "impossible_date" if re.fullmatch(shape, value) else "day"
            text = "is a date that does not exist" if kind == "impossible_date" else "is not a date"
            raise PydanticCustomError(kind, text) from None
    return value


#: A full day (ISO 8601): `2026-11-22`.
Day = Annotated[dt.date, BeforeValidator(_as_day)]


def _check_time(text: str) -> str:
    if re.match(r"^PT?\d", text) and not _DURATION.match(text):
        raise PydanticCustomError("duration", "is not an ISO 8601 duration like P28D or PT24H")
    return text


#: When an outcome was measured: an ISO 8601 duration (`P28D`, `PT24H`) or a few plain words.
TimePoint = Annotated[Text, AfterValidator(_check_time)]


def duration_of(time: str) -> list[tuple[str, int]]:
    """Units and numbers of a time point: `P28D` is 28 of `day`; none where it is plain words."""
    match = _DURATION.match(time)
    if not match:
        return []
    return [(_DURATION_UNITS[unit], int(n)) for unit, n in match.groupdict().items() if n]


_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d\d?)?"


#: As records may have it: with a sign of typesetters, and space around it.
_NUMBER_AS_TEXT = rf"^\s*{_NUMBER}\s*$".replace("+-", "+\N{MINUS SIGN}-")


def _as_decimal(value: object) -> object:
    return _decimal(value) if isinstance(value, str) else value


@lru_cache(maxsize=10_000)  # most numbers of a knowledge base stand in it many times
def _decimal(written: str) -> Decimal:
    plain = written.strip().replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(_NUMBER, plain):
        raise PydanticCustomError("number", "is not a number")
    return Decimal(plain)


#: A number that keeps the digits that were written: `0.10` stays `0.10`.
Number = Annotated[
    Decimal,
    BeforeValidator(_as_decimal),
    Field(json_schema_extra={"pattern": _NUMBER_AS_TEXT}),
]

#: A p value as printed: `0.02`, `<0.001`, `=.05`, `not significant` is not one.
PValue = Annotated[
    str,
    StringConstraints(pattern=r"^[<>≤≥=]?\s?(0?\.\d+|0|1(\.0+)?)$"),
    Field(json_schema_extra={"minimum": 0, "maximum": 1}),
]


def read_p(p: str) -> tuple[str, Decimal] | None:
    """The sign, empty where there is none, and the number of a p value as printed.

    >>> read_p("<0.001")
    ('<', Decimal('0.001'))
    """
    match = re.match(r"([<>≤≥]?)=?\s?(\d*\.?\d+)", p)
    return (match.group(1), Decimal(match.group(2))) if match else None


def half_digit(number: Decimal) -> Decimal:
    """Half of the last digit that was written: what rounding may have taken away or added.

    >>> half_digit(Decimal("0.10"))
    Decimal('0.005')
    """
    exponent = number.as_tuple().exponent
    return _half_of(exponent) if isinstance(exponent, int) else Decimal("0.5")


@lru_cache(maxsize=100)
def _half_of(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent) / 2


class Model(BaseModel):
    """Base of all models: immutable, and a field that is not in the model is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    #: Where a field of a model that builds on another one stands in records: the field that it
    #: follows there, or nothing where it is the first. (Without it, the fields of the other model
    #: would all come first.)
    follows: ClassVar[Mapping[str, str]] = {}
