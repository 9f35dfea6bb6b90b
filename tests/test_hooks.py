"""The hooks that other repositories use with pre-commit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from knowledge_bases import BIN, ROOT, Project

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in load_manifest(str(MANIFEST))}


def commit_with(project: Project, hook: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Stage everything and run a hook as pre-commit does, with the command installed here."""
    local = {
        key: HOOKS[hook][key] for key in ("id", "name", "entry", "pass_filenames", "files")
    } | {"language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    project.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    env = os.environ | {
        "PRE_COMMIT_HOME": str(home),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    subprocess.run(["git", "init", "-q"], cwd=project.root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=project.root, check=True)
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", hook],
        cwd=project.root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


def test_a_sound_change_is_committed(project: Project, home: Path) -> None:
    done = commit_with(project, "evidence-check", home)

    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_a_change_with_errors_is_not_committed(project: Project, home: Path) -> None:
    project.replace("docs/conditions/blue-fever.yml", "study: novak2021", "study: novk2021")
    done = commit_with(project, "evidence-check", home)

    assert done.returncode == 1
    assert 'CIT001  "novk2021" is not in references.bib.' in done.stdout
