"""Links from pages to the forms of the project's issue tracker."""

from __future__ import annotations

import re

import yaml

from knowledge_bases import ROOT, Project

ISSUES = "https://example.org/repo/issues/new"
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


def links_of(project: Project, page: str) -> list[str]:
    text = (project.site / page / "index.html").read_text("utf-8")
    return re.findall(r'<a [^>]*href="(https://example.org/repo/issues/[^"]*)"', text)


def test_pages_with_claims_and_the_list_of_studies_lead_to_a_form_and_only_where_the_site_names_one(
    project: Project, built_base: Project
) -> None:
    project.replace(
        "mkdocs.yml", "legend: symbols.md", f"legend: symbols.md\n      issues: {ISSUES}"
    )
    done = project.build()

    assert done.returncode == 0, done.stderr
    question, study = (
        f"{ISSUES}?template={form}" for form in ("question-a-claim.yml", "suggest-a-study.yml")
    )
    assert links_of(project, "conditions/blue-fever") == [question, study]
    assert links_of(project, "studies") == [study]
    assert links_of(built_base, "conditions/blue-fever") == links_of(built_base, "studies") == []


def test_the_forms_exist_and_take_what_the_links_fill_in() -> None:
    form = yaml.safe_load((FORMS / "question-a-claim.yml").read_text("utf-8"))

    assert (FORMS / "suggest-a-study.yml").exists()
    assert "claim" in [field.get("id") for field in form["body"]]
