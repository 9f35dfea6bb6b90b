"""The page of changes, the history of a claim, and the feeds, in a really built site."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil

import feedparser
import pytest

from crawl import Site
from feed_files import feed_errors
from knowledge_bases import BASE, Project
from repositories import commit

CONDITION = "docs/conditions/blue-fever.yml"
HOSTILE = "<script>alert(1)</script> & 'quotes'"


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with a first edition, a change that matters, one of words, and a hostile one."""
    project = Project(tmp_path_factory.mktemp("changed") / "base")
    shutil.copytree(BASE, project.root)
    project.write(".gitignore", "/site/\n/.cache/\n")
    index = project.path("docs/index.md").read_text("utf-8")
    project.write("docs/index.md", f"{index}\n## Lately\n\n[[list:changes]]\n")
    commit(project, "The first edition", "2026-03-01")
    project.replace(
        CONDITION,
        "    direction: mixed",
        "    changed_because: A third trial agrees.\n    direction: benefit",
    )
    commit(project, "A third trial", "2026-05-02")
    project.replace(CONDITION, "in about one in ten people", "in about one person in ten")
    commit(project, "Words", "2026-05-02")
    project.replace("docs/topics/botany.yml", "name: Botany", f'name: "Botany {HOSTILE}"')
    project.replace("docs/topics/botany.yml", "It grows", "It never grows")
    commit(project, f"Hostile {HOSTILE}", "2026-06-01")
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="module")
def page(changed_site: Project) -> str:
    return (changed_site.site / "changes/index.html").read_text("utf-8")


def test_days_come_newest_first(page: str) -> None:
    days = re.findall(r'<h2 id="_(\d{4}-\d\d-\d\d)"', page)

    assert days == ["2026-06-01", "2026-05-02", "2026-03-01"]


def test_a_change_links_its_claim_and_says_what_happened(page: str) -> None:
    assert "1 claim changed direction" in page
    assert "Direction changed from mixed to benefit. Reason: A third trial agrees." in page
    assert 'href="../conditions/blue-fever/#skyroot-duration"' in page
    assert "First edition: 3 claims" in page


def test_a_change_of_words_is_folded_away(page: str) -> None:
    fold = re.search(
        r"<summary>1 other edit with no change to the evidence</summary>.*?</details>",
        page,
        re.DOTALL,
    )

    assert "Words (1 reworded)" in fold.group(0)


def test_nothing_is_broken_and_nothing_hostile_runs(changed_site: Project, page: str) -> None:
    site = Site(changed_site.site)

    assert site.broken_links() == []
    assert site.repeated_ids() == []
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_claim_tells_its_history(changed_site: Project) -> None:
    record = (changed_site.site / "conditions/blue-fever/index.html").read_text("utf-8")
    told = re.search(r"History of this claim</summary>(.*?)</details>", record, re.DOTALL).group(1)
    events = re.findall(r'<time datetime="([^"]+)">[^<]+</time> ([^<]+)', told)

    assert events == [
        ("2026-03-01", "In the first edition."),
        ("2026-05-02", "Direction changed from mixed to benefit. Reason: A third trial agrees."),
    ]


def test_the_home_page_lists_what_changed_lately(changed_site: Project) -> None:
    home = (changed_site.site / "index.html").read_text("utf-8")
    listed = re.findall(r'<time datetime="([^"]+)">[^<]+</time> <a href="([^"]+)">([^<]+)', home)

    assert [(day, words) for day, _, words in listed] == [
        ("2026-06-01", "1 text changed"),
        ("2026-05-02", "1 claim changed direction"),
        ("2026-03-01", "First edition: 3 claims"),
    ]
    assert all(href.startswith("changes/#_") for _, href, _ in listed)


def test_the_atom_feed_is_read_without_complaint(changed_site: Project) -> None:
    text = (changed_site.site / "changes/feed.xml").read_bytes()
    feed = feedparser.parse(text)

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Skyroot Evidence: changes"
    assert [str(dt.date(*entry.updated_parsed[:3])) for entry in feed.entries] == [
        "2026-06-01",
        "2026-05-02",
        "2026-03-01",
    ]
    assert feed.entries[1].link.startswith("https://example.org/skyroot/changes/#_")
    assert "Direction changed from mixed to benefit" in feed.entries[1].content[0].value
    assert "<script" not in feed.entries[0].content[0].value


def test_both_feeds_keep_to_their_specifications(changed_site: Project) -> None:
    feed = json.loads((changed_site.site / "changes/feed.json").read_text("utf-8"))

    assert feed_errors(changed_site.site) == []
    assert feed["feed_url"] == "https://example.org/skyroot/changes/feed.json"
    assert feed["home_page_url"] == "https://example.org/skyroot/changes/"
    assert len(feed["items"]) == 3


def test_the_command_writes_the_same_feeds(changed_site: Project) -> None:
    assert changed_site.run("evidence", "export", "feeds", "--to", "out").returncode == 0

    for name in ("changes/feed.xml", "changes/feed.json"):
        written = changed_site.path(f"out/{name}").read_bytes()
        assert written == (changed_site.site / name).read_bytes()


def test_every_page_names_the_feeds(changed_site: Project) -> None:
    home = (changed_site.site / "conditions/blue-fever/index.html").read_text("utf-8")

    assert re.search(
        r'<link rel="alternate feed" type="application/atom\+xml"[^>]*href="../../changes/feed.xml"',
        home,
    )
    assert re.search(
        r'<link rel="alternate feed" type="application/feed\+json"[^>]*href="../../changes/feed.json"',
        home,
    )


def test_without_a_history_the_page_says_so_and_the_build_goes_on(built_base: Project) -> None:
    page = (built_base.site / "changes/index.html").read_text("utf-8")
    record = (built_base.site / "conditions/blue-fever/index.html").read_text("utf-8")

    assert "No history is known here" in page
    assert "No change is known yet." in page
    assert "History of this claim" not in record
    assert not (built_base.site / "changes/feed.xml").exists()
    assert "application/atom+xml" not in page
