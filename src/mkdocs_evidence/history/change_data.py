"""Changes as plain data: the JSON of `evidence diff`, and what the cache of the history holds."""

from __future__ import annotations

from typing import Any

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.model.problem import Place

_TEXTS = ("about", "sentence", "record", "claim", "study", "heard", "before", "after")
_KINDS = {kind.value: kind for kind in ChangeKind}


def as_data(change: Change) -> dict[str, Any]:
    """A change as JSON holds it."""
    return {
        "kind": change.kind.value,
        "importance": change.importance.value,
        **{name: getattr(change, name) for name in _TEXTS},
        "safety": change.is_safety,
        "in_summary": change.in_summary,
        "places": [
            {"path": place.path, "line": place.line, "column": place.column}
            for place in change.places
        ],
    }


def from_data(data: Any) -> Change:
    """The change that JSON holds.

    Raises:
        ValueError: it is not one.
    """
    try:
        texts = {name: data[name] for name in _TEXTS}
        if not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("a text is not a text")
        return Change(
            _KINDS[data["kind"]],
            **texts,
            is_safety=data["safety"] is True,
            in_summary=data["in_summary"] is True,
            places=tuple(
                Place(str(place["path"]), int(place["line"]), int(place["column"]))
                for place in data["places"]
            ),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a change: {error!r}") from None
