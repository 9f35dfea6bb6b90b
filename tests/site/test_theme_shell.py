"""The theme is rendered once for many pages, and every page comes out as the theme renders it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge_bases import ROOT, Project, run_in

_GIVEN_UP = "The theme draws something around our pages"
_COUNTS = re.compile(r"(\d+) pages from shells of the theme, (\d+) rendered by it")


def files_of(site: Path) -> dict[str, bytes]:
    files = (file for file in sorted(site.rglob("*")) if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def set_up(project: Project, evidence: str = "", **settings: str) -> None:
    """Add lines to the plugin's settings, and replace or add others."""
    text = project.path("mkdocs.yml").read_text("utf-8")
    for name, value in settings.items():
        text = re.sub(rf"^{name}:.*\n", "", text, flags=re.MULTILINE) + f"{name}: {value}\n"
    project.write("mkdocs.yml", text.replace("- evidence:\n", f"- evidence:\n      {evidence}\n"))


def build_twice(project: Project) -> tuple[str, dict[str, bytes], dict[str, bytes]]:
    """What a build says, and all files with shells and without."""
    done = project.run("mkdocs", "build", "-v")
    assert done.returncode == 0, done.stderr
    with_shells = files_of(project.site)
    set_up(project, "theme_shell: false")
    stock = project.run("mkdocs", "build")
    assert stock.returncode == 0, stock.stderr
    assert _GIVEN_UP not in stock.stderr
    return done.stderr, with_shells, files_of(project.site)


def override(project: Project, block: str, text: str) -> None:
    project.write(
        "overrides/main.html",
        f'{{% extends "base.html" %}}{{% block {block} %}}{text}{{% endblock %}}',
    )
    set_up(project, theme="{name: material, font: false, custom_dir: overrides}")


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"use_directory_urls": "false"},
        {"site_url": '""'},
        {"theme": "mkdocs"},
        {"theme": "{name: material, font: false, features: [toc.integrate, navigation.footer]}"},
    ],
    ids=["as it is", "files", "without address", "mkdocs", "contents in the menu"],
)
def test_pages_are_those_of_the_theme(project: Project, settings: dict[str, str]) -> None:
    set_up(project, **settings)
    said, with_shells, stock = build_twice(project)
    spliced, rendered = map(int, _COUNTS.search(said).groups())

    assert with_shells == stock
    assert _GIVEN_UP not in said
    assert spliced + rendered >= 20
    assert spliced > 0


def test_a_theme_that_writes_titles_into_scripts_is_drawn_right(project: Project) -> None:
    set_up(project, theme="readthedocs")
    _, with_shells, stock = build_twice(project)
    written = {name for name in stock if name.endswith(".html")}

    # The policy publishes what scripts say as files; that with a mark for a title is one more.
    assert {name: with_shells[name] for name in written} == {name: stock[name] for name in written}


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.file.src_uri }}",
        "{{ page.meta.title | replace('&amp;', '&amp;amp;') }}",
    ],
)
def test_a_theme_that_looks_at_the_page_renders_every_page(project: Project, text: str) -> None:
    override(
        project, "extrahead", f"{{% if page and page.content is defined %}}{text}{{% endif %}}"
    )
    said, with_shells, stock = build_twice(project)

    assert with_shells == stock
    assert "overrides of the theme" in said
    assert said.count(_GIVEN_UP) == 1
    assert str(project.path("overrides")) in said


def test_what_a_hook_gives_a_page_tells_shells_apart(project: Project) -> None:
    project.write(
        "hook.py",
        "def on_page_context(context, *, page, **_):\n"
        "    return {**context, 'letters': len(page.file.src_uri)}\n",
    )
    override(project, "extrahead", '<meta name="letters" content="{{ letters }}">')
    set_up(project, hooks="[hook.py]")
    said, with_shells, stock = build_twice(project)

    assert with_shells == stock
    assert _GIVEN_UP not in said


def test_a_hook_sees_and_changes_the_body_of_every_page(project: Project) -> None:
    project.write(
        "hook.py",
        "def on_page_content(html, **_):\n"
        "    return html.replace('<h1', '<p>Seen by a hook</p><h1', 1)\n",
    )
    set_up(project, hooks="[hook.py]")
    assert project.build().returncode == 0
    studies = list(project.path("site/studies").rglob("index.html"))

    assert studies
    assert all("Seen by a hook" in file.read_text("utf-8") for file in studies)


@pytest.mark.thorough  # the theme draws every page of a large base
def test_every_page_of_the_real_base_is_that_of_the_theme(real_site: Path, tmp_path: Path) -> None:
    stock = (
        "import sys; from mkdocs.config import load_config; from mkdocs.commands.build import build\n"
        "config = load_config(strict=True, site_dir=sys.argv[1])\n"
        "config.plugins['evidence'].config.theme_shell = False\n"
        "config.plugins.on_startup(command='build', dirty=False)\n"
        "build(config)\n"
        "config.plugins.on_shutdown()"
    )
    done = run_in(ROOT, "python", "-c", stock, str(tmp_path))
    assert done.returncode == 0, done.stderr

    assert files_of(real_site) == files_of(tmp_path)
