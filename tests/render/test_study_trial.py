"""A study's page names its trial."""

from __future__ import annotations

from knowledge_bases import Project
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.site_pages import Renderer


def test_a_study_names_the_trial_that_it_reports(project: Project) -> None:
    project.replace("docs/studies/muster2020.yml", "design: rct", "design: rct\nacronyms: [TEA-1]")
    library = project.library()
    pages = {page.name: page for page in Renderer(library, Addresses(library.layout)).pages()}

    assert "<dt>Trial</dt><dd>TEA-1</dd>" in pages["studies/muster2020"].write().html
    assert "<dt>Trial</dt>" not in pages["studies/novak2021"].write().html
