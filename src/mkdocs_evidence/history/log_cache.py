"""What the history has already worked out, as JSON files that may be deleted at any time.

An edition is named by its content (git's names of its trees), by the content it is compared with,
and by the program that compares: a change of any of them is another file. A file that cannot be
read is worked out anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_evidence.history.change import Change
from mkdocs_evidence.history.change_data import as_data, from_data
from mkdocs_evidence.history.sentence_data import from_parts, parts_of
from mkdocs_evidence.sources.layout import Layout
from mkdocs_evidence.sources.program import code_of
from mkdocs_evidence.sources.whole_files import replace_text

#: The rooms that decide what a change is called.
_DECIDING = ("model", "words.py", "sources", "history", "prose.py", "wording.py", "library.py")


@dataclass(frozen=True)
class Edition:
    """What is known of one edition."""

    changes: tuple[Change, ...] = ()
    #: References of the claims, in the first edition only.
    claims: tuple[str, ...] = ()
    #: True where its files cannot be read as they are read today.
    is_broken: bool = False


class LogCache:
    """One JSON file for each pair of editions."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        self._folder = folder
        places = [*layout.folders.items(), layout.studies, layout.heard]
        self._reader = f"{code_of(_DECIDING)} {places}"

    def get(self, before: str, content: str) -> Edition | None:
        """What is known of an edition after another; None where nothing is."""
        try:
            data = json.loads(self._file(before, content).read_text("utf-8"))
            return Edition(
                changes=tuple(
                    replace(from_data(change), sentence=from_parts(change["said"]))
                    for change in data["changes"]
                ),
                claims=tuple(str(ref) for ref in data["claims"]),
                is_broken=data["broken"] is True,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, before: str, content: str, edition: Edition) -> None:
        """Remember an edition; where nothing can be written, nothing is remembered."""
        data = {
            "changes": [
                as_data(change) | {"said": parts_of(change.sentence)} for change in edition.changes
            ],
            "claims": edition.claims,
            "broken": edition.is_broken,
        }
        try:
            text = json.dumps(data, separators=(",", ":"))
            replace_text(self._file(before, content), text, lasting=False)
        except OSError:
            return

    def _file(self, before: str, content: str) -> Path:
        name = f"{self._reader} {before} {content}".encode()
        return self._folder / f"{hashlib.blake2b(name, digest_size=20).hexdigest()}.json"
