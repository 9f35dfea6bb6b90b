"""Publish a built site: python3 scripts/publish.py FOLDER PATH (PATH "." is the whole site).

Writes to the branch gh-pages of the repository in GITHUB_REPOSITORY, with GITHUB_TOKEN. Other parts
of the branch (the previews, when the site is published) stay. The folder is data; nothing is run.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KEPT = (".git", "previews", ".nojekyll")


def main() -> None:
    """Clone the branch, replace the path by the folder, push."""
    folder, path = Path(sys.argv[1]).resolve(), sys.argv[2]
    if not re.fullmatch(r"\.|previews/\d+", path):
        sys.exit(f'"{path}" is neither "." nor "previews/<number>".')
    if any(file.is_symlink() for file in folder.rglob("*")):
        sys.exit(f"{folder} holds links to other files, which a site has no need of.")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    address = f"{server}/{os.environ['GITHUB_REPOSITORY']}.git"
    with tempfile.TemporaryDirectory() as scratch:
        branch = Path(scratch)
        if git(branch, "clone", "-q", "--depth=1", "--branch=gh-pages", address, ".") != 0:
            git(branch, "init", "-q", "-b", "gh-pages")
        target = branch / path
        for old in target.iterdir() if target.is_dir() else ():
            if target != branch or old.name not in KEPT:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(folder, target, dirs_exist_ok=True, symlinks=False)
        (branch / ".nojekyll").touch()
        git(branch, "add", "--all")
        git(branch, "commit", "-q", "-m", f"Publish {path}")
        sys.exit(git(branch, "push", "-q", address, "gh-pages"))


def git(folder: Path, *arguments: str) -> int:
    """Run git in a folder, with the token in a header and never in an address or on a command line."""
    token = base64.b64encode(f"x-access-token:{os.environ.get('GITHUB_TOKEN', '')}".encode())
    settings = {
        "http.extraHeader": f"Authorization: Basic {token.decode()}",
        "core.symlinks": "false",
        "user.name": "evidence",
        "user.email": "evidence@users.noreply.github.com",
    }
    env = os.environ | {"GIT_CONFIG_COUNT": str(len(settings)), "GIT_TERMINAL_PROMPT": "0"}
    for number, (name, value) in enumerate(settings.items()):
        env |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return subprocess.run(["git", *arguments], cwd=folder, env=env, check=False).returncode


if __name__ == "__main__":
    main()
