"""The first ten minutes with the built package in a clean environment: python3 scripts/newcomer.py.

Builds the wheel, installs it into a new environment, takes every step that
docs/about/first-ten-minutes.md tells, serves the site, and writes the page with what was printed.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from first_ten_minutes import PAGE, Newcomer, take  # noqa: E402  # the folder of tests is no package

_BIN = "Scripts" if os.name == "nt" else "bin"
_PATIENCE = 60


def main() -> None:
    """Take the steps and write the page."""
    began = time.monotonic()
    with TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder / "dist")
        work = folder / "work"
        work.mkdir()
        newcomer = Newcomer(work, work / ".venv" / _BIN, serve=look_at)
        newcomer.install = lambda command: install(command, work, wheel)
        PAGE.write_text(take(PAGE.read_text("utf-8"), newcomer), "utf-8")
    seconds = time.monotonic() - began
    print(f"{PAGE.relative_to(ROOT)}: every step taken with {wheel.name} in {seconds:.0f} s")


def build_wheel(folder: Path) -> Path:
    """The package as it is published."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def install(command: str, folder: Path, wheel: Path) -> None:
    """Make the environment as the page says, with the wheel in place of the published package."""
    words = command.replace("mkdocs-evidence", str(wheel)).split()
    if words[0] == ".":
        return  # the commands of the environment are found without
    if words[0] == "python3":
        words[0] = sys.executable
    if words[0] == "pip":
        words[0] = str(folder / ".venv" / _BIN / "pip")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(words, cwd=folder, env=env, check=True)


def look_at(folder: Path) -> None:
    """Serve the site and read its first page, as a browser would.

    Raises:
        SystemExit: no page came.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(folder.parent / ".venv" / _BIN / "mkdocs"), "serve", "-a", address, "-q"]
    serving = subprocess.Popen(command, cwd=folder)
    try:
        for _ in range(_PATIENCE):
            time.sleep(1)
            try:
                path = "/moon-sneeze/"  # of site_url
                with urllib.request.urlopen(f"http://{address}{path}") as page:
                    if b"Moon Sneeze Evidence" in page.read():
                        return
            except OSError:
                continue
        sys.exit("mkdocs serve shows no page.")
    finally:
        serving.terminate()
        serving.wait()


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    main()
