"""Writes what a comparison found: study records, and the record of the comparison itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_evidence.editing.record_field import Value, with_field
from mkdocs_evidence.intake.retractions import Findings, Update
from mkdocs_evidence.model.fields import Model
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.whole_files import replace_files

_COMPARISON_HEAD = "# Written by `evidence retractions`: when the references were last compared.\n"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class PlannedFile:
    """A file as it will be."""

    file: Path
    shown: str
    content: bytes
    is_new: bool


@dataclass(frozen=True)
class Refusal:
    """A study record that cannot be changed safely, and why."""

    shown: str
    why: str


def planned_record(update: Update, layout: Layout) -> PlannedFile | Refusal:
    """The study record with its new `integrity`, and everything else as it was."""
    folder = layout.docs_dir / layout.studies
    file = folder / f"{update.study.key}.yml"
    shown = layout.shown(file)
    if file.parent != folder or file.name.startswith("."):
        return Refusal(shown, "the citation key cannot be the name of a file")
    try:
        before = file.read_bytes() if file.exists() else b""
        text = before.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Refusal(shown, f"it cannot be read: {error}")
    changed = with_field(text, "integrity", _fields(update.after))
    if changed is None:
        return Refusal(shown, "its YAML cannot be changed safely; change integrity: by hand")
    mark = _BYTE_ORDER_MARK if before.startswith(_BYTE_ORDER_MARK) else b""
    return PlannedFile(file, shown, mark + changed.encode("utf-8"), not file.exists())


def planned_comparison(findings: Findings, layout: Layout) -> PlannedFile:
    """The record of the comparison: the page of retractions says when it was."""
    file = layout.docs_dir / layout.retractions
    text = _COMPARISON_HEAD
    for name, value in _fields(findings.comparison).items():
        text = with_field(text, name, value) or text
    return PlannedFile(file, layout.shown(file), text.encode("utf-8"), not file.exists())


def _fields(model: Model) -> Mapping[str, Value]:
    """The fields that have a value, as text."""
    return dict(_written(model))


def _written(model: Model) -> Iterator[tuple[str, Value]]:
    for name, value in model.model_dump(mode="json").items():
        if isinstance(value, list):
            if value:
                yield name, [str(item) for item in value]
        elif value is not None:
            yield name, str(value)


def write(planned: Sequence[PlannedFile]) -> None:
    """Put files in place, all or none: a reader, or a power cut, finds the old or the new ones.

    Raises:
        OSError: a file cannot be written; all are as they were.
    """
    replace_files({file.file: file.content for file in planned})
