"""Safe steps into JSON that a service sent: a wrong type counts as absent."""

from __future__ import annotations

from typing import Any


def mapping(value: Any, *path: str) -> dict[str, Any]:
    """The object at a path; empty where there is none."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; empty where there is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def first(value: Any) -> Any:
    """The first of a list, or the value itself where it is no list; None where it is empty."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def texts(value: Any) -> list[str]:
    """The texts in a list; empty where there is none."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
