"""Problems as text, JSON, GitHub annotations and SARIF, whatever a stranger wrote into a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_bases import ROOT, Project
from mkdocs_evidence.cli.formats.sarif import FINGERPRINT
from mkdocs_evidence.cli.formats.table import FORMATS
from mkdocs_evidence.model.problem import Place, Problem, Severity, visible
from mkdocs_evidence.model.problem_kinds.citations import UNCITED_SUMMARY, UNKNOWN_KEY
from mkdocs_evidence.model.problem_kinds.references import SHARED_TRIAL
from mkdocs_evidence.model.problem_kinds.table import ALL

SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
#: What a stranger may write: commands for the runner, colours for the terminal, a turned direction.
HOSTILE = [
    "x\n::error::owned",
    "x\r::set-output name=a::b",
    "100%, a:b%0A::stop-commands::x",
    "\x1b[2J\x1b]0;title\x07",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "\N{LINE SEPARATOR}x\x85y\x00z",
    "\udc80 \ud800",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text())
places = st.builds(
    Place,
    st.one_of(st.sampled_from(["docs/a b#c%20.yml", "a,line=1::x.yml"]), st.text(min_size=1)),
    st.integers(1, 10**6),
    st.integers(1, 10**4),
)
problems = st.builds(Problem, st.sampled_from(list(ALL.values())), places, texts, texts)


def told(format_: str, *found: Problem) -> str:
    return FORMATS[format_](found)


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def sarif_of(*found: Problem) -> dict[str, object]:
    log = json.loads(told("sarif", *found))
    VALIDATOR.validate(log)
    return log["runs"][0]


@given(st.lists(problems, max_size=4))
def test_each_problem_is_one_line_of_text_that_cannot_steer_a_terminal(
    found: list[Problem],
) -> None:
    shown = without_colours(told("text", *found))

    assert shown.split("\n")[:-1] == [*map(str, found), *([""] if found else [])]
    assert all(letter.isprintable() or letter == "\n" for letter in visible_spaces(shown))


def visible_spaces(text: str) -> str:
    return re.sub(r"[^\S\n]", " ", text)


def test_text_is_coloured_on_terminals_and_plain_in_files(project: Project) -> None:
    project.replace("references.bib", "  doi     = {10.5555/muster.2020},\n", "")
    plain = project.run("evidence", "check").stdout

    assert "\x1b[33m" in told("text", *project.problems())
    assert "\x1b" not in plain


@given(st.lists(problems, max_size=4))
def test_an_annotation_is_one_command_that_says_no_more_than_it_should(
    found: list[Problem],
) -> None:
    *commands, count = told("github", *found).split("\n")
    read = [annotation(command) for command in commands]
    errors_first = sorted(found, key=lambda problem: list(Severity).index(problem.severity))

    assert read == [as_annotated(problem) for problem in errors_first]
    assert not count.startswith("::")
    assert not re.search(r"[\r\x0b\x0c\x85\u2028\u2029]", "".join(commands))


def annotation(command: str) -> dict[str, str]:
    """A command as GitHub's runner reads it: up to the second ::, properties parted by commas."""
    name, properties, said = re.fullmatch(r"::(\w+) (.*?)::(.*)", command, re.DOTALL).groups()
    pairs = dict(pair.split("=", 1) for pair in properties.split(","))
    return {"name": name, "said": unescaped(said)} | {n: unescaped(v) for n, v in pairs.items()}


def unescaped(text: str) -> str:
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("|".join(codes), lambda match: codes[match[0]], text)


def as_annotated(problem: Problem) -> dict[str, str]:
    place = problem.place
    names = {"error": "error", "warning": "warning", "advice": "notice"}
    said = " ".join(filter(None, [problem.message, problem.mend]))
    return {
        "name": names[problem.severity.value],
        "file": seen(place.path),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{problem.code} {problem.kind.title}",
        "said": seen(said),
    }


def seen(text: str) -> str:
    """Line ends go through escaped; other control characters are written out."""
    return "".join(
        part if part in "\r\n" else visible(part) for part in re.split(r"([\r\n])", text)
    )


@given(st.lists(problems, max_size=4))
def test_sarif_is_valid_whatever_a_record_says(found: list[Problem]) -> None:
    run = sarif_of(*found)

    assert [result["ruleId"] for result in run["results"]] == [problem.code for problem in found]


def test_sarif_knows_every_kind_of_problem_and_why_it_matters() -> None:
    rules = sarif_of()["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == list(ALL)
    assert all(rule["help"]["text"].startswith(ALL[rule["id"]].why) for rule in rules)


@pytest.mark.parametrize(
    ("kind", "level"),
    [(UNKNOWN_KEY, "error"), (UNCITED_SUMMARY, "warning"), (SHARED_TRIAL, "note")],
)
def test_sarif_has_levels_of_its_own(kind: object, level: str) -> None:
    run = sarif_of(kind.at(Place("docs/a.yml", 3, 4), "Wrong."))
    result = run["results"][0]

    assert result["level"] == level
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == kind.code
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/a.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 4},
    }


def test_sarif_names_files_by_relative_addresses() -> None:
    run = sarif_of(UNKNOWN_KEY.at(Place("docs/a b#c%.yml"), "Wrong."))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri == "docs/a%20b%23c%25.yml"
    assert unquote(uri) == "docs/a b#c%.yml"


def test_a_fingerprint_stays_when_lines_above_are_added_and_parts_equal_problems() -> None:
    def prints(*lines: int) -> list[str]:
        found = [UNKNOWN_KEY.at(Place("docs/a.yml", line), "Wrong.") for line in lines]
        return [
            result["partialFingerprints"][FINGERPRINT] for result in sarif_of(*found)["results"]
        ]

    assert prints(3, 9) == prints(5, 11)
    assert len(set(prints(3, 9))) == 2


@pytest.mark.parametrize(
    ("format_", "paths"),
    [
        ("json", lambda out: [p["path"] for p in json.loads(out)["problems"]]),
        ("github", lambda out: [annotation(out.split("\n")[0])["file"]]),
    ],
)
def test_paths_are_seen_from_the_folder_of_the_command(
    project: Project, format_: str, paths: Callable[[str], list[str]]
) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    above = Project(project.root.parent)
    name = project.root.name
    done = above.run("evidence", "check", "-f", f"{name}/mkdocs.yml", "--format", format_)

    assert paths(done.stdout) == [f"{name}/docs/conditions/blue-fever.yml"]
