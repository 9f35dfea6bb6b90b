"""The schema that editors use agrees with `evidence check`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from knowledge_bases import ROOT, Project
from mkdocs_evidence.editing.json_schema import NAMES_FILE, names_schema, record_schema
from mkdocs_evidence.model.structure import Shape
from mkdocs_evidence.site.loading import load
from mkdocs_evidence.site.project import open_project
from mkdocs_evidence.sources.record_files import MODELS, record_files
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.yaml_document import parse_yaml

CASES = sorted((ROOT / "tests" / "checks" / "cases").glob("*.yml"))


class _Core(yaml.CSafeLoader):
    """Types scalars by the core schema of YAML 1.2, as editors do."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|Null|NULL|)$"), None)
_Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(true|True|TRUE|false|False|FALSE)$"), None
)
_Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), None)
_Core.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$"), None
)
_Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_Core.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


@cache
def registry() -> Registry:
    """The file of names of the real base, to which the schemas refer."""
    names = names_schema(load(open_project(ROOT / "mkdocs.yml").layout).library)
    return Registry().with_resource(NAMES_FILE, Resource.from_contents(names))


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(record_schema(kind), registry=registry())


def takes(kind: str, text: str) -> bool:
    return bool(validator(kind).is_valid(yaml.load(text, _Core)))  # noqa: S506  # a safe loader


def is_good(kind: str, text: str) -> bool | None:
    """What `evidence check` says of the form of a record; None where it is no YAML for it."""
    document, problems = parse_yaml(text, "x.yml")
    if document is None or problems:
        return None
    return not validate(MODELS[kind], document)[1]


def records_of_the_cases(project: Project) -> Iterator[tuple[str, str, str]]:
    for case in CASES:
        content = yaml.load(case.read_text("utf-8"), yaml.CSafeLoader)
        touched = {*content.get("write", {}), *content.get("replace", {})}
        before = {
            name: project.path(name).read_bytes()
            for name in touched
            if project.path(name).is_file()
        }
        project.apply({key: content[key] for key in ("write", "replace") if key in content})
        for record in record_files(project.load().library.layout):
            if record.file.relative_to(project.root).as_posix() in touched:
                yield case.stem, record.kind, record.file.read_text("utf-8")
        for name in touched:
            project.path(name).unlink()
        for name, old in before.items():
            project.path(name).write_bytes(old)


#: What JSON Schema cannot say, by golden case: the schema takes these, the check does not.
CANNOT_SAY = {
    "dat001-date-that-does-not-exist": "whether a day is in the calendar",
}


def test_schema_and_check_agree_on_every_golden_case(project: Project) -> None:
    seen, wrong = 0, []
    for case, kind, text in records_of_the_cases(project):
        good = is_good(kind, text)
        seen += good is not None
        if good is not None and takes(kind, text) != good and case not in CANNOT_SAY:
            wrong.append((case, kind, good))

    assert seen > 60
    assert wrong == []


@pytest.mark.parametrize("kind", MODELS)
def test_every_record_of_the_real_base_fits(kind: str) -> None:
    refused = [
        record.file.name
        for record in record_files(open_project(ROOT / "mkdocs.yml").layout)
        if record.kind == kind and not takes(kind, record.file.read_text("utf-8"))
    ]

    assert refused == []


