"""`mkdocs serve` through many edits: python3 served_previews.py FOLDER EDITS [every] [seed].

FOLDER is a knowledge base, which is changed as `random_edits.py` does. A real server runs all the
time; after each edit (or each few) every page is asked of it. While the knowledge base is sound, they
must be those that a fresh process makes; while it is not, they must say so. Prints what was found.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from edited_previews import preview
from random_edits import contents, edit, undo

from mkdocs_evidence.api import load_site

#: Seconds after which a page that is not yet right never will be.
PATIENCE = 60
#: MkDocs puts its own script into the pages that it serves.
_LIVE = re.compile(rb"<script>\s*(?:var|function) livereload.*?</script>", re.DOTALL)
#: What readers see; the rest are files that no edit changes.
_READ = {".html", ".json", ".xml", ".md", ".bib", ".ris", ".csv"}


@dataclass
class Found:
    """What became of the edits."""

    seed: int
    edits: int = 0
    broken: int = 0
    compared: int = 0
    #: Rebuilds by MkDocs after the first, and those for which it was not needed.
    by_mkdocs: int = 0
    without_mkdocs: int = 0
    pages: int = 0
    #: Edits after which the server did not answer, or not with what it should.
    wrong: list[str] = field(default_factory=list)
    #: Memory of the server in MB, ten times on the way.
    memory: list[int] = field(default_factory=list)


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, root: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.host = f"http://127.0.0.1:{probe.getsockname()[1]}"
        self.address = f"{self.host}/skyroot/"
        self._log = log
        with log.open("w") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self.host.partition("//")[2]],
                cwd=root,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        self._wait_for_start()

    def _wait_for_start(self) -> None:
        for _ in range(10 * PATIENCE):
            try:
                self.epoch = self._now(0)
            except OSError:
                time.sleep(0.1)
            else:
                return
        sys.exit(self._log.read_text())

    def _now(self, epoch: int) -> int:
        address = f"{self.host}/livereload/{epoch}/1"
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return int(answer.read())

    def wait_for_rebuild(self) -> None:
        """Wait until the site is another, as the script in its pages does."""
        self.epoch = self._now(self.epoch)

    def page(self, name: str) -> bytes | None:
        """What is served under a name; None where nothing is."""
        try:
            with urllib.request.urlopen(self.address + name, timeout=PATIENCE) as answer:
                content: bytes = answer.read()
        except urllib.error.HTTPError:
            return None
        return _LIVE.sub(b"", content)

    @property
    def memory(self) -> int:
        """Megabytes in use; 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        text = status.read_text() if status.exists() else ""
        found = re.search(r"VmRSS:\s*(\d+)", text)
        return int(found[1]) // 1024 if found else 0

    def rebuilds(self) -> tuple[int, int]:
        """How often MkDocs has built again, and how often it was not needed."""
        said = self._log.read_text()
        return said.count("Building documentation") - 1, said.count("Sources read and checked")

    def stop(self) -> str:
        """End it; what it said of itself going wrong."""
        self.process.terminate()
        self.process.wait(PATIENCE)
        said = self._log.read_text()
        return said[said.index("Traceback") :][:2000] if "Traceback" in said else ""


def fresh(root: Path, site: Path, address: str) -> dict[str, bytes]:
    """The pages that a new process makes for the same address."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=preview, args=(root, site, theirs, address))
    child.start()
    ours.send(True)
    ours.recv()
    ours.send(False)
    child.join()
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix in _READ
    }


def unlike(server: Server, expected: dict[str, bytes], gone: set[str]) -> list[str]:
    """Names under which something else is served than what is expected."""
    odd = [name for name, content in expected.items() if server.page(name) != content]
    return odd + [name for name in gone - expected.keys() if server.page(name) is not None]


def silent(server: Server) -> list[str]:
    """A first page that says nothing of problems."""
    return [] if b"ev-problems" in (server.page("") or b"") else ["no word of what is wrong"]


def main() -> None:
    """Edit, ask, compare."""
    multiprocessing.set_start_method("fork")
    root, edits = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    found = Found(seed=int(sys.argv[4]) if len(sys.argv) > 4 else edits)
    chance = random.Random(found.seed)
    sound = contents(root)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(root, Path(folder, "log"))
        served: set[str] = set()
        for number in range(1, edits + 1):
            edit(root, chance)
            found.edits += 1
            try:
                server.wait_for_rebuild()
                if load_site(root / "mkdocs.yml").errors:
                    found.broken += 1
                    odd = _settled(lambda: silent(server))
                    found.wrong += [f"edit {number}: {one}" for one in odd]
                    if chance.random() < 0.6:  # the editor undoes it
                        undo(root, sound)
                elif number % every == 0:
                    expected = fresh(root, Path(folder, "fresh"), server.address)
                    odd = _settled(partial(unlike, server, expected, served))
                    found.wrong += [f"edit {number}: {one}" for one in odd]
                    found.compared += 1
                    found.pages += len(expected)
                    served = set(expected)
            except OSError as error:
                found.wrong.append(f"edit {number}: {error!r}")
            if number % max(1, edits // 10) == 0:
                found.memory.append(server.memory)
                print(number, found.memory, found.wrong[-3:], file=sys.stderr, flush=True)
        found.by_mkdocs, found.without_mkdocs = server.rebuilds()
        if traceback := server.stop():
            found.wrong.append(traceback)
    print(json.dumps(asdict(found)))


def _settled(odd_now: Callable[[], list[str]]) -> list[str]:
    """What is still odd when the server has had time: an edit of two files may be seen as two."""
    deadline = time.monotonic() + PATIENCE / 4
    while (odd := odd_now()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return odd


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    main()
