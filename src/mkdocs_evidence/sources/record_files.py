"""Which YAML files a knowledge base has, and what each of them is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from mkdocs_evidence.model.record import Condition, Harm, Record, StatementList, Topic, Treatment
from mkdocs_evidence.model.study import Appraisal
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.symbolic_links import is_refused, refused_links

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
    return sorted(file for file in files_in(folder) if file.suffix in {".yml", ".yaml"})


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
