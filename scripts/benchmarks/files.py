"""Writing the files of a project."""

from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8 with plain line ends, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
