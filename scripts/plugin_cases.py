"""Other plugins of MkDocs beside ours: how each is set, and how to see that it did its work."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

RECORD = "conditions/moon-sneezing/index.html"
_OURS = "conditions/* treatments/* harms/* topics/* studies/* heard/* claims/* compare/* changes/*"
_NOT_IN_GIT = "[" + ", ".join([*_OURS.split(), "map.md", "references.md", "retractions.md"]) + "]"


@dataclass(frozen=True)
class PluginCase:
    """A plugin, its settings, and what a site built with it must hold."""

    name: str
    #: The package on the index; empty: it comes with MkDocs or with Material.
    package: str
    #: Lines below `plugins:`, before ours and after it.
    before: str
    looks_right: Callable[[Path], bool]
    #: What a reader of the table should know.
    note: str
    after: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ("mkdocs", "build", "--strict", "--quiet")
    works: bool = True


def _page(site: Path, name: str) -> str:
    file = site / name
    return file.read_text("utf-8") if file.is_file() else ""


def _finds_the_record(site: Path) -> bool:
    index = json.loads(_page(site, "search/search_index.json") or '{"docs": []}')
    return any(entry["location"].startswith("conditions/moon-sneezing/") for entry in index["docs"])


def _is_smaller_and_guarded(site: Path) -> bool:
    page = _page(site, RECORD)
    return "\n\n" not in page and "http-equiv=Content-Security-Policy" in page


def _dates_written_pages_alone(site: Path) -> bool:
    mark = "git-revision-date-localized"
    return mark in _page(site, "about/index.html") and mark not in _page(site, RECORD)


def _has_a_version(site: Path) -> bool:
    command = ["git", "ls-tree", "-r", "--name-only", "gh-pages"]
    done = subprocess.run(command, cwd=site.parent, capture_output=True, text=True, check=False)
    return f"1.0/{RECORD}" in done.stdout and "versions.json" in done.stdout


CASES = (
    PluginCase(
        name="search",
        package="",
        before="",
        looks_right=_finds_the_record,
        note="Gets entries of ours for records, claims and studies; its own worker is replaced by one that knows trial names.",
    ),
    PluginCase(
        name="tags (Material)",
        package="",
        before="  - tags\n",
        pages={
            "docs/tagged.md": "---\ntags: [Nights]\n---\n\n# Tagged\n\nA page with a tag.\n",
            "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
        },
        looks_right=lambda site: "../tagged/" in _page(site, "tags/index.html"),
        note="For hand-written pages; records have groups instead.",
    ),
    PluginCase(
        name="privacy (Material)",
        package="",
        before="  - privacy\n",
        command=("mkdocs", "build", "--quiet"),
        looks_right=lambda site: bool(_page(site, RECORD)),
        note="Has nothing to do: pages load nothing from elsewhere. It fetches the theme's diagram library from unpkg.com while building, and warns where it cannot, so a strict build needs the network.",
    ),
    PluginCase(
        name="minify",
        package="mkdocs-minify-plugin",
        before="  - minify: {minify_html: true}\n",
        looks_right=_is_smaller_and_guarded,
        note="Pages are a quarter smaller before compression; links, anchors and the policy stay.",
    ),
    PluginCase(
        name="redirects",
        package="mkdocs-redirects",
        before="",
        after="  - redirects: {redirect_maps: {old.md: conditions/moon-sneezing.md}}\n",
        looks_right=lambda site: "conditions/moon-sneezing/" in _page(site, "old/index.html"),
        note="Below `evidence` in the list, so that it knows our pages. Renamed records and claims need no redirect: `was:` makes one.",
    ),
    PluginCase(
        name="git-revision-date-localized",
        package="mkdocs-git-revision-date-localized-plugin",
        before=f"  - git-revision-date-localized: {{exclude: {_NOT_IN_GIT}}}\n",
        looks_right=_dates_written_pages_alone,
        note="For hand-written pages, with ours under `exclude:`; it gives pages that are no files of git the time of the build. The history of a record is on its page and on the page of changes.",
    ),
    PluginCase(
        name="mike",
        package="mike",
        before="",
        command=("mike", "deploy", "1.0", "latest"),
        looks_right=_has_a_version,
        note="Each version is a whole site with its own data files and its own copy for reading offline.",
    ),
    PluginCase(
        name="static-i18n",
        package="mkdocs-static-i18n",
        before="  - i18n: {docs_structure: suffix, languages: [{locale: en, default: true, name: English, build: true}]}\n",
        looks_right=lambda site: bool(_page(site, RECORD)),
        note="Takes every page for a file in docs_dir and stops with a Python error at the first that is none. A site in one language needs no plugin: our words follow [`theme.language`](languages.md).",
        works=False,
    ),
)
