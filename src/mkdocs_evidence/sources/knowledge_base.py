"""Reads a whole knowledge base: records, appraisals, statements, references, written pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel

from mkdocs_evidence.model.glossary import Glossary
from mkdocs_evidence.model.integrity import Comparison
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.record import Record, StatementList
from mkdocs_evidence.model.study import Appraisal, Reference
from mkdocs_evidence.sources.bibtex import Bibliography
from mkdocs_evidence.sources.ignore_comments import (
    IgnoreComment,
    ignored_in_markdown,
    ignored_in_yaml,
)
from mkdocs_evidence.sources.kept_readings import kept_readings, key_of
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.odd_text import MAX_PAGE, invisible_in_file, stalling
from mkdocs_evidence.sources.read_cache import ReadCache
from mkdocs_evidence.sources.reading_ahead import Unread, reading_ahead
from mkdocs_evidence.sources.readings import Collects, Made, Readings, bibtex_key, yaml_key
from mkdocs_evidence.sources.record_files import (
    RECORD_MODELS,
    file_name_problems,
    pages_below,
    yaml_files,
)
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.symbolic_links import is_refused, refused_links
from mkdocs_evidence.sources.text_file import find_words, lines_of, read_content, read_text
from mkdocs_evidence.sources.yaml_document import YamlDocument

ModelT = TypeVar("ModelT", bound=BaseModel)
ModelT_co = TypeVar("ModelT_co", bound=BaseModel, covariant=True)
#: Called after each file with the number of files read, and of files in all.
OnFile = Callable[[int, int], None]


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


@dataclass(frozen=True)
class Judge:
    """Finds the problems of one record that can be found in it alone."""

    #: Names what it looks for: another name, other problems.
    name: str
    find: Callable[[SourceFile[Record]], tuple[Problem, ...]]


def read_sources(
    layout: Layout,
    cache: ReadCache | None = None,
    on_file: OnFile | None = None,
    *,
    judge: Judge | None = None,
    processes: int = 0,
) -> tuple[Sources, list[Problem]]:
    """Read all files of a knowledge base; what is odd comes back as problems.

    Args:
        layout: Where the files are.
        cache: What was read before.
        on_file: Is told how far the reading is.
        judge: Looks at each record as soon as it is read, in the process that reads it.
        processes: How many read; 0 for as many as are of use.
    """
    cache = cache or ReadCache()
    with kept_readings(cache.folder) as kept:
        readings = Readings(kept)
        reader = _Reader(layout, cache, readings, judge, on_file)
        with reading_ahead(reader.unread(), reader.read_files, readings, processes):
            return _read_sources(layout, reader), reader.problems


def _read_sources(layout: Layout, reader: _Reader) -> Sources:
    records: list[SourceFile[Record]] = []
    for kind, folder in layout.folders.items():
        records += reader.folder(folder, kind, RECORD_MODELS[kind])
    appraisals = reader.folder(layout.studies, "study", Appraisal)
    statements = reader.folder(layout.heard, "statements", StatementList)
    bibliography = reader.bibliography()
    unread = reader.names(layout.folders.values()) - {record.slug for record in records}
    pages = reader.written_pages()
    documents = [file.document for file in (*records, *appraisals, *statements)]
    comments = [comment for document in documents for comment in ignored_in_yaml(document)]
    comments += [c for page in pages for c in ignored_in_markdown(page.text, page.path)]
    return Sources(
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


class _Reader:
    """Reads the files of one knowledge base and collects what is wrong with them."""

    def __init__(
        self,
        layout: Layout,
        cache: ReadCache,
        readings: Readings,
        judge: Judge | None,
        on_file: OnFile | None,
    ) -> None:
        self.layout = layout
        self.cache = cache
        self._readings = readings
        self._judge = judge
        self._refused = refused_links(layout)
        self.problems: list[Problem] = list(self._refused.values())
        self._on_file = on_file
        self._read = 0
        self._listed: dict[str, list[Path]] = {}
        self._records = [
            (file, kind, model)
            for kind, model in RECORD_MODELS.items()
            for file in self._yaml_files(layout.folders[kind])
        ]
        self._whole = sum(len(self._yaml_files(folder)) for folder in layout.record_folders)

    def unread(self) -> list[Unread]:
        """The files that take long to read, and are not known: references and records."""
        unread = []
        files = [(self.layout.bibliography, "references", bibtex_key)]
        files += [(file, kind, yaml_key) for file, kind, _ in self._records]
        for number, (file, purpose, key_of_content) in enumerate(files):
            if is_refused(file, self._refused):
                continue
            content, _ = read_content(file, "")
            if content is None:
                continue
            key = key_of_content(content)
            if not self.cache.knows(file, purpose, key) and not self._readings.has(key):
                unread.append(Unread(key, len(content), number))
        return unread

    def read_files(self, numbers: list[int]) -> Made:
        """Read files for another process: 0 stands for the references, others for records."""
        collected = Collects()
        self._readings = Readings(collected)
        for number in numbers:
            if number:
                self._file(*self._records[number - 1])
            else:
                self.bibliography()
        return collected.made

    def bibliography(self) -> Bibliography:
        file = self.layout.bibliography
        shown = self.layout.shown(file)
        if is_refused(file, self._refused):
            return Bibliography({})
        content, found = read_content(file, shown)
        self.problems += found
        if content is None:
            return Bibliography({})
        key = bibtex_key(content)
        read = partial(self._readings.bibtex, key, content, shown)
        bibliography, found = self.cache.get(file, "references", key, read)
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
        shown = self.layout.shown(file)
        content, found = read_content(file, shown)
        if content is None:
            result = None
            found = [*file_name_problems(file, shown, kind), *found]
        else:
            key = yaml_key(content)
            read = partial(self._content, key, content, file, kind, model)
            result, found = self.cache.get(file, kind, key, read)
        self.problems += found
        self._read += 1
        if self._on_file and self._read <= self._whole:
            self._on_file(self._read, self._whole)
        return result

    def _content(
        self, key: bytes, content: bytes, file: Path, kind: str, model: type[ModelT]
    ) -> tuple[SourceFile[ModelT] | None, list[Problem]]:
        shown = self.layout.shown(file)
        problems = list(file_name_problems(file, shown, kind))
        document, found = self._readings.yaml(key, content, shown)
        problems += found
        if document is None:
            return None, problems
        value, found = validate(model, document)
        document.forget_values()
        refused = {problem.place for problem in problems if problem.is_error}
        problems += [problem for problem in found if problem.place not in refused]
        if value is None:
            return None, problems
        source = SourceFile(file.stem, kind, value, document)
        if self._judge and isinstance(source.model, Record):
            record = cast("SourceFile[Record]", source)
            name, find = self._judge.name, partial(self._judge.find, record)
            found_key = key_of(name, kind, file.stem, key)
            source.memo[name] = self._readings.problems(found_key, shown, find)
        return source, problems

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
        if folder not in self._listed:
            place = self.layout.docs_dir / folder
            self._listed[folder] = [] if is_refused(place, self._refused) else yaml_files(place)
        return self._listed[folder]
