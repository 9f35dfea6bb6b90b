"""A preview through many edits: python3 edited_previews.py FOLDER EDITS [every].

FOLDER is a knowledge base, which is changed: words, names, citations and whole files, soundly and
not. One process previews it all the time, as `mkdocs serve` does; after edits that left it sound, the
site must be the one that a fresh process makes. Prints what was found, as JSON.
"""

from __future__ import annotations

import filecmp
import json
import multiprocessing
import os
import random
import resource
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from random_edits import contents, edit, undo

from mkdocs_evidence.api import load_site


def preview(
    root: Path, site: Path, jobs: Connection, address: str = "http://127.0.0.1:8000/"
) -> None:
    """Build again whenever asked, with the same plugins, and answer with the memory in use."""
    _be_quiet()
    is_new = True
    while jobs.recv():
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        if is_new:
            config.plugins.on_startup(command="serve", dirty=False)
        is_new = False
        try:
            config.site_url = address
            build(config, serve_url=address)
            told = "built"
        except Abort:
            told = "stopped"
        jobs.send((told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def differences(one: Path, other: Path) -> list[str]:
    """Files that differ, or that one folder lacks."""
    names = {
        file.relative_to(top) for top in (one, other) for file in top.rglob("*") if file.is_file()
    }
    return sorted(
        str(name)
        for name in names
        if not (one / name).is_file()
        or not (other / name).is_file()
        or not filecmp.cmp(one / name, other / name, shallow=False)
    )


def _fresh(root: Path, site: Path) -> None:
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=preview, args=(root, site, theirs))
    child.start()
    ours.send(True)
    ours.recv()
    ours.send(False)
    child.join()


def main() -> None:
    """Edit, preview, compare."""
    multiprocessing.set_start_method("fork")
    root, edits = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    chance = random.Random(edits)
    sound = contents(root)
    found = {"edits": 0, "broken": 0, "compared": 0, "different": [], "memory": []}
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = multiprocessing.Pipe()
        long_one = multiprocessing.Process(
            target=preview, args=(root, Path(folder, "long"), theirs)
        )
        long_one.start()
        for number in range(1, edits + 1):
            edit(root, chance)
            ours.send(True)
            _, memory = ours.recv()
            is_sound = not load_site(root / "mkdocs.yml").errors
            found["edits"] += 1
            found["broken"] += not is_sound
            if number % max(1, edits // 10) == 0:
                found["memory"].append(memory)
            if is_sound and number % every == 0:
                fresh = Path(folder, f"fresh-{number}")
                _fresh(root, fresh)
                found["compared"] += 1
                found["different"] += [
                    f"{number}: {n}" for n in differences(Path(folder, "long"), fresh)
                ]
            if not is_sound and chance.random() < 0.6:  # the editor undoes it
                undo(root, sound)
        ours.send(False)
        long_one.join()
    print(json.dumps(found))


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


if __name__ == "__main__":
    main()
