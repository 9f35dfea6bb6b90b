"""Types of settings that MkDocs does not have: bounded numbers, paths that stay inside, titles."""

from __future__ import annotations

import re
from typing import Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import ValidationError

from mkdocs_evidence.export.table import EXPORTERS
from mkdocs_evidence.words import languages

#: From which folder a path counts: that of mkdocs.yml, or docs_dir.
Below = Literal["project", "docs"]

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class WholeNumber(c.Type[int]):
    """A number of things, from a least one on."""

    def __init__(self, *, least: int, default: int) -> None:
        super().__init__(int, default=default)
        self.least = least

    def run_validation(self, value: object) -> int:
        """Refuse what is no number, which true and false are to Python, and what is too small."""
        number: int = super().run_validation(value)
        if isinstance(value, bool) or number < self.least:
            raise ValidationError(f"less than {self.least}")
        return number


class PathBelow(c.Type[str]):
    """A file or folder below the project or below docs_dir, written with forward slashes."""

    def __init__(self, below: Below, *, default: str, is_folder: bool = False) -> None:
        super().__init__(str, default=default)
        self.below = below
        self.is_folder = is_folder


class Titles(c.DictOfItems[str]):
    """Names, as records write them, and what readers see in their place."""

    def __init__(self) -> None:
        super().__init__(c.Type(str), default={})


class Policy(c.Type[bool | str]):
    """A Content-Security-Policy: ours, none, or one that the site writes itself."""

    def __init__(self) -> None:
        super().__init__((bool, str), default=True)


def is_name(value: object) -> bool:
    """True for a name that can stand in a record: lower case, digits, single hyphens."""
    return isinstance(value, str) and bool(_NAME.fullmatch(value))


class Language(c.Type[str]):
    """A language in which pages can speak."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Refuse a language without a catalogue."""
        name: str = super().run_validation(value)
        if name not in languages():
            raise ValidationError("no catalogue")
        return name


class Format(c.Choice[str]):
    """The name of a format in which the knowledge base is published, and that is installed."""

    def __init__(self) -> None:
        super().__init__(list(EXPORTERS))

    def run_validation(self, value: object) -> str:
        """Refuse a format whose library is not there."""
        name: str = super().run_validation(value)
        if not EXPORTERS[name].is_installed:
            raise ValidationError(EXPORTERS[name].how_to_install)
        return name
