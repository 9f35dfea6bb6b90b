"""New records and claims, made from the models: what must be filled in, and what may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from mkdocs_evidence.editing.hints import WIDTH as _WIDTH
from mkdocs_evidence.editing.hints import choices, comment, purpose, summary
from mkdocs_evidence.model.claim import Claim, EvidenceLink
from mkdocs_evidence.model.record import PLACEHOLDER, Record
from mkdocs_evidence.model.structure import Shape, fields_of
from mkdocs_evidence.model.vocabulary import (
    Certainty,
    ClaimStatus,
    Direction,
    RecordStatus,
    Vocabulary,
)

#: Terms that say nothing yet; an editor changes them when the evidence is there.
_UNDECIDED: dict[type[Vocabulary], Vocabulary] = {
    Direction: Direction.UNCLEAR,
    Certainty: Certainty.NOT_GRADED,
    ClaimStatus: ClaimStatus.DRAFT,
    RecordStatus: RecordStatus.DRAFT,
}
_HINT = "Fill in the dots, uncomment what you need, delete the rest. Then: evidence check"


def new_record(
    model: type[Record], slug: str, groups: Mapping[str, str], schema_line: str = ""
) -> str:
    """The text of a new draft record.

    Args:
        model: The kind of record.
        slug: Name of its file.
        groups: Groups that the site knows, with their titles; empty where any will do.
        schema_line: The comment that names its schema to editors.
    """
    values = {"name": slug.replace("-", " ").capitalize(), "status": RecordStatus.DRAFT.value}
    lines = [schema_line] if schema_line else []
    lines += [*comment(f"{summary(model)} {_HINT}", 0), ""]
    known = {"claims": f"To add one: evidence new claim {slug}"}
    if groups:
        listed = "; ".join(f"{name} ({title})" for name, title in groups.items())
        known["group"] = f"One of: {listed}."
    lines += _fields(model, values, 0, known)
    return "\n".join(lines) + "\n"


def new_claim(claim_id: str, indent: int) -> list[str]:
    """The lines of a new draft claim, the dash of its list at `indent`."""
    values = {"id": claim_id, "evidence": "[]", "status": ClaimStatus.DRAFT.value}
    lines = _fields(Claim, values, indent + 2, {"evidence": "One item for each study:"})
    at = next(n for n, line in enumerate(lines) if line.lstrip().startswith("evidence:")) + 1
    lines[at:at] = _example_link(indent + 2)
    # What an id is for stands before it; the editor has just chosen one.
    del lines[: next(n for n, line in enumerate(lines) if line.lstrip().startswith("id:"))]
    lines[0] = f"{' ' * indent}- {lines[0].lstrip()}"
    return lines


def _fields(
    model: type[BaseModel], values: Mapping[str, str], indent: int, known: Mapping[str, str]
) -> list[str]:
    """A line for each field: those that a record needs, and the others as comments.

    Args:
        model: Whose fields they are.
        values: What some of them hold.
        indent: Spaces before each line.
        known: What to say of some of them instead of naming their terms and fields.
    """
    lines: list[str] = []
    for name, shape in fields_of(model).items():
        about = _about(model, name, known.get(name, ""))
        needed = model.model_fields[name].is_required() or name in values
        if needed:
            lines += comment(about, indent)
            lines.append(f"{' ' * indent}{name}: {values.get(name) or _undecided(shape)}")
        else:
            lines += _commented(name, shape, about, indent)
    return lines


def _commented(name: str, shape: Shape, about: str, indent: int, mark: str = "# ") -> list[str]:
    """A field that an editor may uncomment, with its explanation behind it where that fits."""
    field = f"{' ' * indent}{mark}{name}: {_form(shape)}".rstrip()
    line = f"{field}  # {about}" if about else field
    if len(line) <= _WIDTH:
        return [line]
    if mark == "# ":
        return [*comment(about, indent), field]
    hints = comment(about, indent + len(mark))  # inside an example, which is a comment as a whole
    return [*(f"{' ' * indent}#{line[indent + 1 :]}" for line in hints), field]


def _example_link(indent: int) -> Iterator[str]:
    for number, (name, shape) in enumerate(fields_of(EvidenceLink).items()):
        mark = "#   - " if number == 0 else "#     "
        yield from _commented(name, shape, _about(EvidenceLink, name), indent, mark)


def _about(model: type[BaseModel], name: str, more: str = "") -> str:
    shape = fields_of(model)[name]
    return " ".join(filter(None, [purpose(model, name), more or choices(shape)]))


def _undecided(shape: Shape) -> str:
    if shape.is_list:
        return "[]"
    if shape.vocabulary is None:
        return PLACEHOLDER
    return (_UNDECIDED.get(shape.vocabulary) or next(iter(shape.vocabulary))).value


def _form(shape: Shape) -> str:
    if shape.is_list:
        return "[]"
    return "{}" if shape.model or shape.item else ""
