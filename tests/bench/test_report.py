"""What the benchmarks compute from what they measured, and what each tool gets to build."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.bases import Size, make_base
from benchmarks.content import Base
from benchmarks.goals import BUILD_GOALS, Value, exponent, faster_than, share_of
from benchmarks.measuring import FailedError, Measurement, TimeOverError, measure
from benchmarks.report import builds_report, goals_table, replace_block, verdict
from benchmarks.rounds import Plan, Results
from benchmarks.searches import cells
from benchmarks.tools import TOOLS, Environment, Tool
from benchmarks.workplace import Workplace

from knowledge_bases import ROOT


def results(**seconds: float) -> Results:
    """Runs of one tool and size each, named tool_size."""
    found = Results()
    for name, wall in seconds.items():
        tool, _, size = name.rpartition("_")
        run = Measurement(wall, wall / 2, memory=100_000_000, size=int(wall * 1000), files=3)
        found.runs[tool.replace("_", "-"), size] = [run]
    return found


@pytest.fixture(scope="module")
def base() -> Base:
    return make_base(Size("tiny", 6, 40))


def test_medians_are_taken_figure_by_figure() -> None:
    found = Results()
    found.runs["hugo", "S"] = [Measurement(3, 1, 10), Measurement(1, 2, 30), Measurement(2, 9, 20)]

    assert found.middle("hugo", "S") == Measurement(2, 2, 20)


def test_a_tool_that_takes_three_times_as_long_makes_us_three_times_as_fast() -> None:
    found = results(same_scope_S=2.0, mkdocs_bibtex_S=6.0)

    assert faster_than("mkdocs-bibtex", "S")(found, "wall") == Value(3.0)
    assert share_of("mkdocs-bibtex", "S")(found, "wall") == Value(1 / 3)


def test_a_tool_that_was_stopped_gives_a_bound_on_the_wall_and_nothing_else() -> None:
    found = results(same_scope_L=10.0)
    found.missing["sphinx", "L"] = "not in 900 s"
    found.stopped["sphinx", "L"] = 900

    assert faster_than("sphinx", "L")(found, "wall") == Value(90.0, is_bound=True)
    assert faster_than("sphinx", "L")(found, "cpu") is None
    assert share_of("sphinx", "L")(found, "wall") is None


@pytest.mark.parametrize(("medium", "large", "expected"), [(2, 10, 1), (2, 50, 2), (2, 2, 0)])
def test_growth_is_one_where_five_times_as_much_takes_five_times_as_long(
    medium: float, large: float, expected: float
) -> None:
    found = exponent(results(same_scope_M=medium, same_scope_L=large), "wall")

    assert found is not None
    assert found.number == pytest.approx(expected)


def test_goals_are_met_not_met_or_not_known() -> None:
    at_least, at_most = BUILD_GOALS[0], BUILD_GOALS[4]

    assert verdict(at_least, Value(4.0), None) == "met"
    assert verdict(at_least, Value(3.9), Value(4.1)) == "met by processor time"
    assert verdict(at_least, Value(3.9), Value(3.9)) == "**not met**"
    assert verdict(at_least, Value(3.9, is_bound=True), None) == "not known"
    assert verdict(at_most, Value(1.2), None) == "met"
    assert verdict(at_most, Value(1.3), Value(1.3)) == "**not met**"
    assert verdict(at_most, None, None) == "not measured"


def test_the_goals_are_those_of_the_specification() -> None:
    limits = [(goal.text[:2].strip(":"), goal.wanted) for goal in BUILD_GOALS]

    assert limits == [
        ("S", "at least 4"),
        ("M", "at least 12"),
        ("M", "at least 8"),
        ("M", "at least 25"),
        ("M", "at most 1.2"),
        ("L", "at least 20"),
        ("L", "at least 12"),
        ("L", "at most 0.7"),
        ("Gr", "at most 1"),
        ("Pe", "at most 350"),
        ("By", "at most 5.1"),
    ]


def test_the_report_shows_times_ratios_and_why_something_is_missing() -> None:
    found = results(same_scope_M=2.0, same_scope_L=10.0, material_M=17.0)
    found.missing["material", "L"] = "not in 60 s"
    found.stopped["material", "L"] = 60
    found.versions = {"same-scope": {"mkdocs": "1.6.1"}, "material": {"mkdocs": "1.6.1"}}
    report = builds_report(found, ["M", "L"], "Somewhere.")

    assert "| ours: pages and search | 2.00 | 10.0 | 1.00 |" in report
    assert "slim navigation | 17.0 (8.50) | not in 60 s |" in report
    assert "| M: times as fast as Material with links ready-made | at least 8 | 8.50 |" in report
    assert (
        "| L: times as fast as Material with links ready-made | at least 12 | more than 6.00 |"
        in report
    )


def test_results_survive_being_written_down() -> None:
    found = results(same_scope_M=2.0)
    found.missing["hugo", "M"], found.stopped["hugo", "M"] = "not in 5 s", 5.0

    assert Results.from_json(found.as_json()) == found


def test_tools_that_cannot_be_had_or_built_are_told_and_the_rest_is_measured(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tool(name: str, code: str, **other: str) -> Tool:
        class Here(Environment):
            def make(self, folder: Path) -> Path:
                if name == "gone":
                    raise FileNotFoundError("no such package")
                return Path(sys.executable).parent

        environment = Here(name, ("x",), ("pytest",))
        command = [sys.executable, "-c", code]
        return Tool(name, name, environment, TOOLS["hugo"].write, lambda _: command, **other)

    build = "import pathlib; p = pathlib.Path('site'); p.mkdir(); (p / 'a').write_text('12')"
    tools = [
        tool("good", build),
        tool("gone", build),
        tool("bad", "exit(3)"),
        tool("forgetful", build + "; import shutil; shutil.rmtree('site')", keeps=".cache"),
    ]
    monkeypatch.setattr("benchmarks.rounds.TOOLS", {tool.name: tool for tool in tools})
    monkeypatch.setattr(Workplace, "base", lambda *_: base)
    names = [tool.name for tool in tools]
    found = Plan(names, ["S"], 2, Workplace(tmp_path, seed=1, timeout=60)).carry_out()

    assert {place: len(runs) for place, runs in found.runs.items()} == {("good", "S"): 2}
    assert found.middle("good", "S").size == 2
    assert found.missing == {
        ("gone", "S"): "could not be installed",
        ("bad", "S"): "ended with 3",
        ("forgetful", "S"): "keeps nothing",
    }


def test_a_table_takes_the_place_of_the_former_one() -> None:
    page = "a\n<!-- measured: x -->\nold\n<!-- end: x -->\nb\n"

    assert replace_block(page, "x", r"new \1") == (
        "a\n<!-- measured: x -->\nnew \\1\n<!-- end: x -->\nb\n"
    )
    with pytest.raises(ValueError, match="no place for y"):
        replace_block(page, "y", "new")


def test_a_run_tells_processor_time_memory_and_output_of_what_it_started(tmp_path: Path) -> None:
    code = (
        "import pathlib, subprocess, sys;"
        "child = 'x = bytearray(80_000_000); sum(range(3_000_000))';"
        "subprocess.run([sys.executable, '-c', child]);"
        "pathlib.Path('out').mkdir(); pathlib.Path('out/a').write_text('12345')"
    )
    folder = tmp_path / "project"
    folder.mkdir()
    run = measure([sys.executable, "-c", code], folder, timeout=60, output=folder / "out")

    assert (run.size, run.files) == (5, 1)
    assert run.memory > 80_000_000
    assert run.cpu > 0


def test_a_run_that_takes_too_long_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    child = (
        "import time; pipe = open('pipe', 'wb', buffering=0); pipe.write(b'here'); time.sleep(99)"
    )
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(TimeOverError, match=r"not in 3 s"):
        measure([sys.executable, "-c", code], folder, timeout=3)

    assert os.read(reader, 9) == b"here"
    select.select([reader], [], [], 10)
    assert os.read(reader, 9) == b""  # nobody holds the other end any more
    os.close(reader)


def test_a_run_that_fails_says_how(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    with pytest.raises(FailedError, match="ended with 3:\nno flour"):
        measure([sys.executable, "-c", "print('no flour'); exit(3)"], folder, timeout=60)


@pytest.mark.parametrize("name", list(TOOLS))
def test_every_tool_gets_every_claim_and_finding(name: str, base: Base, tmp_path: Path) -> None:
    TOOLS[name].write(base, tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.suffix in {".md", ".yml"}]
    text = re.sub(r"\s+", " ", " ".join(path.read_text("utf-8") for path in files))

    for condition in base.conditions:
        for claim in condition.claims:
            assert claim.statement in text
            assert all(citation.finding in text for citation in claim.citations)


@pytest.mark.parametrize("name", ["material", "hugo"])
def test_ready_made_links_lead_to_pages_that_are_there(
    name: str, base: Base, tmp_path: Path
) -> None:
    TOOLS[name].write(base, tmp_path)
    content = tmp_path / ("docs" if name == "material" else "content")
    pages = {path.relative_to(content).as_posix() for path in content.rglob("*.md")}
    for page in pages:
        text = (content / page).read_text("utf-8")
        for address in re.findall(r"\]\(([^)#]+)", text):
            path = re.sub(r"^(\.\./|/invented/)|(\.md|/)$", "", address)
            assert f"{path}.md" in pages or f"{path}/_index.md" in pages, f"{page}: {address}"


@pytest.mark.parametrize("page", ["conditions", "studies"])
def test_studies_have_pages_where_the_tool_has_them(page: str, base: Base, tmp_path: Path) -> None:
    TOOLS["material"].write(base, tmp_path)
    names = {path.stem for path in (tmp_path / "docs" / page).glob("*.md")}

    wanted = (
        {c.slug for c in base.conditions} if page == "conditions" else {s.key for s in base.studies}
    )
    assert wanted <= names


def test_goals_that_were_not_measured_say_so() -> None:
    assert goals_table(Results(), BUILD_GOALS).count("not measured") == len(BUILD_GOALS)


def test_the_page_of_benchmarks_has_a_place_for_every_table() -> None:
    page = (ROOT / "docs" / "about" / "benchmarks.md").read_text("utf-8")

    for name in ("builds", "preview", "search", "commands", "profile"):
        assert replace_block(page, name, "x")


def test_the_command_says_what_it_cannot_compare() -> None:
    command = [sys.executable, ROOT / "scripts" / "bench.py", "builds", "--only", "hugo,jekyll"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "jekyll is none of same-scope, again, ours, hugo" in done.stderr


def test_searches_are_judged_by_their_medians_and_by_all_three_goals() -> None:
    def visit(first: float, loaded: int, later: float) -> dict[str, object]:
        return {"first": first, "loaded": loaded, "later": [later, 2 * later]}

    visits = [visit(900, 400_000, 100), visit(5000, 450_000, 60), visit(700, 300_000, 70)]

    assert cells(visits, is_judged=True) == ["0.90", "0.40", "0.110", "0.200", "met"]
    assert cells([visit(1100, 1, 1)], is_judged=True)[-1] == "**not met**"
    assert cells([visit(1, 600_000, 1)], is_judged=True)[-1] == "**not met**"
    assert cells([{"first": None, "loaded": 1, "later": [1]}], is_judged=True)[0] == (
        "no answer in 60 s"
    )
