"""Pages carry a policy under which only the files of the site run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import yaml

from knowledge_bases import Project

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


class Scripts(HTMLParser):
    """The scripts of a page that stand in it, and the files that it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline = 0
        self.files: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "script" and "src" in attributes:
            self.files.append(attributes["src"] or "")
        elif tag == "script" and (attributes.get("type") or "text/javascript").endswith("script"):
            self.inline += 1
        self.inline += sum(name.startswith("on") for name in attributes)


def set_policy(project: Project, **settings: object) -> None:
    """Change settings of the plugin, or of the site where their name begins with site_."""
    config = yaml.safe_load(project.path("mkdocs.yml").read_text("utf-8"))
    for name, value in settings.items():
        if name.startswith("site_"):
            config[name.removeprefix("site_")] = value
        else:
            config["plugins"][1]["evidence"][name] = value
    project.write("mkdocs.yml", yaml.safe_dump(config))


def policy_of(project: Project, page: str = "index.html") -> str:
    done = project.build()
    assert done.returncode == 0, done.stderr
    found = POLICY.search((project.site / page).read_text("utf-8"))
    return found[1] if found else ""


def test_no_script_stands_in_a_page_and_each_file_is_there(built_base: Project) -> None:
    pages = [page for page in built_base.site.rglob("*.html") if page.name != "404.html"]
    read = {page: Scripts(page.read_text("utf-8")) for page in pages}
    missing = [
        (page, file)
        for page, scripts in read.items()
        for file in scripts.files
        if not (page.parent / file).is_file()
    ]

    assert len(pages) > 10
    assert [page for page, scripts in read.items() if scripts.inline] == []
    assert missing == []
    assert all("default-src 'self'" in POLICY.search(page.read_text("utf-8"))[1] for page in pages)


def test_the_page_of_a_wrong_address_has_the_policy_too(built_base: Project) -> None:
    html = (built_base.site / "404.html").read_text("utf-8")

    assert POLICY.search(html)
    assert Scripts(html).inline == 0
    assert all(file.startswith("/skyroot/assets/") for file in Scripts(html).files)


def test_the_policy_stands_before_everything_that_it_rules(built_base: Project) -> None:
    html = (built_base.site / "index.html").read_text("utf-8")

    assert html.index("Content-Security-Policy") < html.index("<script")
    assert html.index("charset") < 1024
    assert "unsafe-inline" not in re.sub("style-src[^;]*", "", POLICY.search(html)[1])


def test_a_script_that_came_with_a_page_is_not_made_one_of_ours(project: Project) -> None:
    text = "alert(document.domain)"
    project.write(
        "docs/index.md", f'# Home\n\n<script>{text}</script>\n\n<i title="<script>">x</i>\n'
    )
    policy_of(project)

    assert f"<script>{text}</script>" in (project.site / "index.html").read_text("utf-8")
    assert not any(text in file.read_text("utf-8") for file in project.site.rglob("*.js"))


def test_hosts_that_the_settings_name_are_allowed(project: Project) -> None:
    set_policy(
        project,
        site_extra_javascript=["https://scripts.example.org/a.js", "local.js"],
        site_extra_css=["//styles.example.org/a.css"],
        site_theme={"name": "material"},
    )
    project.write("docs/local.js", "")
    policy = policy_of(project)

    assert "script-src 'self' https://scripts.example.org;" in policy
    styles = "https://styles.example.org https://fonts.googleapis.com"
    assert f"style-src 'self' 'unsafe-inline' {styles};" in policy
    assert "font-src 'self' https://fonts.gstatic.com;" in policy


@pytest.mark.parametrize(
    ("setting", "policy"),
    [(False, ""), ("default-src 'none'; img-src \"", "default-src 'none'; img-src &quot;")],
)
def test_a_site_may_have_no_policy_or_one_of_its_own(
    project: Project, setting: object, policy: str
) -> None:
    set_policy(project, csp=setting)

    assert policy_of(project) == policy


def test_a_copy_for_a_folder_has_no_policy(project: Project) -> None:
    set_policy(project, site_use_directory_urls=False)

    assert policy_of(project) == ""
