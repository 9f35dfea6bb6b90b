"""When reviews are due, as iCalendar (RFC 5545): editors subscribe to it like to any calendar.

Each record with a review date is an event of that whole day. Its UID comes from the address of the
site, the kind and the slug (RFC 7986, section 5.3, asks for one that is the same for ever), so a
date that moves moves the event.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from mkdocs_evidence.export.data_file import DataFile, SiteFacts
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.plain_text import plain_text
from mkdocs_evidence.sources.knowledge_base import SourceFile

_PATH = "data/reviews.ics"
#: Longest line in octets, its line break apart. Source: RFC 5545, section 3.1.
_LINE = 75


def calendar_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """The calendar; none where no review is due, for one without an event is not allowed."""
    due = [(r.model.review_by, r) for r in library.records if r.model.review_by]
    if not due:
        return
    lines = [*_start(facts)]
    for day, record in sorted(due, key=lambda event: (event[0], event[1].kind, event[1].slug)):
        lines += _event(day, record, library, addresses, facts)
    lines.append("END:VCALENDAR")
    text = "".join(f"{folded(line)}\r\n" for line in lines)
    yield DataFile(_PATH, text.encode("utf-8"), "text/calendar")


def _start(facts: SiteFacts) -> Iterator[str]:
    """Properties of the calendar; NAME and REFRESH-INTERVAL are those of RFC 7986."""
    name = escaped(f"{facts.name}: reviews due")
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//mkdocs-evidence//{escaped(facts.generator or 'mkdocs-evidence')}//EN"
    yield f"NAME:{name}"
    yield f"X-WR-CALNAME:{name}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    if facts.url:
        yield f"SOURCE;VALUE=URI:{facts.address(_PATH)}"


def _event(
    day: dt.date,
    record: SourceFile[Record],
    library: Library,
    addresses: Addresses,
    facts: SiteFacts,
) -> Iterator[str]:
    """A whole day that blocks nobody's time. The stamp is the review that set the date."""
    said = record.model.reviewed or facts.day
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(record, facts)}"
    yield f"DTSTAMP:{said:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{escaped(f'Review due: {record.model.name}')}"
    yield f"DESCRIPTION:{escaped(plain_text(record.model.bottom_line, library))}"
    yield f"CATEGORIES:{escaped(record.model.noun.capitalize())}"
    if facts.url:
        yield f"URL:{facts.address(addresses.url(addresses.record(record)))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(record: SourceFile[Record], facts: SiteFacts) -> str:
    namespace = uuid.uuid5(uuid.NAMESPACE_URL, facts.url or facts.name)
    return str(uuid.uuid5(namespace, f"review/{record.kind}/{record.slug}"))


def escaped(text: str) -> str:
    """Text as a value of type TEXT (RFC 5545, section 3.3.11), on one line."""
    line = one_line(text)
    for letter in "\\;,":
        line = line.replace(letter, f"\\{letter}")
    return line


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none cut within a character (section 3.1)."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])
