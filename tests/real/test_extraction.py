"""The base against the editors' data-extraction sheets, where these are at hand.

The sheets are kept outside the repository: EVIDENCE_EXTRACTION names their folder (by default
`shared/evidence` beside the repository). Each row has an id, a study, numbers and a confidence; an
evidence link names its rows in `extraction`.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from knowledge_bases import ROOT
from mkdocs_evidence.cited_fields import record_citations
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.claim import Effect, EvidenceLink

SHEETS = Path(os.environ.get("EVIDENCE_EXTRACTION", ROOT.parent / "shared" / "evidence"))
pytestmark = pytest.mark.skipif(
    not (SHEETS / "facts").is_dir(), reason="the data-extraction sheets are not at hand"
)
Row = dict[str, object]


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Row]]:
    """Rows by id; two sheets may describe one finding under one id."""
    found: dict[str, list[Row]] = defaultdict(list)
    for file in sorted((SHEETS / "facts").glob("*.yml")):
        for row in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)["facts"]:
            found[row["id"]].append(row)
    return found


def links(library: Library) -> list[tuple[LinkedClaim, EvidenceLink]]:
    return [(claim, link) for claim in library.claims for link in claim.claim.evidence]


def same(one: object, other: object) -> bool:
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except ArithmeticError:
        return False


def numbers_in(row: Row) -> set[Decimal]:
    text = " ".join(str(value) for name, value in row.items() if name not in {"id", "seen_at"})
    return {
        abs(Decimal(found.replace(",", ""))) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    }


def test_every_row_named_is_there_and_belongs_to_its_study(
    library: Library, rows: dict[str, list[Row]]
) -> None:
    wrong = [
        f"{claim.ref}: {name}"
        for claim, link in links(library)
        for name in link.extraction
        if not any(row["study"] == link.study and row["confidence"] == "seen" for row in rows[name])
    ]

    assert wrong == []


def differences(effect: Effect, row: Row) -> list[str]:
    """What an effect says otherwise than the row whose estimate it gives."""
    interval = row.get("ci")
    found = []
    if effect.ci and interval and not all(map(same, effect.ci, interval)):
        found.append(f"interval {effect.ci} against {interval}")
    if effect.ci_level != Decimal(str(row.get("ci_level", 95))):
        found.append(f"level {effect.ci_level}")
    if effect.n is not None and row.get("n") and effect.n != row["n"]:
        found.append(f"n {effect.n} against {row['n']}")
    return found


def test_no_estimate_differs_from_its_row(library: Library, rows: dict[str, list[Row]]) -> None:
    wrong = []
    for claim, link in links(library):
        effect = link.effect
        if effect is None or effect.value is None or claim.claim.id in LOOKED_UP:
            continue
        mine = [row for name in link.extraction for row in rows[name]]
        exact = [row for row in mine if same(row.get("value"), effect.value)]
        if exact:
            found = [differences(effect, row) for row in exact]
            wrong += [f"{claim.ref} {link.study}: {text}" for text in min(found, key=len)]
        elif abs(effect.value) not in set().union(*map(numbers_in, mine)):
            wrong.append(f"{claim.ref} {link.study}: {effect.value} is in no row")

    assert wrong == []


def test_every_usable_row_has_a_home(library: Library, rows: dict[str, list[Row]]) -> None:
    used = {name for _, link in links(library) for name in link.extraction}
    for record in library.records:
        used |= {
            name for _, _, cited in record_citations(record.model) for name in cited.extraction
        }
    explained = {name for study in library.studies.values() for name in study.appraisal.set_aside}
    usable = {
        name
        for name, found in rows.items()
        if any(row["confidence"] == "seen" and row["study"] in library.studies for row in found)
    }
    homeless = usable - used - explained

    assert len(homeless) / len(usable) < 0.05, sorted(homeless)


#: Claims whose numbers were looked up by us; the study records name where.
LOOKED_UP = {"subcutaneous-course-remission-week-4"}
