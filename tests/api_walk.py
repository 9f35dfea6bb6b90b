"""Walks a published API as its own description says: every path, every id, every schema."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker


def closed(schema: Any) -> Any:
    """A schema that refuses what it does not name: the published ones stay open for later fields."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {name: closed(part) for name, part in schema.items()}
    if shut.get("type") == "object" and "properties" in shut:
        shut["additionalProperties"] = False
    return shut


@dataclass(frozen=True)
class PublishedApi:
    """The files below `api/v1` of a built site."""

    site: Path

    @property
    def root(self) -> Path:
        return self.site / "api" / "v1"

    def read(self, name: str) -> Any:
        return json.loads((self.root / name).read_text("utf-8"))

    @cached_property
    def description(self) -> Any:
        return self.read("openapi.json")

    def paths(self) -> set[str]:
        """Every file that is data, as the description would name it."""
        found = {f"/{file.relative_to(self.root).as_posix()}" for file in self.root.rglob("*.json")}
        return {path for path in found if not path.startswith(("/schema/", "/openapi"))}

    def operation(self, path: str) -> dict[str, Any]:
        """The one operation of the description that a path fits."""
        fitting = [
            operation["get"]
            for template, operation in self.description["paths"].items()
            if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path)
        ]
        assert len(fitting) == 1, (path, fitting)
        return fitting[0]

    @cached_property
    def validators(self) -> dict[str, Draft202012Validator]:
        """A strict validator for each form, from its published schema."""
        made = {}
        for file in sorted((self.root / "schema").glob("*.json")):
            schema = json.loads(file.read_text("utf-8"))
            Draft202012Validator.check_schema(schema)
            made[file.stem] = Draft202012Validator(closed(schema), format_checker=FormatChecker())
        return made

    def errors(self, path: str) -> Iterator[str]:
        """What is wrong with a file, by the schema that the file names and its operation means."""
        data = self.read(path.removeprefix("/"))
        form = Path(data["meta"]["json_schema"]).stem
        if form != self.operation(path)["operationId"]:
            yield f"{path}: is a {form}, and the description says otherwise"
        for error in itertools.islice(self.validators[form].iter_errors(data), 3):
            yield f"{path}: {error.json_path}: {error.message[:200]}"