CLAIM = """\
name: A
bottom_line: B
claims:
  - id: x
    kind: efficacy
    statement: Tea may help.
    direction: benefit
    certainty: low
"""
_EFFECT = CLAIM + "    effect: {{measure: md, {}}}\n"
GOOD = [
    *(_EFFECT.format(f"value: {n}") for n in ["0.10", '"-4.0"', "1e3", "-4", '"\u22124"', ".5"]),
    *(_EFFECT.format(f"value: 1, p: {p}") for p in ["0.03", '"<0.001"', "<0.001", "0", "1"]),
    _EFFECT.format("events: {intervention: [4, 40]}"),
    _EFFECT.format("risks: {intervention: 10}"),
    CLAIM.replace("name: A", "name: 2019"),
    CLAIM.replace("name: A", "name: NO"),
    CLAIM.replace("name: A", "name: true"),
    CLAIM + "    reviewed: 2026-11-22\n    population:\n",
    CLAIM + "    grade: {rated_by: source, source: a2020}\n",
    CLAIM + "use: [{jurisdiction: US, status: licensed, since: 2019, evidence: [{study: x}]}]\n",
    CLAIM + "allow: {NUM002: so}\n",
]
BAD = [
    *(_EFFECT.format(f"value: {n}") for n in ["a", '"1,5"', "[1]", "{}", "5%", "true"]),
    *(_EFFECT.format(f"value: 1, p: {p}") for p in ["1.5", '"p<0.05"', "NS"]),
    *(_EFFECT.format(f"value: 1, {x}") for x in ["ci: [1]", "ci: [1, 2, 3]", "n: -1", "n: 1.5"]),
    _EFFECT.format("n: 4"),
    _EFFECT.format("events: {intervention: [4, 40]}, risks: {intervention: 10}"),
    CLAIM.replace("kind: efficacy", "kind: efficiency"),
    CLAIM.replace("id: x", "id: X Y"),
    CLAIM.replace("name: A", "nmae: A"),
    CLAIM.replace("name: A", 'name: " "'),
    CLAIM.replace("name: A", "name:"),
    CLAIM + "    reviewed: 22.11.2026\n",
    CLAIM + "    treatments: tea\n",
    CLAIM + "    grade: {rated_by: source}\n",
    CLAIM + "    baseline_risk: {per_1000: 1001, study: x}\n",
    CLAIM + "use: [{jurisdiction: US, status: licensed, since: March, evidence: [{study: x}]}]\n",
    CLAIM + "use: [{jurisdiction: US, status: licensed, evidence: []}]\n",
    CLAIM + "summary: [a, b, c, d, e, f, g, h]\n",
]


@pytest.mark.parametrize("text", GOOD)
def test_both_take_what_is_good(text: str) -> None:
    assert is_good("condition", text)
    assert takes("condition", text)


@pytest.mark.parametrize("text", BAD)
def test_both_refuse_what_is_bad(text: str) -> None:
    assert is_good("condition", text) is False
    assert not takes("condition", text)


#: The schema takes these, and the check does not: JSON Schema compares no two values, knows no
#: calendar, and limits a number only where it is no text.
ONLY_CHECKED = {
    "a day that is not in the calendar": CLAIM + "    reviewed: 2026-02-30\n",
    "a duration of the wrong form": CLAIM + "    outcome: {name: a, time: P28}\n",
    "the limit of a number in quotes": CLAIM + '    baseline_risk: {per_1000: "1001", study: x}\n',
    "a number that is there, and empty": _EFFECT.format("value: null"),
}


@pytest.mark.parametrize("text", ONLY_CHECKED.values(), ids=ONLY_CHECKED)
def test_what_only_the_check_knows(text: str) -> None:
    assert is_good("condition", text) is False
    assert takes("condition", text)


@pytest.mark.parametrize("kind", MODELS)
def test_each_schema_is_a_strict_schema_of_the_named_draft(kind: str) -> None:
    schema = record_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    objects = [schema, *schema["$defs"].values()]

    assert schema["$schema"].endswith("draft/2020-12/schema")
    assert all(part["additionalProperties"] is False for part in objects if "properties" in part)


@pytest.mark.parametrize("kind", MODELS)
def test_fields_come_in_the_order_of_records(kind: str) -> None:
    assert list(record_schema(kind)["properties"]) == Shape(model=MODELS[kind]).names


def test_keys_and_names_are_offered_and_new_ones_are_taken(project: Project) -> None:
    names = names_schema(project.library())["$defs"]

    assert "muster2020" in names["studies"]["anyOf"][0]["enum"]
    assert names["treatments"]["anyOf"][0]["enum"] == ["skyroot-tea"]
    assert jsonschema.Draft202012Validator(names["studies"]).is_valid("new2026")
    assert not jsonschema.Draft202012Validator(names["studies"]).is_valid("new 2026")


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_files_of_the_real_base_are_fresh(kind: str) -> None:
    written = json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text("utf-8"))

    assert written == record_schema(kind)


def test_every_record_of_the_real_base_names_its_schema() -> None:
    for record in record_files(open_project(ROOT / "mkdocs.yml").layout):
        first = record.file.read_text("utf-8").partition("\n")[0]
        path = first.removeprefix("# yaml-language-server: $schema=")

        assert Path(record.file.parent, path).resolve() == (
            ROOT / "schema" / f"{record.kind}.schema.json"
        )
