"""Sites that are put in place by a process that is killed: python3 killed_swaps.py FOLDER [PAGES].

The process is ended right before each change of the disk that it makes, one after the other, once
with the system's exchange of folders and once without. Prints what was found, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from auditor import Auditor

from mkdocs_evidence.site import staged_site
from mkdocs_evidence.site.staged_site import StagedSite

#: Pages of a site; the more there are, the more changes of the disk there are to be killed at.
PAGES = ["index.html", "a/index.html", "b/index.html"]


def swap(site: Path, edition: str) -> None:
    """Build a site of some pages and put it in place."""
    staged = StagedSite.begin(site, str)
    for page in PAGES if staged else ():
        file = staged.next / page
        file.parent.mkdir(exist_ok=True)
        file.write_text(edition)
    if staged:
        staged.publish()


def state(site: Path) -> str:
    """The edition that stands; other words where there is none, or a mixture."""
    found = {(site / page).read_text() if (site / page).exists() else "missing" for page in PAGES}
    kept = (site / ".git" / "HEAD").exists()
    if not site.exists():
        return "no site"
    return found.pop() if len(found) == 1 and kept else "torn"


def kill_at_each_change(root: Path) -> dict[str, int]:
    """Kill the process before its first change, its second, and so on until it comes to its end."""
    site = root / "site"
    swap(site, "0")
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("main")
    found = {"kills": 0, "torn": 0, "absent": 0, "torn_after_the_next_build": 0, "left_behind": 0}
    edition = 0
    while True:
        edition += 1
        child = os.fork()
        if child == 0:
            sys.addaudithook(Auditor(found["kills"] + 1))
            swap(site, str(edition))
            os._exit(0)
        was_killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        # Until the old site is settled, its hidden files may stand beside the new one.
        pages = {(site / page).read_text() for page in PAGES if (site / page).exists()}
        found["absent"] += not site.exists()
        found["torn"] += site.exists() and len(pages) != 1
        settled = StagedSite.begin(site, str)
        if settled:
            settled.discard()
        found["torn_after_the_next_build"] += state(site) not in {str(edition), str(edition - 1)}
        found["left_behind"] += len(list(root.glob(".*.evidence")))
        if not was_killed:
            return found
        found["kills"] += 1
        swap(site, str(edition))


def main() -> None:
    """Kill swaps of both kinds."""
    root = Path(sys.argv[1])
    PAGES.extend(f"{number}/index.html" for number in range(len(PAGES), int([*sys.argv, "0"][2])))
    found = {}
    for name in ("exchange", "renames"):
        if name == "renames":
            staged_site._exchange = lambda *_: False  # type: ignore[assignment]
        (root / name).mkdir(parents=True)
        found[name] = kill_at_each_change(root / name)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
