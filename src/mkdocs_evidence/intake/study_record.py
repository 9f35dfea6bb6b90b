"""The study record `docs/studies/<key>.yml` of a found study: only what the sources say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml

from mkdocs_evidence.intake.found_study import FoundStudy


def study_record(found: FoundStudy, today: dt.date) -> str:
    """The YAML of a study record; empty where the sources say nothing that it holds."""
    fields = {
        "design": found.design and found.design.value,
        "trial": list(found.trials),
        "acronyms": list(found.acronyms),
        "n": found.n,
        "sponsor": found.sponsor and found.sponsor.value,
        "blinding": found.blinding and found.blinding.value,
        "integrity": _integrity(found),
        "identity": {"seen": list(found.seen), "checked": today} if found.seen else None,
    }
    given = {name: value for name, value in fields.items() if value not in (None, [], {})}
    if not given:
        return ""
    text: str = yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=99)
    return text


def _integrity(found: FoundStudy) -> dict[str, Any]:
    """The gravest notice, in the form that records have."""
    notice = found.gravest_notice
    if notice is None:
        return {}
    written = {"status": notice.status.value, "date": notice.date, "notice": notice.notice}
    return {name: value for name, value in written.items() if value}
