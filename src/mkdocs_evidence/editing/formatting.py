"""`evidence fmt`: files of a knowledge base in canonical layout, with nothing lost.

After a file is laid out, it is read again: what the product understands, and every comment, must
be the same as before, or the file stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from pydantic import BaseModel

from mkdocs_evidence.editing.bibtex_layout import canonical_bibliography
from mkdocs_evidence.editing.schema_line import schema_line
from mkdocs_evidence.editing.yaml_comments import CommentMap
from mkdocs_evidence.editing.yaml_layout import lay_out
from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.structure import Shape
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.record_files import RecordFile, record_files
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.text_file import read_text
from mkdocs_evidence.sources.whole_files import replace_text
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml


@dataclass(frozen=True)
class Formatted:
    """A file before and after it was laid out; nothing is written yet."""

    file: Path
    #: Path as messages show it.
    path: str
    before: str
    after: str
    #: What is wrong with the file, which is then left as it is.
    problems: tuple[Problem, ...] = ()
    #: True where the layout would have changed what the file says: a mistake of ours.
    refused: bool = False

    @property
    def changes(self) -> bool:
        """True where the file is not in canonical layout yet."""
        return self.before != self.after

    def first_difference(self) -> tuple[Place, str]:
        """Place of the first line that would change, and the line that would stand there."""
        old, new = self.before.splitlines(), self.after.splitlines()
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
        )
        return Place(self.path, same + 1), new[same] if same < len(new) else ""

    def write(self) -> bool:
        """Put the new text in the place of the old one; False where it was changed meanwhile.

        Raises:
            OSError: the file cannot be written; it is as it was.
        """
        if read_text(self.file, self.path)[0] != self.before:
            return False
        replace_text(self.file, self.after)
        return True


def format_knowledge_base(
    layout: Layout, only: frozenset[Path] | None = None
) -> Iterator[Formatted]:
    """Lay out every record and the reference list, or only some files of them.

    Args:
        layout: Where the knowledge base keeps its files.
        only: Resolved paths of the files to lay out; all where it is None.
    """
    for record in record_files(layout):
        if only is None or record.file.resolve() in only:
            yield format_record(record, layout)
    if layout.bibliography.is_file() and (only is None or layout.bibliography.resolve() in only):
        yield format_references(layout)


def format_record(record: RecordFile, layout: Layout) -> Formatted:
    """Lay out one record."""
    shown = layout.shown(record.file)
    text, problems = read_text(record.file, shown)
    if text is None:
        return Formatted(record.file, shown, "", "", tuple(problems))
    line = schema_line(record, layout)
    after, problems = canonical_record(text, shown, record.model, line)
    if after is None:
        return Formatted(record.file, shown, text, text, tuple(problems), refused=not problems)
    return Formatted(record.file, shown, text, _with_line_ends_of(text, after))


def canonical_record(
    text: str, shown: str, model: type[BaseModel], line: str = ""
) -> tuple[str | None, list[Problem]]:
    """The canonical text of a record, or None where the record must stay as it is."""
    document, value, problems = _read(_with_plain_line_ends(text), shown, model)
    if document is None or value is None:
        return None, problems
    after = lay_out(document, Shape(model=model), line)
    again, same, found = _read(after, shown, model)
    lost = again is None or Counter(_remarks(document)) - Counter(_remarks(again))
    return (None if found or same != value or lost else after), []


def _read(
    text: str, shown: str, model: type[BaseModel]
) -> tuple[YamlDocument | None, BaseModel | None, list[Problem]]:
    document, found = parse_yaml(text, shown)
    errors = [problem for problem in found if problem.is_error]
    if document is None or errors:
        return None, None, errors
    value, problems = validate(model, document)
    return document, value, problems


def _remarks(document: YamlDocument) -> Iterator[str]:
    return CommentMap(document.root, document.text).comments()


def format_references(layout: Layout) -> Formatted:
    """Lay out the reference list."""
    shown = layout.shown(layout.bibliography)
    text, problems = read_text(layout.bibliography, shown)
    if text is None:
        return Formatted(layout.bibliography, shown, "", "", tuple(problems))
    after = _with_line_ends_of(text, canonical_bibliography(text))
    before_references, found = parse_references(text, shown)
    after_references, _ = parse_references(after, shown)
    errors = tuple(problem for problem in found if problem.is_error)
    same = _content(before_references.references) == _content(after_references.references)
    if errors or not same:
        return Formatted(layout.bibliography, shown, text, text, errors, refused=not errors)
    return Formatted(layout.bibliography, shown, text, after)


def _content(references: dict[str, Reference]) -> dict[str, Reference]:
    """The references without the lines on which they stand."""
    return {key: replace(entry, line=0, field_lines={}) for key, entry in references.items()}


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_line_ends_of(before: str, after: str) -> str:
    """Windows line ends where the file has them: version control may ask for them."""
    first = re.search(r"\r?\n", before)
    return after.replace("\n", "\r\n") if first and first.group() == "\r\n" else after
