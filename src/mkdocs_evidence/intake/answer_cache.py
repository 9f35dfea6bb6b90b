"""Answers of services kept on disk, one small file a question, for a day."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_evidence.sources.whole_files import replace_text

#: A retraction must not hide behind an old answer.
_SECONDS = 86_400


@dataclass(frozen=True)
class AnswerCache:
    """A folder of answers; without a folder nothing is kept."""

    folder: Path | None = None
    clock: Callable[[], float] = time.time

    def get(self, address: str) -> str | None:
        """The answer that was kept for an address, or None where there is none or it is old."""
        file = self._file(address)
        if file is None:
            return None
        try:
            kept = json.loads(file.read_text("utf-8"))
            age = self.clock() - kept["asked"]
            text = kept["answer"] if kept["address"] == address else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return text if isinstance(text, str) and 0 <= age < _SECONDS else None

    def put(self, address: str, text: str) -> None:
        """Keep an answer; a folder that cannot be written keeps nothing, and nothing is lost."""
        file = self._file(address)
        if file is None:
            return
        kept = {"address": address, "asked": self.clock(), "answer": text}
        try:
            replace_text(file, json.dumps(kept), lasting=False)
        except OSError:
            return

    def _file(self, address: str) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.blake2b(address.encode("utf-8"), digest_size=16).hexdigest()
        return self.folder / f"{name}.json"
