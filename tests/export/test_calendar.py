"""The calendar of reviews due, read back with another library."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import TODAY, Project
from mkdocs_evidence.export.calendar import calendar_files, escaped, folded
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.one_line import one_line
from mkdocs_evidence.render.addresses import Addresses

FACTS = SiteFacts("Skyroot Evidence", TODAY, url="https://example.org/skyroot/", generator="1.2")
FEVER = "docs/conditions/blue-fever.yml"


def content(project: Project, facts: SiteFacts = FACTS) -> bytes:
    library = project.library()
    files = list(calendar_files(library, Addresses(library.layout), facts))
    return files[0].content if files else b""


def events(project: Project, facts: SiteFacts = FACTS) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content(project, facts)).walk("VEVENT"))


def test_a_record_with_a_review_date_is_an_event_of_that_day(project: Project) -> None:
    (event,) = events(project)

    assert event.decoded("DTSTART") == dt.date(2030, 1, 1)
    assert event["SUMMARY"] == "Review due: Blue fever"
    assert event["URL"] == "https://example.org/skyroot/conditions/blue-fever/"
    assert event["DESCRIPTION"].startswith("Skyroot tea may shorten blue fever by 2 days, but")
    assert event.errors == []


def test_the_stamp_is_the_day_of_the_last_review(project: Project) -> None:
    project.replace(FEVER, "review_by:", "reviewed: 2026-02-03\nreview_by:")

    assert events(project)[0].decoded("DTSTAMP") == dt.datetime(2026, 2, 3, tzinfo=dt.UTC)


def test_another_date_or_name_is_the_same_event(project: Project) -> None:
    before = events(project)[0]["UID"]
    project.replace(FEVER, "review_by: 2030-01-01", "review_by: 2031-05-06")
    project.replace(FEVER, "name: Blue fever", "name: Azure fever")

    assert events(project)[0]["UID"] == before
    assert events(project)[0].decoded("DTSTART") == dt.date(2031, 5, 6)


def test_events_are_in_the_order_of_their_days(project: Project) -> None:
    path = project.path("docs/harms/tremor.yml")
    path.write_text(f"{path.read_text()}review_by: 2029-12-31\n")

    assert [e["SUMMARY"] for e in events(project)] == [
        "Review due: Tremor",
        "Review due: Blue fever",
    ]


def test_without_a_review_date_there_is_no_calendar(project: Project) -> None:
    project.replace(FEVER, "review_by: 2030-01-01\n", "")

    assert content(project) == b""


def test_a_site_without_an_address_has_a_calendar_without_addresses(project: Project) -> None:
    (event,) = events(project, SiteFacts("Skyroot Evidence", TODAY))

    assert "URL" not in event
    assert event["UID"]


@pytest.mark.parametrize(
    "name",
    [
        "x\\nEND:VEVENT\\nBEGIN:VEVENT\\nUID:theirs",
        "x\\r\\nATTACH:https://evil.example/",
        "a; b, c \\\\ d: e",
        "\\x00\\x1b\\u2028ATTENDEE:mailto:x@evil.example",
        "\U0001f642" * 60,
    ],
)
def test_a_name_adds_no_property_and_no_event(project: Project, name: str) -> None:
    expected = set(events(project)[0])
    project.replace(FEVER, "name: Blue fever", f'name: "{name}"')
    (event,) = events(project)

    assert set(event) == expected


def test_every_line_ends_with_crlf_and_is_short(project: Project) -> None:
    lines = content(project).split(b"\r\n")

    assert lines.pop() == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []


@given(st.text())
def test_folding_loses_nothing_and_cuts_no_character(text: str) -> None:
    line = one_line(text)
    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode("utf-8")) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@given(st.text())
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    lines = ["BEGIN:VEVENT", *folded(f"SUMMARY:{escaped(text)}").split("\r\n"), "END:VEVENT", ""]
    event = icalendar.Event.from_ical("\r\n".join(lines))

    assert event["SUMMARY"] == one_line(text)
