"""A Chromium for the browser tests: the system's own, or one that is installed now."""

import os
import shutil
import subprocess
from pathlib import Path

from environment import PYTHON, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str:
    """Path of a Chromium; installs one where that is possible; empty where it is not."""
    if found := _installed():
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing chromium for the browser tests …", flush=True)
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        return _installed()
    subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], check=False)
    script = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    asked = subprocess.run([PYTHON, "-c", script], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    return path if path and Path(path).exists() else ""


def _installed() -> str:
    named = os.environ.get("EVIDENCE_BROWSER", "")
    return named or next(filter(None, map(shutil.which, NAMES)), "")
