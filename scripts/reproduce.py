"""Build everything twice and compare the bytes: python3 scripts/reproduce.py [--this-python-only].

Takes two clones of the last commit in two folders, and builds site and package in each as two
machines that agree about nothing but the sources: another locale, time zone, seed of hashes and width
of the terminal; then once more with each other Python that is found. Each has the libraries of
requirements/site.lock and no others. The day is that of the commit
(SOURCE_DATE_EPOCH). Prints the hashes, and ends with 1 where one differs. The SQLite file is compared
between builds with one version of SQLite, which a Python brings along.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from environment import BIN, PYTHON, ROOT
from interpreters import SUPPORTED, interpreter, version_of

ONE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80"}
OTHER = {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "COLUMNS": "200"}


@dataclass(frozen=True)
class Built:
    """What one build gave: the hash of each file of the site, and that of the package."""

    how: str
    files: dict[str, str]
    wheel: str
    #: Version of SQLite, on which the bytes of its file depend.
    sqlite: str

    @property
    def site(self) -> str:
        """One hash for all files of the site, names included."""
        return _hash_of("".join(f"{name} {digest}\n" for name, digest in self.files.items()))

    @property
    def data(self) -> str:
        """One hash for the data files."""
        data = (f"{n} {d}\n" for n, d in self.files.items() if n.startswith(("data/", "api/")))
        return _hash_of("".join(data))


def main() -> None:
    """Build, print the hashes, and name the files that differ."""
    commit = _git(ROOT, "rev-parse", "HEAD")
    with TemporaryDirectory() as name:
        builds = list(_builds(Path(name), commit))
    print(f"Commit {commit}")
    first, *others = builds
    for built in builds:
        print(f"{built.how}\n  site     {built.site}  ({len(built.files)} files)")
        print(f"  data     {built.data}\n  package  {built.wheel}")
    differences = [line for other in others for line in _differences(first, other)]
    if differences:
        sys.exit("\n".join(["", *differences]))
    print(f"\n{len(builds)} builds, the same bytes.")


def _builds(folder: Path, commit: str) -> Iterator[Built]:
    ours = version_of(sys.executable)
    python = _environment(sys.executable, folder / "this")
    yield _build(folder / "one", commit, python, f"Python {ours}, {_told(ONE)}", ONE)
    yield _build(
        folder / "deep" / "an other", commit, python, f"Python {ours}, {_told(OTHER)}", OTHER
    )
    if "--this-python-only" in sys.argv:
        return
    for wanted in SUPPORTED:
        found = interpreter(wanted)
        if not found or ours.startswith(f"{wanted}."):
            continue
        other = _environment(found, folder / f"python{wanted}")
        how = f"Python {version_of(found)}, {_told(OTHER)}"
        yield _build(folder / f"with{wanted}", commit, other, how, OTHER)


def _build(folder: Path, commit: str, python: Path, how: str, machine: dict[str, str]) -> Built:
    _git(ROOT, "clone", "-q", str(ROOT), str(folder))
    _git(folder, "checkout", "-q", commit)
    day = _git(folder, "log", "-1", "--format=%ct")
    env = os.environ | machine | {"SOURCE_DATE_EPOCH": day, "NO_MKDOCS_2_WARNING": "1"}
    env |= {"PYTHONPATH": str(folder / "src"), "EVIDENCE_CACHE_DIR": ""}  # each reads for itself
    subprocess.run([python, "-m", "mkdocs", "build", "-q"], cwd=folder, env=env, check=True)
    package = [str(python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(package, cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
    site = folder / "site"
    files = {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }
    wheel = next((folder / "dist").glob("*.whl")).read_bytes()
    asked = [str(python), "-c", "import sqlite3; print(sqlite3.sqlite_version)"]
    sqlite = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    how += f", SQLite {sqlite}"
    return Built(how, files, hashlib.sha256(wheel).hexdigest(), sqlite)


def _environment(python: str, folder: Path) -> Path:
    """An environment of another Python with the locked packages."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    made = folder / BIN.name / PYTHON.name
    lock = ROOT / "requirements" / "site.lock"
    pip = [str(made), "-m", "pip", "install", "-q"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    # The plugin is found by its entry point; its code is that of the clone, by PYTHONPATH.
    ours = ["--no-deps", "--no-build-isolation", str(ROOT)]
    subprocess.run([*pip, *ours], check=True)
    return made


def _differences(one: Built, other: Built) -> Iterator[str]:
    for name in sorted(one.files.keys() | other.files.keys()):
        is_other_sqlite = name.endswith(".sqlite") and one.sqlite != other.sqlite
        if one.files.get(name) != other.files.get(name) and not is_other_sqlite:
            yield f"{name} differs: {one.how} / {other.how}"
    if one.wheel != other.wheel:
        yield f"The package differs: {one.how} / {other.how}"


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _told(machine: dict[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in machine.items())


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
