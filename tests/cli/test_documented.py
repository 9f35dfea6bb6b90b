"""Every command and each of its options is explained where editors read."""

from __future__ import annotations

import pytest

from knowledge_bases import ROOT, Project
from mkdocs_evidence.cli.main import COMMANDS

PAGES = [*(ROOT / "docs" / "about").glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_is_in_the_documents(command) -> None:
    options = [option for parameter in command.params for option in parameter.opts]
    long = [option for option in options if option.startswith("--") and option != "--config-file"]

    assert f"evidence {command.name}" in TEXT
    assert [option for option in long if option not in TEXT] == []


def test_what_the_documents_show_of_a_new_record_is_what_is_printed(project: Project) -> None:
    said = project.run("evidence", "new", "topic", "dry-cough").stdout
    found = project.run("evidence", "check").stdout
    page = (ROOT / "docs" / "about" / "editing.md").read_text("utf-8")

    assert f"$ evidence new topic dry-cough\n{said}```" in page
    assert found.splitlines()[1] in page
