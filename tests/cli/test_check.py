"""The command `evidence check`."""

from __future__ import annotations

import json

from knowledge_bases import Project


def test_it_says_that_nothing_is_wrong(project: Project) -> None:
    done = project.run("evidence", "check")

    assert done.returncode == 0
    assert done.stdout == "0 errors, 0 warnings, 0 pieces of advice\n"


def test_it_prints_every_problem_and_counts_them(project: Project) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    project.replace("references.bib", "  doi     = {10.5555/muster.2020},\n", "")
    done = project.run("evidence", "check")

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        'docs/conditions/blue-fever.yml:40:16  CIT001  "novk2021" is not in references.bib. '
        'Did you mean "novak2021"?',
        'references.bib:1:1  REF005  "muster2020" has no DOI, PMID, ISBN or URL. '
        "Add one that you have checked.",
        "",
        "1 error, 1 warning, 0 pieces of advice",
    ]


def test_warnings_and_advice_do_not_fail(project: Project) -> None:
    project.replace("references.bib", "  doi     = {10.5555/muster.2020},\n", "")

    assert project.run("evidence", "check").returncode == 0


def test_json_holds_the_same_for_programs(project: Project) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    done = project.run("evidence", "check", "--format", "json")

    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "problems": [
            {
                "code": "CIT001",
                "severity": "error",
                "path": "docs/conditions/blue-fever.yml",
                "line": 40,
                "column": 16,
                "message": '"novk2021" is not in references.bib.',
                "mend": 'Did you mean "novak2021"?',
            }
        ],
        "counts": {"error": 1},
    }


def test_misuse_has_its_own_exit_code(project: Project) -> None:
    nowhere = project.run("evidence", "check", "-f", "nowhere.yml")
    project.replace("mkdocs.yml", "  - evidence:", "  - search2:")
    unknown = project.run("evidence", "check")

    assert nowhere.returncode == unknown.returncode == 2
    assert 'There is no "nowhere.yml" here.' in nowhere.stderr
    assert "Traceback" not in nowhere.stderr + unknown.stderr


def test_a_site_without_the_plugin_is_misuse(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Plain\n")
    done = project.run("evidence", "check")

    assert done.returncode == 2
    assert 'does not list the plugin "evidence"' in done.stderr


def test_stats_count_what_there_is(project: Project) -> None:
    done = project.run("evidence", "stats")

    assert done.returncode == 0
    assert "claims                   3 (0 without evidence)" in done.stdout
    assert "statements answered      2 of 2" in done.stdout
