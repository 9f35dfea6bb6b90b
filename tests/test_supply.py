"""What a site installs is short, explained, locked, licensed, and named in a bill of materials."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from knowledge_bases import ROOT

sys.path.append(str(ROOT / "scripts"))

import audit
from licences import is_accepted
from locked import locked, requirement_name
from sbom import bill_of_materials

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
HACKING = (ROOT / "HACKING.md").read_text("utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


def test_every_dependency_is_explained_and_each_that_is_explained_exists() -> None:
    section = HACKING.split("## Dependencies")[1].split("\n## ")[0]
    explained = re.findall(r"^\| ([a-z0-9-]+)(?: \(`\w+`\))? \| \S.+ \|$", section, re.MULTILINE)
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(x for e in extras if e != "test" for x in extras[e])]

    assert explained == [requirement_name(line) for line in wanted]


def test_everything_that_a_site_installs_is_locked_with_its_hashes() -> None:
    packages = locked("site")
    text = (ROOT / "requirements" / "site.lock").read_text("utf-8")

    assert len(packages) == len(re.findall(r"^[a-z0-9]\S*==", text, re.MULTILINE))
    assert all(package.hashes for package in packages)
    assert {requirement_name(line) for line in PROJECT["dependencies"]} <= {
        package.name for package in packages
    }


def test_every_licence_is_known_and_accepted() -> None:
    refused = [
        (package.name, package.licence)
        for package in locked("site")
        if not package.marker and not is_accepted(package.licence)
    ]

    assert refused == []


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("", False),
    ],
)
def test_a_licence_that_asks_for_more_is_refused(licence: str, accepted: bool) -> None:
    assert is_accepted(licence) is accepted


def test_the_bill_of_materials_is_valid_and_names_every_package() -> None:
    text = bill_of_materials()
    bill = json.loads(text)
    named = {(c["name"], c["version"]) for c in bill["components"]}

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert named == {(package.name, package.version) for package in locked("site")}
    assert all(c["externalReferences"][0]["hashes"] for c in bill["components"])
    direct = next(d for d in bill["dependencies"] if d["ref"] == PROJECT["name"])
    assert len(direct["dependsOn"]) >= len(PROJECT["dependencies"])
    assert bill_of_materials() == text


KNOWN = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-0", "fix_versions": ["1.1"]}]}
SOUND = {"name": "new", "version": "2.0", "vulns": []}
UNKNOWN = {"name": "dark", "version": "3.0", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("answer", "options", "ci", "code"),
    [
        ([SOUND], [], "true", None),
        ([SOUND, KNOWN], [], "", 1),
        ([SOUND, KNOWN], ["--offline-is-fine"], "true", 1),
        ([SOUND, UNKNOWN], [], "true", 3),
        ([SOUND, UNKNOWN], ["--offline-is-fine"], "true", None),
        (None, [], "true", 3),
        (None, [], "", None),
        (None, ["--offline-is-fine"], "true", None),
    ],
)
def test_an_audit_that_could_not_ask_says_so_and_fails_in_ci_alone(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: list[dict[str, object]] | None,
    options: list[str],
    ci: str,
    code: int | None,
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(audit, "ask", lambda _: answer)
    monkeypatch.setattr(audit, "make_environment", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["audit.py", *options])
    if code is None:
        audit.main()
    else:
        with pytest.raises(SystemExit) as ended:
            audit.main()

        assert ended.value.code == code
    if code != 1:
        assert ("NOT AUDITED" in capsys.readouterr().out) == (answer != [SOUND])


def test_only_the_workflow_of_requests_may_pass_without_an_answer() -> None:
    folder = ROOT / ".github" / "workflows"
    lenient = [f.name for f in folder.glob("*.yml") if "--offline-is-fine" in f.read_text("utf-8")]

    assert lenient == ["pull-request.yml"]


def test_reports_go_to_the_repository_and_to_no_address() -> None:
    assert "Report a vulnerability" in SECURITY
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", SECURITY)


def test_what_the_security_page_names_exists() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)", SECURITY):
        assert Path(ROOT / path).exists(), path
