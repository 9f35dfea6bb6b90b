"""The command `evidence diff`: what a change does to the evidence."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from knowledge_bases import BASE, Project
from repositories import commit, git

CONDITION = "docs/conditions/blue-fever.yml"
GFM_LIMIT = 65_536


@pytest.fixture
def repository(project: Project) -> Project:
    commit(project, "The first edition")
    return project


def rendered(markdown: str) -> str:
    return MarkdownIt("gfm-like", {"html": True}).render(markdown)


def test_it_says_what_the_working_tree_changes(repository: Project) -> None:
    repository.replace(CONDITION, "supports: contradicts", "supports: mixed")
    done = repository.run("evidence", "diff", "HEAD")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "1 study says something else for a claim; 2 pages",
        "",
        "Changes the evidence",
        "  docs/conditions/blue-fever.yml:41  blue-fever#skyroot-duration"
        "  (safety or critical outcome, summary of findings)",
        "    Skyroot tea may shorten blue fever by about 2 days compared with warm water.",
        "    Novák 2021 now supports it in part; before, it contradicted it.",
        "",
        "Pages",
        "  Blue fever  https://example.org/skyroot/conditions/blue-fever/",
        "  Skyroot tea  https://example.org/skyroot/treatments/skyroot-tea/",
    ]


def test_no_change_is_said_in_one_line(repository: Project) -> None:
    done = repository.run("evidence", "diff", "HEAD")

    assert (done.returncode, done.stdout) == (0, "No change to the evidence\n")


def test_it_compares_two_revisions_whatever_the_working_tree_holds(repository: Project) -> None:
    repository.replace(CONDITION, "status: licensed", "status: off-label")
    commit(repository)
    repository.path(CONDITION).unlink()
    done = repository.run("evidence", "diff", "HEAD~1", "HEAD")

    assert "Ruritania, skyroot tea: off label since 2022-03" in done.stdout
    assert "removed" not in done.stdout


def test_it_compares_folders(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "base"
    shutil.copytree(BASE, other)
    project.replace(CONDITION, "status: licensed", "status: off-label")
    done = project.run("evidence", "diff", str(other), ".")

    assert done.stdout.startswith("1 licence changed; 1 page")


def test_a_certainty_without_a_reason_fails(repository: Project) -> None:
    repository.replace(CONDITION, "    direction: mixed", "    direction: benefit")
    done = repository.run("evidence", "diff", "HEAD")

    assert done.returncode == 1
    assert done.stdout.splitlines()[-3:] == [
        'docs/conditions/blue-fever.yml:23:16  CHG001  "skyroot-duration" changed its direction '
        'from "mixed" to "benefit" without a reason. Add changed_because: with the reason in a '
        "few words, such as a new trial.",
        "",
        "1 reason is missing",
    ]


def test_json_has_the_documented_shape(repository: Project) -> None:
    repository.replace(CONDITION, "supports: contradicts", "supports: mixed")
    done = repository.run("evidence", "diff", "HEAD", "--format", "json", "--site-url", "http://x")
    report = json.loads(done.stdout)

    assert report == {
        "version": 1,
        "base": "HEAD",
        "head": "the working tree",
        "headline": "1 study says something else for a claim; 2 pages",
        "counts": {"evidence": 1},
        "changes": [
            {
                "kind": "support-turned",
                "importance": "evidence",
                "about": "Skyroot tea may shorten blue fever by about 2 days compared with warm water.",
                "sentence": "Novák 2021 now supports it in part; before, it contradicted it.",
                "record": "blue-fever",
                "claim": "skyroot-duration",
                "study": "",
                "heard": "",
                "before": "Contradicts",
                "after": "Mixed",
                "safety": True,
                "in_summary": True,
                "places": [{"path": CONDITION, "line": 41, "column": 19}],
                "url": "http://x/conditions/blue-fever/#skyroot-duration",
            }
        ],
        "pages": [
            {
                "kind": "record",
                "name": "blue-fever",
                "title": "Blue fever",
                "url": "http://x/conditions/blue-fever/",
            },
            {
                "kind": "record",
                "name": "skyroot-tea",
                "title": "Skyroot tea",
                "url": "http://x/treatments/skyroot-tea/",
            },
        ],
        "problems": [],
        "errors": {"base": 0, "head": 0},
    }


def test_the_comment_holds_headline_table_and_folds(repository: Project) -> None:
    repository.replace(CONDITION, "supports: contradicts", "supports: mixed")
    done = repository.run("evidence", "diff", "HEAD", "--format", "markdown")

    assert done.stdout.startswith("<!-- evidence diff -->\n\n### 1 study says something else")
    assert (
        "](<https://example.org/skyroot/conditions/blue-fever/#skyroot-duration>) |" in done.stdout
    )
    assert "<summary>Blue fever: 1 change</summary>" in done.stdout
    html = rendered(done.stdout)
    assert html.count("<table>") == 1
    assert html.count("<details>") == html.count("</details>") == 2


HOSTILE = (
    "Ping @octocat and @org/team | cell <img src=x onerror=a()> [click](https://evil.example) "
    "</details> `code` **bold** #12 GH-7 https://evil.example www.evil.example ![i](http://e.e/p) "
    "<!-- c --> \u202eabc $x$ ~~s~~ javascript:alert(1) mailto:a@evil.example"
)


def test_what_strangers_write_stays_text_in_the_comment(repository: Project) -> None:
    """No markup, no link, no ping, no reference: in the table, in the folds, in their titles."""
    hostile = json.dumps(HOSTILE)
    text = repository.path(CONDITION).read_text("utf-8")
    text = re.sub(r"^name: .*$", lambda _: f"name: {hostile}", text, flags=re.MULTILINE, count=1)
    text = re.sub(
        r"^    statement: .*$", lambda _: f"    statement: {hostile}", text, flags=re.MULTILINE
    )
    text = re.sub(
        r"^        finding: .*$", lambda _: f"        finding: {hostile}", text, flags=re.MULTILINE
    )
    text = text.replace("direction: mixed", f"direction: benefit\n    changed_because: {hostile}")
    repository.write(CONDITION, text)
    done = repository.run("evidence", "diff", "HEAD", "--format", "markdown")
    html = rendered(done.stdout)
    links = re.findall(r'href="([^"]*)"', html)

    assert done.returncode == 0, done.stderr
    assert "octocat" in html
    assert links
    assert all(link.startswith("https://example.org/skyroot/") for link in links)
    assert not re.search(r"<(img|script|code>code|strong>bold|s>)", html)
    assert html.count("<details>") == html.count("</details>")
    assert not re.search(r"@\w", html)
    assert not re.search(r"#\d|GH-\d", re.sub(r'href="[^"]*"|&#\d+;', "", html))
    assert "\u202e" not in html
    assert len(re.findall(r"<tr>", html)) == done.stdout.count("\n|") - 1


def test_a_comment_never_exceeds_what_github_takes(repository: Project) -> None:
    claim = (
        "  - id: claim-{0}\n    kind: epidemiology\n    direction: descriptive\n"
        "    certainty: not-graded\n    statement: {1} number {0} was counted in the hills.\n"
        "    evidence: [{{study: agency2022, supports: supports, finding: said}}]\n"
    )
    for name in range(30):
        claims = "".join(claim.format(number, "ñ" * 150) for number in range(30))
        text = f"name: Fever {name}\nbottom_line: It is old [@agency2022].\nclaims:\n{claims}"
        repository.write(f"docs/topics/fever-{name}.yml", text)
    done = repository.run("evidence", "diff", "HEAD", "--format", "markdown")
    shown = sum(int(n) for n in re.findall(r"<summary>Fever \d+: (\d+) changes", done.stdout))
    left = int(re.search(r"\*(\d+) changes do not fit into a comment", done.stdout).group(1))

    assert len(done.stdout.encode()) <= GFM_LIMIT
    assert shown + left == 30 * 31
    assert done.stdout.count("<details>") == done.stdout.count("</details>")


def test_an_edition_with_errors_is_compared_as_far_as_it_can_be(repository: Project) -> None:
    """A record that cannot be read is not said to be gone."""
    repository.write("docs/topics/botany.yml", "name: [\n")
    repository.replace(CONDITION, "status: licensed", "status: off-label")
    done = repository.run("evidence", "diff", "HEAD")

    assert done.returncode == 0
    assert done.stdout.startswith("1 licence changed; 1 page")
    assert (
        "the working tree has 1 error in its files: only what could be read was compared"
        in done.stdout
    )


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:docs", "a\nb", ""])
def test_a_revision_that_is_none_is_misuse(repository: Project, name: str) -> None:
    done = repository.run("evidence", "diff", "--", name)

    assert done.returncode == 2
    assert "git knows no revision" in done.stderr
    assert "Traceback" not in done.stderr
    assert not repository.path("x").exists()


def test_without_a_repository_a_revision_is_misuse(project: Project) -> None:
    done = project.run("evidence", "diff", "HEAD", GIT_CEILING_DIRECTORIES=str(project.root.parent))

    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_attributes_of_the_content_hide_nothing(repository: Project) -> None:
    repository.write(".gitattributes", "docs/conditions/*.yml export-ignore\n*.bib export-subst\n")
    repository.replace(CONDITION, "status: licensed", "status: off-label")
    commit(repository)
    done = repository.run("evidence", "diff", "HEAD~1", "HEAD")

    assert done.stdout.startswith("1 licence changed; 1 page")


def test_a_symbolic_link_in_a_revision_reads_nothing_outside(
    repository: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret: Path = tmp_path_factory.mktemp("secret") / "secret.yml"
    secret.write_text("name: Secret\nbottom_line: Hidden [@agency2022].\n", "utf-8")
    repository.path("docs/topics/secret.yml").symlink_to(secret)
    commit(repository)
    done = repository.run("evidence", "diff", "HEAD~1", "HEAD")

    assert done.stdout == "No change to the evidence\n"


def test_settings_of_a_revision_are_never_loaded(repository: Project) -> None:
    """They could name hooks, which are code."""
    settings = repository.path("mkdocs.yml").read_text("utf-8")
    repository.write("hook.py", "import pathlib; pathlib.Path('ran').touch()\n")
    repository.write("mkdocs.yml", settings + "hooks: [hook.py]\n")
    commit(repository)
    git(repository, "checkout", "--quiet", "HEAD~1")
    done = repository.run("evidence", "diff", "HEAD", "main")

    assert done.stdout == "No change to the evidence\n"
    assert not repository.path("ran").exists()


def test_what_strangers_write_does_not_speak_to_the_terminal(repository: Project) -> None:
    repository.replace(CONDITION, "name: Blue fever", 'name: "Blue \\e[31mfever\\u202E"')
    done = repository.run("evidence", "diff", "HEAD")

    assert done.returncode == 0, done.stderr
    assert "Called Blue \\x1b[31mfever\\u202e; before: Blue fever." in done.stdout
    assert "\x1b" not in done.stdout


def test_a_file_whose_name_is_no_text_breaks_nothing(repository: Project) -> None:
    name = os.fsdecode(b"docs/topics/b\xff.yml")
    repository.write(name, repository.path("docs/topics/botany.yml").read_text("utf-8"))
    for form in ("text", "markdown", "json"):
        done = repository.run("evidence", "diff", "HEAD", "--format", form)

        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
