"""What other programs may call: the same reading, linking and checking as `evidence check`.

    from mkdocs_evidence.api import load_site

    loaded = load_site("mkdocs.yml")
    for problem in loaded.errors:
        print(problem.place.path, problem.place.line, problem.code, problem.message, problem.mend)

Everything in `__all__` follows semantic versioning; the rest of the package may change.
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem, ProblemKind, Severity
from mkdocs_evidence.site.loading import Loaded
from mkdocs_evidence.sources.knowledge_base import OnFile

if TYPE_CHECKING:
    from mkdocs_evidence.site.project import SiteProject

__all__ = ["Library", "Loaded", "Place", "Problem", "ProblemKind", "Severity", "load_site"]


def load_site(config_file: str | Path = "mkdocs.yml", on_file: OnFile | None = None) -> Loaded:
    """Read, link and check the knowledge base of a site.

    Returns a library, `problems` in order of reading, and `errors`, those that stop a build.
    `on_file` is called after each file with the number of files read and of files in all.
    Nothing that is wrong with the content raises. MkDocs, or its continuation ProperDocs, is
    imported here and not before.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file cannot be read, or it does not list our plugin.
    """
    return open_site(config_file).load(on_file=on_file)


def open_site(config_file: str | Path = "mkdocs.yml") -> SiteProject:
    """The knowledge base of a site with its settings, of which any edition can be loaded.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file cannot be read, or it does not list our plugin.
    """
    file = Path(config_file)
    if not file.is_file():
        raise FileNotFoundError(f'There is no "{file}" here.')
    if importlib.util.find_spec("mkdocs") is None:
        importlib.import_module("properdocs.replacement")
    from mkdocs_evidence.site.project import open_project

    return open_project(file)
