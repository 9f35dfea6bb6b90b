"""A bad and a good example of every kind of problem, taken from the golden cases.

docs/about/check-examples.md is made from them, so no example can rot: what is called bad is a case
that the checks answer with just this problem, and what is called good is the tiny base, which has
none, or `good:` of the case.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge_bases import BASE, ROOT
from mkdocs_evidence.model.problem import ProblemKind
from mkdocs_evidence.model.problem_kinds.table import ALL

PAGE = ROOT / "docs" / "about" / "check-examples.md"
TESTS = ROOT / "tests"
FOLDERS = (
    TESTS / "checks" / "cases",
    TESTS / "history" / "cases",
    TESTS / "site" / "setting_cases",
)
_LONGEST = 14
_HEAD = """\
# A bad and a good example of each problem

The examples are about blue fever and skyroot tea, which do not exist. Each is a test: the bad one
brings exactly this message, the good one none. [What the checks say](checks.md) has the reasons.
"""


@dataclass(frozen=True)
class Example:
    """What is wrong, what is then said, and what is right."""

    path: str
    bad: str
    said: str
    good: str


def example_of(kind: ProblemKind) -> Example:
    """The first case of a kind, by name; a case that changes one file comes before others."""
    found = sorted(_cases(kind.code), key=lambda named: (_weight(named[1]), named[0]))
    assert found, f"no case for {kind.code}"
    case = found[0][1]
    line = next(line for line in _said(case).splitlines() if f"  {kind.code}  " in line)
    path = re.match(r"\s*(.+?):\d+:\d+ ", line).group(1)
    changed = case.get("replace", {})
    if changed and path not in changed:
        path = next(iter(changed))
    bad, good = _change(case, path)
    good = case.get("good") or good or _mend(line)
    return Example(path, bad, line.strip(), good.rstrip("\n"))


def _cases(code: str) -> Iterator[tuple[str, dict]]:
    for name, case in _all_cases():
        if f"  {code}  " in _said(case):
            yield f"{'a' if code.lower() in name else 'b'} {name}", case


@cache
def _all_cases() -> list[tuple[str, dict]]:
    files = (file for folder in FOLDERS for file in folder.glob("*.yml"))
    return [(file.stem, yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)) for file in files]


def _said(case: dict) -> str:
    return case.get("problems") or case.get("said", "")


def _mend(line: str) -> str:
    """The last sentence of a message, where a case shows nothing that is right."""
    return "# " + re.split(r"(?<=[.?!]) ", line)[-1]


def _weight(case: dict) -> int:
    """Cases that say what is good first, then those of one change in one file."""
    changes = case.get("replace", {})
    only_one = len(changes) == 1 and len(next(iter(changes.values()))) == 1
    return 0 if "good" in case else 1 if only_one else 2 if changes else 3


def _change(case: dict, path: str) -> tuple[str, str]:
    """The lines of a file that a case makes wrong, and what stood in their place."""
    changes = case.get("replace", {}).get(path)
    if not changes:
        new = {**case.get("write", {}), **case.get("write_latin1", {})}
        new |= {name: f"# a symbolic link to {to}" for name, to in case.get("link", {}).items()}
        return new.get(path) or "(nothing)", ""
    before = (BASE / path).read_text("utf-8")
    after = before
    for old, new in changes.items():
        after = after.replace(old, new, 1)
    return _different_lines(before, after)


def _different_lines(before: str, after: str) -> tuple[str, str]:
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    bad: list[str] = []
    good: list[str] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            context = 0 if tag == "replace" else 1
            good += old[max(0, i - context) : j + context]
            bad += new[max(0, k - context) : m + context]
    return _shown(bad), _shown(good)


def _shown(lines: list[str]) -> str:
    cut = [*lines[:_LONGEST], *(["…"] if len(lines) > _LONGEST else [])]
    return textwrap.dedent("\n".join(cut))


def page(codes: Iterable[str] = tuple(ALL)) -> str:
    """The page of the examples of some codes."""
    return "\n".join([_HEAD, *(_section(ALL[code]) for code in codes)])


def codes_shown() -> list[str]:
    """The codes that have a section on the page."""
    return re.findall(r"^## ([A-Z]{3}\d{3})$", PAGE.read_text("utf-8"), re.MULTILINE)


def _section(kind: ProblemKind) -> str:
    example = example_of(kind)
    language = {".bib": "bibtex", ".md": "markdown"}.get(Path(example.path).suffix, "yaml")
    message = example.said.split(f"  {kind.code}  ", 1)[1]
    return "\n".join(
        [
            f"## {kind.code}",
            "",
            f"{kind.severity.label}: {kind.title}.",
            "",
            f"Bad, in `{example.path}`:",
            "",
            *_block(example.bad, language),
            "",
            *_block("\n".join(textwrap.wrap(message, 96)), "text"),
            "",
            "Good:",
            "",
            *_block(example.good, language),
            "",
        ]
    )


def _block(text: str, language: str) -> list[str]:
    fence = "````" if "```" in text else "```"
    return [f"{fence}{language}", text.rstrip("\n"), fence]
