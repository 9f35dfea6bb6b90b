"""A knowledge base in a git repository of its own, with commits on days that tests choose."""

from __future__ import annotations

import datetime as dt
import os
import subprocess

from knowledge_bases import Project


def git(project: Project, *arguments: str, day: str = "2026-03-01") -> str:
    """Run git in a project; what it commits carries a fixed name and day."""
    moment = f"{dt.date.fromisoformat(day)}T12:00:00Z"
    identity = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "E. Muster"), ("EMAIL", "e@example.org"), ("DATE", moment))
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-C", str(project.root), *arguments],
        env=os.environ | identity | alone,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(project: Project, message: str = "Change", day: str = "2026-03-01") -> str:
    """Commit everything; the first time, make the repository."""
    if not project.path(".git").exists():
        git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(project, "rev-parse", "HEAD")
