"""A preview makes what is asked for, when it is asked for, and it is what a build makes."""

from __future__ import annotations

import re

import pytest

from knowledge_bases import Project
from running_preview import Preview, answer

#: What a preview has not: it keeps nothing on the device. The site map has the day of the build.
NOT_IN_PREVIEWS = {"offline.json", "service-worker.js", "manifest.webmanifest"}
OTHERWISE = re.compile(
    rb'<link rel="manifest"[^>]*>\n?|<script>\s*var livereload.*?</script>', re.DOTALL
)


def built(project: Project, address: str) -> dict[str, bytes]:
    """What a build makes for a site at the address of the preview."""
    config = project.path("mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?m)^site_url: .*$", f"site_url: {address}", config)
    project.write("built.yml", config.replace("- evidence:", "- evidence:\n      csp: false"))
    done = project.run("mkdocs", "build", "-f", "built.yml", "-d", "built")
    project.path("built.yml").unlink()
    assert done.returncode == 0, done.stderr
    site = project.path("built")
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_everything_that_is_asked_for_is_what_a_build_makes(
    project: Project, preview: Preview
) -> None:
    project.replace("docs/conditions/blue-fever.yml", "about 2 days", "about two whole days")
    assert preview.shows("conditions/blue-fever/", "about two whole days")
    files = built(project, preview.address)
    served = {name: answer(preview, name) for name in files if name not in NOT_IN_PREVIEWS}

    differ = [
        name
        for name, content in served.items()
        if OTHERWISE.sub(b"", content) != OTHERWISE.sub(b"", files[name])
    ]
    assert differ == []
    assert {"data/claims.csv", "api/v1/index.json", "search/search_index.json"} <= set(served)


def test_what_is_not_there_is_said_not_to_be(preview: Preview) -> None:
    assert "Blue fever" in preview.page("conditions/blue-fever/")
    assert answer(preview, "nowhere/") == answer(preview, "nowhere.json") == b"404"
    told = preview.stop()

    assert "Page skipped" not in told
    assert "Traceback" not in told


def test_a_page_that_is_not_there_makes_no_data_files(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("served")
    monkeypatch.setenv("TMPDIR", str(folder))
    running = Preview(project)
    assert running.shows("conditions/blue-fever/", "Blue fever")
    assert answer(running, "conditions/nowhere/") == answer(running, "conditions/nowhere") == b"404"
    made_for_pages = list(folder.glob("mkdocs_*/data/*.csv"))
    assert b"blue-fever" in answer(running, "data/claims.csv")
    made_for_data = list(folder.glob("mkdocs_*/data/*.csv"))
    running.stop()

    assert made_for_pages == []
    assert made_for_data != []


def test_an_empty_page_of_hands_is_said_to_be_skipped(project: Project) -> None:
    project.write("overrides/empty.html", "")
    config = project.path("mkdocs.yml").read_text("utf-8")
    theme = "theme: {name: material, custom_dir: overrides,"
    project.write("mkdocs.yml", config.replace("theme: {name: material,", theme))
    project.write("docs/blank.md", "---\ntemplate: empty.html\n---\n# Blank\n")
    running = Preview(project)
    assert running.shows("conditions/blue-fever/", "Blue fever")
    told = running.stop()

    assert [line for line in told.splitlines() if "Page skipped" in line] == [
        "INFO    -  Page skipped: 'blank.md'. Generated empty output."
    ]


def test_a_page_leads_to_itself_with_a_slash(preview: Preview) -> None:
    assert b"Blue fever" in answer(preview, "conditions/blue-fever")
    assert b"Blue fever" in answer(preview, "conditions/../conditions/blue-fever/index.html")


def test_a_worker_of_another_day_is_sent_away(preview: Preview) -> None:
    assert b"unregister" in answer(preview, "service-worker.js")
    assert b'rel="manifest"' not in answer(preview, "conditions/blue-fever/")


def test_a_preview_without_reload_is_written_whole(project: Project) -> None:
    running = Preview(project, "--no-livereload")
    try:
        assert running.shows("conditions/blue-fever/", "Blue fever")
        assert running.shows("data/claims.csv", "blue-fever")
    finally:
        running.stop()
