"""What a reader's browser loads, and waits for, before the search answers."""

from __future__ import annotations

import json
import subprocess
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.goals import Goal, Value, verdict
from benchmarks.measuring import clean_environment, measure
from benchmarks.report import NOTHING, table
from benchmarks.tools import TOOLS, Environment, Tool
from benchmarks.workplace import Workplace
from browser import find_browser

#: Tools whose field and list of answers are those of the theme.
SEARCHED = ("same-scope", "material")
_BROWSER = Environment("browser", ("playwright~=1.45",), ("playwright",))
_MEGABYTE = 1_000_000
_FIRST = Goal("first answer", 1.0, False, lambda *_: None)
_LOADED = Goal("loaded for it", 0.5, False, lambda *_: None)
_LATER = Goal("later answers", 0.15, False, lambda *_: None)


def time_searches(workplace: Workplace, size: str, tools: list[str], visits: int) -> str:
    """Build each site, search it in a browser, and say how long that took."""
    python = _BROWSER.make(workplace.folder / "environments") / "python"
    chromium = find_browser()
    if not chromium:
        return "There is no Chromium on this machine, and none could be installed."
    rows = []
    for tool in (TOOLS[name] for name in tools if name in SEARCHED):
        site = _built(workplace, size, tool)
        script = Path(__file__).with_name("search_in_browser.py")
        command = [str(python), str(script), str(site), chromium, str(visits)]
        done = subprocess.run(
            command, env=clean_environment(), capture_output=True, text=True, check=True
        )
        found = json.loads(done.stdout)
        rows.append([tool.title, *cells(found, is_judged=tool.is_ours and size == "L")])
        print(f"{tool.name}: {', '.join(rows[-1][1:])}", flush=True)
    head = [
        "Site",
        "first answer, s",
        "loaded for it, MB",
        "later answers, s",
        "slowest, s",
        "Verdict",
    ]
    return table(head, rows)


def _built(workplace: Workplace, size: str, tool: Tool) -> Path:
    project = workplace.new_project(size, f"{tool.name}-search")
    tool.write(workplace.base(size), project)
    command = tool.command(workplace.commands(tool))
    measure(command, project, timeout=workplace.timeout)
    return project / tool.output


def cells(visits: list[dict[str, Any]], *, is_judged: bool) -> list[str]:
    """Medians of visits; milliseconds become seconds, and no answer in a minute is none."""
    firsts = [visit["first"] for visit in visits]
    laters = list(chain.from_iterable(visit["later"] for visit in visits))
    if None in firsts or None in laters:
        return ["no answer in 60 s", *[NOTHING] * 3, "**not met**" if is_judged else NOTHING]
    first, later = median(firsts) / 1000, median(laters) / 1000
    loaded = median(visit["loaded"] for visit in visits) / _MEGABYTE
    judged = {
        verdict(goal, Value(number), None)
        for goal, number in ((_FIRST, first), (_LOADED, loaded), (_LATER, later))
    }
    said = "met" if judged == {"met"} else "**not met**"
    slowest = max(laters) / 1000
    numbers = [f"{first:.2f}", f"{loaded:.2f}", f"{later:.3f}", f"{slowest:.3f}"]
    return [*numbers, said if is_judged else NOTHING]
