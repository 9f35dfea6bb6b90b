"""Which YAML files a knowledge base has, and what each of them is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from mkdocs_evidence.model.fields import Slug
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import fields as kinds
from mkdocs_evidence.model.record import Condition, Harm, Record, StatementList, Topic, Treatment
from mkdocs_evidence.model.study import Appraisal
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.symbolic_links import is_refused, refused_links

_SLUG = TypeAdapter(Slug)
#: Names of devices, which cannot be files there. Source: Microsoft, "Naming Files, Paths".
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
#: Kinds of record in the order of the site's indexes.
RECORD_MODELS: dict[str, type[Record]] = {
    "condition": Condition,
    "treatment": Treatment,
    "harm": Harm,
    "topic": Topic,
}
#: Every kind of YAML file.
MODELS: dict[str, type[BaseModel]] = {
    **RECORD_MODELS,
    "study": Appraisal,
    "statements": StatementList,
}


@dataclass(frozen=True)
class RecordFile:
    """A YAML file of a knowledge base, not yet read."""

    file: Path
    kind: str
    model: type[BaseModel]


def folders_by_kind(layout: Layout) -> dict[str, Path]:
    """The folder of every kind of YAML file."""
    names = {**layout.folders, "study": layout.studies, "statements": layout.heard}
    return {kind: layout.docs_dir / name for kind, name in names.items()}


def record_files(layout: Layout) -> Iterator[RecordFile]:
    """Every YAML file of a knowledge base, folder by folder, by name."""
    refused = refused_links(layout)
    for kind, folder in folders_by_kind(layout).items():
        for file in yaml_files(folder):
            if not is_refused(file, refused):
                yield RecordFile(file, kind, MODELS[kind])


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, by name."""
    files = (file for file in files_in(folder) if file.suffix in {".yml", ".yaml"})
    return sorted(files, key=attrgetter("name"))


def files_in(folder: Path) -> list[Path]:
    """What a folder holds; nothing where it is not there, or goes while it is read."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def pages_below(folder: Path) -> list[Path]:
    """The Markdown files below a folder, by name; a folder that goes meanwhile has none."""
    found = os.walk(folder)  # the glob of pathlib raises for such a folder
    return sorted(
        Path(at, name) for at, _, names in found for name in names if name.endswith(".md")
    )


def file_name_problems(file: Path, shown: str, kind: str) -> Iterator[Problem]:
    """What is wrong with the name of a YAML file: names become addresses of pages."""
    if file.suffix == ".yaml":
        message = f'The file ends in ".yaml"; records end in ".yml" ({file.stem}.yml).'
        yield kinds.BAD_FILE_NAME.at(Place(shown), message, "Rename the file.")
    if kind == "study":  # named by its citation key, which has a rule of its own
        return
    try:
        _SLUG.validate_python(file.stem)
        is_slug = file.stem != "index" and not _WINDOWS.fullmatch(file.stem)
    except ValidationError:
        is_slug = False
    if not is_slug:
        message = f'The file name "{file.name}" cannot be a page address.'
        if _WINDOWS.fullmatch(file.stem):
            mend = "Windows has a device of this name; add a word: con-artists.yml."
        else:
            mend = "Use lower-case letters, digits and single hyphens: acute-pain.yml."
        yield kinds.BAD_FILE_NAME.at(Place(shown), message, mend)
