"""Pythons of this machine, for scripts that try several."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

#: Versions that the package supports.
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")


def interpreter(version: str) -> str:
    """An interpreter of a version that starts; empty where there is none."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
    for found in (shutil.which(f"python{version}"), *map(str, kept)):
        if found and version_of(found).startswith(f"{version}."):
            return found
    return ""


def version_of(python: str) -> str:
    """Version of an interpreter; empty where it does not start."""
    command = [python, "-c", "import platform; print(platform.python_version())"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
