"""Reads a whole knowledge base: records, appraisals, statements, references, written pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from mkdocs_evidence.model import problem_kinds as kinds
from mkdocs_evidence.model.fields import Slug
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.record import Condition, Harm, Record, StatementList, Topic, Treatment
from mkdocs_evidence.model.study import Appraisal, Reference
from mkdocs_evidence.sources.bibtex import read_references
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.text_file import read_text
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)
ModelT_co = TypeVar("ModelT_co", bound=BaseModel, covariant=True)

#: Kinds of record in the order of the site's indexes.
RECORD_MODELS: dict[str, type[Record]] = {
    "condition": Condition,
    "treatment": Treatment,
    "harm": Harm,
    "topic": Topic,
}
_SLUG = TypeAdapter(Slug)


@dataclass(frozen=True)
class Layout:
    """Where a knowledge base keeps its files, and the vocabularies that the site defines."""

    docs_dir: Path
    bibliography: Path
    #: Messages show paths relative to this folder.
    root: Path
    #: Folder of each kind of record, below docs_dir.
    folders: Mapping[str, str] = field(
        default_factory=lambda: {
            "condition": "conditions",
            "treatment": "treatments",
            "harm": "harms",
            "topic": "topics",
        }
    )
    studies: str = "studies"
    heard: str = "heard"
    #: Groups of conditions: slug to title. Empty: any group will do.
    groups: Mapping[str, str] = field(default_factory=dict)
    #: Groups of outcomes: slug to title. Empty: any group will do.
    outcome_groups: Mapping[str, str] = field(default_factory=dict)

    def shown(self, file: Path) -> str:
        """A file's path as messages show it."""
        try:
            return file.relative_to(self.root).as_posix()
        except ValueError:
            return file.as_posix()

    @property
    def record_folders(self) -> list[str]:
        """All folders whose YAML files are records."""
        return [*self.folders.values(), self.studies, self.heard]


@dataclass(frozen=True)
class SourceFile(Generic[ModelT_co]):
    """A YAML file that was read and fits its model."""

    slug: str
    kind: str
    model: ModelT_co
    document: YamlDocument = field(repr=False)

    @property
    def path(self) -> str:
        """Path as messages show it."""
        return self.document.path

    def place(self, *location: str | int) -> Place:
        """Place of a value in the file."""
        return self.document.place(*location)


@dataclass(frozen=True)
class WrittenPage:
    """A Markdown page that people write by hand."""

    #: Path below docs_dir, with forward slashes.
    uri: str
    path: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Sources:
    """Everything that was read, before anything is linked."""

    layout: Layout
    bibliography: str
    references: dict[str, Reference]
    records: list[SourceFile[Record]]
    appraisals: dict[str, SourceFile[Appraisal]]
    statements: list[SourceFile[StatementList]]
    pages: list[WrittenPage]
    #: Names of records and citation keys whose source is there but cannot be read: pointing at
    #: them is no second error.
    broken: frozenset[str] = frozenset()


class ReadCache:
    """Remembers what was read from each file, as long as its bytes stay the same."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, str], tuple[bytes, Any]] = {}

    def get(self, file: Path, purpose: str, read: Callable[[], ModelTResult]) -> ModelTResult:
        """Return the remembered result of `read`, or read now."""
        try:
            digest = hashlib.blake2b(file.read_bytes(), digest_size=16).digest()
        except OSError:
            return read()
        key = (str(file), purpose)
        known = self._results.get(key)
        if known is None or known[0] != digest:
            known = self._results[key] = (digest, read())
        return known[1]  # type: ignore[no-any-return]


ModelTResult = TypeVar("ModelTResult")


def read_sources(layout: Layout, cache: ReadCache | None = None) -> tuple[Sources, list[Problem]]:
    """Read all files of a knowledge base; what is odd comes back as problems."""
    cache = cache or ReadCache()
    problems: list[Problem] = []
    bibliography = layout.shown(layout.bibliography)
    bibliography_read, found = cache.get(
        layout.bibliography, "bib", lambda: read_references(layout.bibliography, bibliography)
    )
    problems += found
    records: list[SourceFile[Record]] = []
    for kind, folder in layout.folders.items():
        records += _read_folder(layout, folder, kind, RECORD_MODELS[kind], cache, problems)
    appraisals = _read_folder(layout, layout.studies, "study", Appraisal, cache, problems)
    statements = _read_folder(layout, layout.heard, "statements", StatementList, cache, problems)
    read = {record.slug for record in records}
    broken = {file.stem for file in _record_files(layout)} - read
    return Sources(
        layout=layout,
        bibliography=bibliography,
        references=bibliography_read.references,
        records=records,
        appraisals={appraisal.slug: appraisal for appraisal in appraisals},
        statements=statements,
        pages=list(_read_pages(layout, problems)),
        broken=frozenset(broken) | bibliography_read.broken,
    ), problems


def _record_files(layout: Layout) -> Iterator[Path]:
    for folder in layout.folders.values():
        yield from _yaml_files(layout.docs_dir / folder)


def _yaml_files(directory: Path) -> list[Path]:
    return sorted([*directory.glob("*.yml"), *directory.glob("*.yaml")])


def _read_folder(
    layout: Layout,
    folder: str,
    kind: str,
    model: type[ModelT],
    cache: ReadCache,
    problems: list[Problem],
) -> list[SourceFile[ModelT]]:
    read = []
    for file in _yaml_files(layout.docs_dir / folder):
        result, found = cache.get(
            file, kind, lambda file=file: _read_file(layout, file, kind, model)  # type: ignore[misc]
        )
        problems += found
        if result is not None:
            read.append(result)
    return read


def _read_file(
    layout: Layout, file: Path, kind: str, model: type[ModelT]
) -> tuple[SourceFile[ModelT] | None, list[Problem]]:
    shown = layout.shown(file)
    problems = list(_file_name_problems(file, shown, kind))
    text, found = read_text(file, shown)
    problems += found
    if text is None:
        return None, problems
    document, found = parse_yaml(text, shown)
    problems += found
    if document is None:
        return None, problems
    value, found = validate(model, document)
    refused = {problem.place for problem in problems}
    problems += [problem for problem in found if problem.place not in refused]
    if value is None:
        return None, problems
    return SourceFile(file.stem, kind, value, document), problems


def _file_name_problems(file: Path, shown: str, kind: str) -> Iterator[Problem]:
    if file.suffix == ".yaml":
        message = f'The file ends in ".yaml"; records end in ".yml" ({file.stem}.yml).'
        yield kinds.BAD_FILE_NAME.at(Place(shown), message, "Rename the file.")
    if kind == "study":  # named by its citation key, which has a rule of its own
        return
    try:
        _SLUG.validate_python(file.stem)
        is_slug = file.stem != "index"
    except ValidationError:
        is_slug = False
    if not is_slug:
        message = f'The file name "{file.name}" cannot be a page address.'
        mend = "Use lower-case letters, digits and single hyphens: acute-pain.yml."
        yield kinds.BAD_FILE_NAME.at(Place(shown), message, mend)


def _read_pages(layout: Layout, problems: list[Problem]) -> Iterator[WrittenPage]:
    for file in sorted(layout.docs_dir.rglob("*.md")):
        shown = layout.shown(file)
        text, found = read_text(file, shown)
        problems += found
        if text is not None:
            yield WrittenPage(file.relative_to(layout.docs_dir).as_posix(), shown, text)
