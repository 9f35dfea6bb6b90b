"""Several files written together: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def replace_together(files: Mapping[Path, str]) -> None:
    """Write every text beside its file, then put all in place; after a failure all is as before.

    Raises:
        OSError: a file could not be written; none was changed.
    """
    drafts: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for file, text in files.items():
            drafts[file] = file.with_name(f".{file.name}.{os.getpid()}.tmp")
            _write_draft(drafts[file], file, text)
        for file, draft in drafts.items():
            kept = file.read_bytes() if file.exists() else None
            draft.replace(file)
            before[file] = kept
    except OSError:
        for file, content in before.items():
            _put_back(file, content)
        raise
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _write_draft(draft: Path, file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(text, encoding="utf-8", newline="\n")
    if file.exists():
        shutil.copymode(file, draft)


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content)
