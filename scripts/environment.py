"""The project's own Python environment in .venv, made from the locked requirements."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def make_environment(name: str) -> None:
    """Install requirements/<name>.lock and the project itself, unless that is done already."""
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    if any(_is_made(environment) for environment in ("test", name)):
        return  # the environment of the tests holds everything that the site needs
    print(f"Making the environment in {VENV.relative_to(ROOT)} (a minute or two) …", flush=True)
    _make_venv()
    run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", _lock(name))
    run(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT)
    _stamp(name).write_text(_wanted(name))


def _is_made(name: str) -> bool:
    stamp = _stamp(name)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _wanted(name)


def _stamp(name: str) -> Path:
    return VENV / f"{name}.installed"


def _lock(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.lock"


def _wanted(name: str) -> str:
    """Changes when what should be installed does."""
    sources = _lock(name).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(sources).hexdigest()


def _make_venv() -> None:
    command = [sys.executable, "-m", "venv", *([] if PYTHON.exists() else ["--clear"]), str(VENV)]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "python3-venv")
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit("The module venv is missing. On Debian or Ubuntu: apt-get install python3-venv")


def run(*command: object) -> None:
    """Run a command in the project's folder; its failure ends the script."""
    env = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False)
    if done.returncode:
        sys.exit(done.returncode)
