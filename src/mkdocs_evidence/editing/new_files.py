"""`evidence new`: a draft record in a file of its own, or a draft claim in a record."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from mkdocs_evidence.editing.schema_line import schema_line
from mkdocs_evidence.editing.templates import new_claim, new_record
from mkdocs_evidence.editing.yaml_comments import Container
from mkdocs_evidence.model.fields import Slug
from mkdocs_evidence.model.problem import did_you_mean
from mkdocs_evidence.model.structure import Shape
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.record_files import (
    RECORD_MODELS,
    RecordFile,
    folders_by_kind,
    record_files,
)
from mkdocs_evidence.sources.text_file import read_text
from mkdocs_evidence.sources.whole_files import replace_text
from mkdocs_evidence.sources.yaml_document import YamlDocument, parse_yaml

_SLUG = TypeAdapter(Slug)
CLAIM = "claim"


class NotWrittenError(ValueError):
    """Why nothing was written, for the editor who asked."""


def add_record(layout: Layout, kind: str, slug: str) -> Path:
    """Write a new draft record and return its file.

    Raises:
        NotWrittenError: there is no such kind, the name cannot be used, or it is taken.
    """
    if kind not in layout.folders:
        mend = did_you_mean(kind, [*layout.folders, CLAIM])
        known = ", ".join([*layout.folders, CLAIM])
        raise NotWrittenError(f'"{kind}" is no kind of record. {mend or f"Kinds: {known}."}')
    _refuse_bad_slug(slug)
    for other in record_files(layout):
        if other.kind in layout.folders and other.file.stem == slug:
            raise NotWrittenError(f'"{slug}" is there already: {layout.shown(other.file)}.')
    record = RecordFile(folders_by_kind(layout)[kind] / f"{slug}.yml", kind, RECORD_MODELS[kind])
    if record.file.with_suffix(".md").exists():
        page = layout.shown(record.file.with_suffix(".md"))
        raise NotWrittenError(f"{page} is a page with this address already.")
    groups = layout.groups if kind == "condition" else {}
    text = new_record(RECORD_MODELS[kind], slug, groups, schema_line(record, layout))
    replace_text(record.file, text)
    return record.file


def add_claim(layout: Layout, slug: str, claim_id: str) -> tuple[Path, int]:
    """Add a draft claim to a record, below its other claims; return the file and the line.

    Raises:
        NotWrittenError: there is no such record, it cannot be read, or the id cannot be used.
    """
    records = {r.file.stem: r for r in record_files(layout) if r.kind in layout.folders}
    record = records.get(slug)
    if record is None:
        mend = did_you_mean(slug, records) or "Make it first: evidence new KIND NAME."
        raise NotWrittenError(f'There is no record "{slug}". {mend}')
    _refuse_bad_slug(claim_id)
    shown = layout.shown(record.file)
    text, problems = read_text(record.file, shown)
    document = None
    if text is not None:
        document, found = parse_yaml(text, shown)
        problems = [problem for problem in found if problem.is_error]
    if text is None or document is None or problems:
        raise NotWrittenError(str(problems[0]))
    data = document.data if isinstance(document.data, dict) else {}
    if claim_id in _ids(data.get("claims") or [], shown):
        raise NotWrittenError(f'The claim "{claim_id}" is in {shown} already.')
    after, line = _with_claim(document, text, Shape(model=record.model), claim_id)
    replace_text(record.file, after)
    return record.file, line


def _ids(claims: object, shown: str) -> set[object]:
    """The ids that claims have and had."""
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise NotWrittenError(f"The claims of {shown} are no list of claims: evidence check.")
    former = (claim.get("was") for claim in claims)
    before = [name for names in former if isinstance(names, list) for name in names]
    return {str(name) for name in [*before, *(claim.get("id") for claim in claims)]}


def _refuse_bad_slug(slug: str) -> None:
    try:
        _SLUG.validate_python(slug)
    except ValidationError:
        near = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:80].strip("-")
        mend = f'Did you mean "{near}"?' if near else ""
        form = "lower-case letters, digits and single hyphens"
        raise NotWrittenError(f'"{slug}" cannot be a name: use {form}. {mend}'.rstrip()) from None
    if slug == "index":
        raise NotWrittenError('"index" is the name of the list of records.')


def _with_claim(document: YamlDocument, text: str, shape: Shape, claim_id: str) -> tuple[str, int]:
    """The text with a claim below the others, and the line where it begins; no other changes."""
    root = document.root
    if not isinstance(root, yaml.MappingNode):
        raise NotWrittenError(f"{document.path} is not a record: it has no fields.")
    fields = {key.value: (key, value) for key, value in root.value}
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += newline
    indent, new = 2, ["claims:"]
    if "claims" in fields:
        key, value = fields["claims"]
        if value.value and getattr(value, "flow_style", False):
            raise NotWrittenError(
                f"The claims of {document.path} stand in brackets; write them as a list."
            )
        if value.value:
            indent, new, at = value.start_mark.column, [], _last_line(value, text) + 1
        else:
            at = key.start_mark.line + 1
            lines[at - 1] = f"claims:{newline}"
            new = []
    else:
        at = _place_for("claims", fields, shape, text)
    new += new_claim(claim_id, indent)
    lines[at:at] = [line + newline for line in new]
    return "".join(lines), at + (2 if new[0] == "claims:" else 1)


def _place_for(
    name: str,
    fields: dict[str, tuple[yaml.ScalarNode, yaml.Node]],
    shape: Shape,
    text: str,
) -> int:
    """The line (from 0) below the last field that stands before this one in the model."""
    before = shape.names[: shape.names.index(name)]
    ends = [_last_line(value, text) + 1 for field, (_, value) in fields.items() if field in before]
    return max(ends, default=0)


def _last_line(node: yaml.Node, text: str) -> int:
    """The last line (from 0) of a value, without what only follows it."""
    while isinstance(node, Container) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        end = len(text[:end].rstrip())
    return text.count("\n", 0, end)
