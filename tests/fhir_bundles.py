"""What is wrong with exported FHIR bundles and calendars: the oracles of their tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import icalendar
from fhir.resources.bundle import Bundle
from pydantic import ValidationError

_REFERENCE = re.compile(r'"reference":"([^"]*)"')


def fhir_errors(site: Path) -> list[str]:
    """Every bundle of a site against R5, and every reference against what is in its bundle."""
    return [
        f"{path.name}: {error}"
        for path in sorted((site / "data" / "fhir").glob("*.json"))
        for error in bundle_errors(path.read_bytes())
    ]


def bundle_errors(content: bytes) -> Iterator[str]:
    """What fhir.resources refuses, names that stand twice, and references that lead nowhere."""
    try:
        Bundle.model_validate_json(content)
    except ValidationError as error:
        yield from (f"{problem['loc']}: {problem['msg']}" for problem in error.errors())
    there = [entry["fullUrl"] for entry in json.loads(content)["entry"]]
    yield from (f"{url} stands twice" for url in {u for u in there if there.count(u) > 1})
    asked = set(_REFERENCE.findall(content.decode("utf-8")))
    yield from (f"{url} is not in the bundle" for url in sorted(asked - set(there)))


def calendar_errors(site: Path) -> list[str]:
    """What icalendar cannot read, and events without what RFC 5545, section 3.6.1, asks for."""
    calendar = icalendar.Calendar.from_ical((site / "data" / "reviews.ics").read_bytes())
    return [
        f"{event.get('UID')}: {name} is missing"
        for event in calendar.walk("VEVENT")
        for name in ("UID", "DTSTAMP", "DTSTART")
        if name not in event
    ] + [str(error) for event in calendar.walk("VEVENT") for error in event.errors]
