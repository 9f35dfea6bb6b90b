"""What an editor does to a knowledge base, at random, soundly and not, and how it is undone."""

from __future__ import annotations

import random
import re
from pathlib import Path

#: What an editor types, and what comes of it: the first half is sound.
WORDS = ["fever", "tea", "a little", "two days"]
BREAKS = ["[@nobody2020]", "[[nowhere]]", "\n  - [", "\t", "'", "<b>", "{{ x }}"]
#: A record whose title then stands in the menus.
IN_MENUS = "  - conditions/blue-fever.md\n"


def edit(root: Path, chance: random.Random) -> None:
    """Change one thing in one file."""
    files = sorted([*(root / "docs").rglob("*.yml"), *(root / "docs").rglob("*.md")])
    file = chance.choice([*files, root / "references.bib"])
    lines = file.read_text("utf-8").split("\n")
    number = chance.randrange(len(lines))
    match chance.randrange(14):
        case 0:
            lines.insert(number, lines[chance.randrange(len(lines))])
        case 1:
            del lines[number]
        case 2:
            lines[number] += " " + chance.choice(BREAKS)
        case 3:
            file.with_name(f"copy-{chance.randrange(9)}{file.suffix}").write_text("\n".join(lines))
        case 4 if file.name != "index.md" and file.suffix != ".bib":
            file.unlink()
            return
        case 5:
            _change_settings(root / "mkdocs.yml", chance)
            return
        case 6 | 7:
            file = chance.choice([file for file in files if file.suffix == ".yml"])
            lines = [
                f"{line} again" if re.match(r"name: [^'\"]*$", line) else line
                for line in file.read_text("utf-8").split("\n")
            ]
        case _:
            texts = [
                n for n, line in enumerate(lines) if line.rstrip().endswith((".", "water", "fever"))
            ]
            if texts:
                lines[chance.choice(texts)] += f" More {chance.choice(WORDS)}."
    file.write_text("\n".join(lines), "utf-8")


def _change_settings(file: Path, chance: random.Random) -> None:
    """Settings that are sound: with others, MkDocs serves nothing until they are mended."""
    text = file.read_text("utf-8")
    if chance.random() < 0.5:
        text = re.sub(r"(?m)^site_name: .*", r"\g<0> too", text)
    elif IN_MENUS in text:
        text = text.replace(IN_MENUS, "")
    else:
        text = text.replace("nav:\n", f"nav:\n{IN_MENUS}")
    file.write_text(text, "utf-8")


def contents(root: Path) -> dict[Path, bytes]:
    """All files that `edit` may change."""
    files = [*(root / "docs").rglob("*"), root / "references.bib", root / "mkdocs.yml"]
    return {file: file.read_bytes() for file in files if file.is_file()}


def undo(root: Path, sound: dict[Path, bytes]) -> None:
    """Put back what is not as it was, and nothing else."""
    now = contents(root)
    for file in now.keys() - sound.keys():
        file.unlink()
    for file, content in sound.items():
        if now.get(file) != content:
            file.write_bytes(content)
