"""The weekly look at what changed outside."""

from __future__ import annotations

import subprocess
import sys

import pytest

from knowledge_bases import ROOT, Project

sys.path.append(str(ROOT / "scripts"))

import weekly  # scripts are no package


def test_a_review_that_is_overdue_is_reported(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def evidence(*arguments: str) -> subprocess.CompletedProcess[str]:
        return project.run("evidence", *arguments)

    monkeypatch.setattr(weekly, "evidence", evidence)
    assert weekly.overdue() == ""
    project.replace("docs/conditions/blue-fever.yml", "2030-01-01", "2020-01-01")

    assert weekly.overdue().startswith(
        "docs/conditions/blue-fever.yml: The review was due on 2020-01-01 ("
    )
