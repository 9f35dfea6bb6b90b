"""In a browser, nothing that came with content runs, asks anyone, or opens a window."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser_measures import eventually
from knowledge_bases import BASE, ROOT, Project
from serving import serve

sys.path.append(str(ROOT / "tests" / "hostile"))

from corpus import payloads
from full_records import full_files

#: Pages that show every field of every record.
PAGES = [
    "conditions/full-condition/",
    "conditions/full-condition/leaflet/",
    "treatments/full-treatment/",
    "harms/full-harm/",
    "topics/full-topic/",
    "studies/agency2022/",
    "studies/payload2020/",
    "heard/",
    "claims/",
    "compare/",
    "references/",
    "map/",
]
WATCH = "window.hit = parent.hit = () => { window.wasHit = true; };"
TOUCH = """() => {
  document.querySelectorAll('details').forEach((element) => { element.open = true; });
  document.querySelectorAll('.md-content a, .md-content button, .md-content summary')
    .forEach((element) => ['mouseover', 'focus', 'pointerenter'].forEach((name) =>
      element.dispatchEvent(new Event(name, {bubbles: true}))));
  return Boolean(window.wasHit);
}"""


@dataclass
class Seen:
    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The tiny base with every piece of markup in every text field, really built."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    project = Project(root)
    every = payloads()
    places: list[str] = []

    def some(place: str) -> str:
        places.append(place)
        first = len(places) * 7
        chosen = [every[(first + step) % len(every)] for step in range(7)]
        return "\n\n".join([*chosen, "[@muster2020]"])

    for name, text in full_files(some).items():
        project.write(name, text)
    plain = [payload.replace("{", "(").replace("}", ")").replace("@", "(at)") for payload in every]
    fields = "title author editor journal publisher note edition address keywords".split()
    entry = "".join(f"  {n} = {{{' '.join(plain[i::9])}}},\n" for i, n in enumerate(fields))
    bibliography = project.path("references.bib").read_text("utf-8")
    project.write(
        "references.bib", f"{bibliography}\n@article{{payload2020,\n{entry}  year = {{2020}},\n}}\n"
    )
    # HTML that ends the page early or leads elsewhere would hide all that follows.
    ends = ("<textarea", "<meta", "<title", "<listing")
    written = "\n\n".join(payload for payload in every if not payload.startswith(ends))
    project.write("docs/note.md", f"# Note\n\n{written}\n")
    done = project.run("mkdocs", "build")
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout
    with serve(Path(project.site)) as address:
        yield address


@pytest.fixture(scope="module")
def watched(browser: Browser, hostile_site: str) -> Iterator[Seen]:
    """One page, on which everything is noticed."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(WATCH)
    found = Seen(context.new_page(), hostile_site)

    def asked(url: str) -> None:
        if not url.startswith((hostile_site, "data:", "blob:")):
            found.foreign.append(url)

    # The browser also tells of what the policy stopped before it left.
    found.page.on("requestfinished", lambda request: asked(request.url))
    found.page.on("requestfailed", lambda r: "csp" in (r.failure or "") or asked(r.url))
    found.page.on("dialog", lambda dialog: (found.windows.append(dialog.message), dialog.dismiss()))
    context.on("page", lambda page: found.windows.append(page.url))
    found.page.on(
        "console", lambda said: said.type == "error" and found.complaints.append(said.text)
    )
    yield found
    context.close()


@pytest.fixture
def seen(watched: Seen) -> Seen:
    watched.page.goto("about:blank")
    for noticed in (watched.foreign, watched.windows, watched.complaints):
        noticed.clear()
    return watched


@pytest.mark.parametrize("name", PAGES)
def test_markup_in_records_and_references_is_text(seen: Seen, name: str) -> None:
    answer = seen.page.goto(seen.address + name)

    assert answer is not None
    assert answer.ok
    assert seen.page.evaluate(TOUCH) is False
    # Nothing even had to be stopped: a policy that stops something complains.
    assert (seen.foreign, seen.windows, seen.complaints) == ([], [], [])


def test_what_the_search_finds_is_text(seen: Seen) -> None:
    seen.page.goto(f"{seen.address}?q=hit")
    seen.page.locator(".md-search-result__item").first.wait_for(state="attached")

    assert seen.page.evaluate(TOUCH) is False
    assert (seen.foreign, seen.windows, seen.complaints) == ([], [], [])


def test_raw_html_of_a_hand_written_page_runs_no_script_and_asks_nobody(seen: Seen) -> None:
    """MkDocs keeps the HTML of pages that editors write; the policy of the page rules it."""
    seen.page.goto(f"{seen.address}note/", wait_until="load")

    assert seen.page.evaluate(TOUCH) is False
    assert (seen.foreign, seen.windows) == ([], [])
    eventually(lambda: any("Content Security Policy" in text for text in seen.complaints))
