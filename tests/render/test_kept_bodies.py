"""A preview writes only the pages that an edit changes, and each is as if all had been written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from knowledge_bases import Project
from mkdocs_evidence.history.log import NO_HISTORY
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.kept_bodies import KeptBodies
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.site.loading import load
from mkdocs_evidence.sources.knowledge_base import ReadCache


class Preview:
    """What one plugin keeps between the rebuilds of a preview."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.kept = KeptBodies()
        self.cache = ReadCache()

    def library(self) -> Library:
        return load(self.project.load().library.layout, cache=self.cache).library

    def pages(self) -> dict[str, str]:
        library = self.library()
        addresses = Addresses(library.layout)
        self.kept.begin(library, addresses, NO_HISTORY)
        pages = Renderer(library, addresses).pages()
        return {page.name: self.kept.keep(page).write().html for page in pages}


def fresh(project: Project) -> dict[str, str]:
    library = project.library()
    return {p.name: p.write().html for p in Renderer(library, Addresses(library.layout)).pages()}


@pytest.fixture
def preview(project: Project) -> Preview:
    running = Preview(project)
    running.pages()
    return running


def test_nothing_is_written_where_nothing_changed(preview: Preview) -> None:
    preview.pages()

    assert preview.kept.written == []


def test_an_edit_writes_its_page_and_those_that_show_something_of_it(preview: Preview) -> None:
    preview.project.replace("docs/studies/novak2021.yml", "design: rct", "design: cohort")
    pages = preview.pages()

    assert "studies/novak2021" in preview.kept.written
    assert "conditions/blue-fever" in preview.kept.written
    assert "studies/muster2020" not in preview.kept.written
    assert pages == fresh(preview.project)


def test_an_entry_that_only_moved_changes_no_page(preview: Preview) -> None:
    text = preview.project.path("references.bib").read_text("utf-8")
    preview.project.write("references.bib", f"% A comment above.\n\n{text}")
    preview.pages()

    assert preview.kept.written == []


def test_a_retraction_shows_wherever_a_claim_rests_on_the_study(preview: Preview) -> None:
    notice = "integrity:\n  status: retracted\n  notice: https://example.org/notice\n  checked: 2026-11-01\n"
    study = preview.project.path("docs/studies/novak2021.yml")
    preview.project.write("docs/studies/novak2021.yml", study.read_text("utf-8") + notice)

    assert preview.pages() == fresh(preview.project)


EDITS = ("delete line", "double line", "swap words", "change digit", "undo")


def edited(text: str, dice: random.Random) -> str:
    lines = text.splitlines()
    number = dice.randrange(len(lines))
    match dice.choice(EDITS):
        case "delete line":
            del lines[number]
        case "double line":
            lines.insert(number, lines[number])
        case "swap words":
            words = lines[number].split(" ")
            dice.shuffle(words)
            lines[number] = " ".join(words)
        case "change digit":
            lines[number] = "".join(
                str((int(c) + 1) % 10) if c.isdigit() else c for c in lines[number]
            )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_pages_are_right_after_every_edit(project: Project, seed: int) -> None:
    dice = random.Random(seed)
    preview = Preview(project)
    sources = sorted([*project.root.glob("docs/**/*.yml"), project.path("references.bib")])
    good = {file: file.read_text("utf-8") for file in sources}
    compared = 0
    for _ in range(40):
        file: Path = dice.choice(sources)
        before = file.read_text("utf-8")
        file.write_text(edited(before, dice), encoding="utf-8")
        if project.load().errors:  # A preview shows the last good version of such a file.
            file.write_text(before if dice.random() < 0.7 else good[file], encoding="utf-8")
        if not project.load().errors:
            compared += 1

            assert preview.pages() == fresh(project), file

    assert compared >= 20


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("seed", range(4, 6))
def test_parts_of_lists_are_right_after_every_edit(project: Project, seed: int) -> None:
    test_pages_are_right_after_every_edit(project, seed)


@pytest.mark.usefixtures("in_parts")
def test_an_edit_writes_the_parts_of_lists_with_its_rows_alone(preview: Preview) -> None:
    preview.project.replace("docs/studies/novak2021.yml", "design: rct", "design: cohort")
    preview.pages()

    assert "studies/by-author/n" in preview.kept.written
    assert "studies/by-author/m" not in preview.kept.written
    assert "claims/conditions/a-c" in preview.kept.written
