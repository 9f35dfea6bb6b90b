"""Reads a whole knowledge base: records, appraisals, statements, references, written pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from mkdocs_evidence.model.fields import Slug
from mkdocs_evidence.model.glossary import Glossary
from mkdocs_evidence.model.integrity import Comparison
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import fields as kinds
from mkdocs_evidence.model.record import Record, StatementList
from mkdocs_evidence.model.study import Appraisal, Reference
from mkdocs_evidence.sources.bibtex import Bibliography, read_references
from mkdocs_evidence.sources.ignore_comments import (
    IgnoreComment,
    ignored_in_markdown,
    ignored_in_yaml,
)
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.odd_text import MAX_PAGE, invisible_in_file, stalling
from mkdocs_evidence.sources.record_files import RECORD_MODELS, pages_below, yaml_files
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.symbolic_links import is_refused, refused_links
from mkdocs_evidence.sources.text_file import find_words, lines_of, read_text
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)
ModelT_co = TypeVar("ModelT_co", bound=BaseModel, covariant=True)
ResultT = TypeVar("ResultT")
#: Called after each file with the number of files read, and of files in all.
OnFile = Callable[[int, int], None]

_SLUG = TypeAdapter(Slug)
#: Names of devices, which cannot be files there. Source: Microsoft, "Naming Files, Paths".
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True)
class SourceFile(Generic[ModelT_co]):
    """A YAML file that was read and fits its model."""

    slug: str
    kind: str
    model: ModelT_co
    document: YamlDocument = field(repr=False)
    #: What was found out from this file alone, by who found it; goes with the file's old version.
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

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

    def place_of_text(self, needle: str) -> Place:
        """Place of some words on the page."""
        for number, line in enumerate(lines_of(self.text), start=1):
            column = find_words(needle, line)
            if column is not None:
                return Place(self.path, number, column + 1)
        return Place(self.path)


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
    glossary: SourceFile[Glossary] | None = None
    #: The last comparison with a list of retractions; None where there was none yet.
    comparison: SourceFile[Comparison] | None = None
    #: Names of records and citation keys whose source is there but cannot be read: pointing at
    #: them is no second error.
    broken: frozenset[str] = frozenset()
    ignore_comments: tuple[IgnoreComment, ...] = ()


class ReadCache:
    """Remembers what was read from each file, as long as its bytes stay the same."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, str], tuple[bytes, Any]] = {}

    def get(self, file: Path, purpose: str, read: Callable[[], ResultT]) -> ResultT:
        """Return the remembered result of `read`, or read now."""
        try:
            digest = hashlib.blake2b(file.read_bytes(), digest_size=16).digest()
        except OSError:
            return read()
        key = (str(file), purpose)
        known = self._results.get(key)
        if known is None or known[0] != digest:
            known = self._results[key] = (digest, read())
        result: ResultT = known[1]
        return result


def read_sources(
    layout: Layout, cache: ReadCache | None = None, on_file: OnFile | None = None
) -> tuple[Sources, list[Problem]]:
    """Read all files of a knowledge base; what is odd comes back as problems."""
    reader = _Reader(layout, cache or ReadCache(), on_file)
    bibliography = reader.bibliography()
    records: list[SourceFile[Record]] = []
    for kind, folder in layout.folders.items():
        records += reader.folder(folder, kind, RECORD_MODELS[kind])
    appraisals = reader.folder(layout.studies, "study", Appraisal)
    statements = reader.folder(layout.heard, "statements", StatementList)
    unread = reader.names(layout.folders.values()) - {record.slug for record in records}
    pages = reader.written_pages()
    documents = [file.document for file in (*records, *appraisals, *statements)]
    comments = [comment for document in documents for comment in ignored_in_yaml(document)]
    comments += [c for page in pages for c in ignored_in_markdown(page.text, page.path)]
    sources = Sources(
        layout=layout,
        bibliography=layout.shown(layout.bibliography),
        references=bibliography.references,
        records=records,
        appraisals={appraisal.slug: appraisal for appraisal in appraisals},
        statements=statements,
        pages=pages,
        glossary=reader.glossary(),
        comparison=reader.comparison(),
        broken=frozenset(unread) | bibliography.broken,
        ignore_comments=(*bibliography.ignore_comments, *comments),
    )
    return sources, reader.problems


class _Reader:
    """Reads the files of one knowledge base and collects what is wrong with them."""

    def __init__(self, layout: Layout, cache: ReadCache, on_file: OnFile | None) -> None:
        self.layout = layout
        self.cache = cache
        self._refused = refused_links(layout)
        self.problems: list[Problem] = list(self._refused.values())
        self._on_file = on_file
        self._read = 0
        self._whole = sum(len(self._yaml_files(folder)) for folder in layout.record_folders)

    def bibliography(self) -> Bibliography:
        file = self.layout.bibliography
        if is_refused(file, self._refused):
            return Bibliography({})
        read = partial(read_references, file, self.layout.shown(file))
        bibliography, found = self.cache.get(file, "references", read)
        self.problems += found
        return bibliography

    def folder(self, folder: str, kind: str, model: type[ModelT]) -> list[SourceFile[ModelT]]:
        read = (self._file(file, kind, model) for file in self._yaml_files(folder))
        return [result for result in read if result is not None]

    def glossary(self) -> SourceFile[Glossary] | None:
        file = self.layout.docs_dir / self.layout.abbreviations
        return self._file(file, "abbreviations", Glossary) if file.exists() else None

    def _file(self, file: Path, kind: str, model: type[ModelT]) -> SourceFile[ModelT] | None:
        if is_refused(file, self._refused):
            return None
        read = partial(_read_file, file, self.layout.shown(file), kind, model)
        result, found = self.cache.get(file, kind, read)
        self.problems += found
        self._read += 1
        if self._on_file and self._read <= self._whole:
            self._on_file(self._read, self._whole)
        return result

    def comparison(self) -> SourceFile[Comparison] | None:
        file = self.layout.docs_dir / self.layout.retractions
        return self._file(file, "comparison", Comparison) if file.exists() else None

    def names(self, folders: Iterable[str]) -> set[str]:
        return {file.stem for folder in folders for file in self._yaml_files(folder)}

    def written_pages(self) -> list[WrittenPage]:
        pages = []
        if is_refused(self.layout.docs_dir, self._refused):
            return []
        for file in pages_below(self.layout.docs_dir):
            if is_refused(file, self._refused):
                continue
            shown = self.layout.shown(file)
            text, found = read_text(file, shown)
            self.problems += found
            if text is not None and (refused := stalling(text, MAX_PAGE, Place(shown))):
                self.problems.append(refused)
            elif text is not None:
                self.problems += invisible_in_file(text, shown)
                uri = file.relative_to(self.layout.docs_dir).as_posix()
                pages.append(WrittenPage(uri, shown, text))
        return pages

    def _yaml_files(self, folder: str) -> list[Path]:
        place = self.layout.docs_dir / folder
        return [] if is_refused(place, self._refused) else yaml_files(place)


def _read_file(
    file: Path, shown: str, kind: str, model: type[ModelT]
) -> tuple[SourceFile[ModelT] | None, list[Problem]]:
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
    refused = {problem.place for problem in problems if problem.is_error}
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
