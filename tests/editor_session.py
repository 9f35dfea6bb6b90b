"""The editor's session of docs/about/editor-session.md, on a clean clone of this project.

scripts/editor_session.py runs this file: it takes every step, writes the page with what the commands
print, and draws the comment on the pull request that the session would be.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser_arguments import ARGUMENTS
from comment_picture import draw_comment
from documented_steps import printed, take
from knowledge_bases import ROOT, Project
from repositories import git
from scholarly_services import DOI, NCT, PMCID, PMID, article, conversion, stand_in, trial, work

PAGE = ROOT / "docs" / "about" / "editor-session.md"
PICTURE = ROOT / "docs" / "assets" / "screens" / "editing-session.png"
#: Every entry that the real list gains moves those below it.
_LINE_OF_LIST = re.compile(r"(?<=references\.bib):\d+(:\d+)?")
#: The day on which the session takes place: 2026-11-22, noon.
_DAY = "1795348800"


def clone(folder: Path) -> Project:
    """A clean clone of this project as it was committed last."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return Project(folder)


def take_session(page: str, project: Project) -> str:
    """Take the steps of the page, the services being a stand-in; the page as it should read."""
    with stand_in() as services:
        services.crossref(work())
        services.pubmed(article())
        services.says(f"/ctgov/studies/{NCT}", trial())
        services.says("/idconv/", conversion(pmid=int(PMID), pmcid=PMCID, doi=DOI))
        os.environ["EVIDENCE_STAND_IN"] = services.base
        try:
            return _LINE_OF_LIST.sub(":…", take(page, project))
        finally:
            del os.environ["EVIDENCE_STAND_IN"]


def main(browser_path: str) -> None:
    """Take the session, write the page, and draw the comment where there is a browser."""
    os.environ |= {"SOURCE_DATE_EPOCH": _DAY, "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        project = clone(Path(folder) / "clone")
        start = git(project, "rev-parse", "HEAD")
        page = take_session(PAGE.read_text("utf-8"), project)
        comment = printed(f"evidence diff {start} --format markdown", project)
    PAGE.write_text(page, "utf-8")
    print(page)
    if browser_path:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
            draw_comment(comment, PICTURE, browser)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
