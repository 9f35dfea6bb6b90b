"""Builds that are killed at every kind of moment: python3 killed_builds.py FOLDER KILLS [every].

FOLDER is a knowledge base, which is changed. Two of three builds end themselves right before some
change of the disk, chosen evenly over all of them, with each change that puts the site in place among
them; the others are killed from outside after some time. Prints what was found, as JSON.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from auditor import Auditor
from mkdocs.commands.build import build
from mkdocs.config import load_config

#: The last changes of a build: the exchange of the sites, and the clearing up.
_LAST = 14


@dataclasses.dataclass
class Found:
    """What became of the site."""

    kills: int = 0
    kills_at_changes: int = 0
    changes_of_a_build: int = 0
    #: Sites that were neither the old nor the new one after a kill.
    torn_sites: int = 0
    #: Moments at which a reader found no first page.
    missing_pages: int = 0
    builds_after_kills: int = 0
    failed_builds_after_kills: int = 0
    left_behind: int = 0


class KilledBuilds:
    """One knowledge base in two editions, of which the site always is one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.found = Found()
        self._text = (root / "docs" / "index.md").read_text("utf-8")
        self.digests: set[str] = set()
        self.digests = {self._built(edition) for edition in (0, 1)}

    def _built(self, edition: int) -> str:
        self._write(edition)
        if _build(self.root) != 0:  # in this process, so that the others begin with warm caches
            sys.exit("The knowledge base does not build.")
        return self.digest()

    def _write(self, edition: int) -> None:
        text = f"{self._text}\n\nThis is edition {edition}.\n"
        (self.root / "docs" / "index.md").write_text(text, "utf-8")

    def digest(self) -> str:
        """What the site holds."""
        digest = hashlib.blake2b()
        for file in sorted(path for path in self.site.rglob("*") if path.is_file()):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(self.site)} {len(content)} ".encode() + content)
        return digest.hexdigest()

    def _run(self, *, end_at: int = 0, after: float = 0.0, counted: int = -1) -> int:
        """Build in a process of its own, which ends before a change, or after some seconds."""
        child = os.fork()
        if child == 0:
            _be_quiet()
            auditor = Auditor(end_at)
            sys.addaudithook(auditor)
            code = _build(self.root)
            if counted >= 0:
                os.write(counted, str(auditor.seen).encode())
            os._exit(code)
        started = time.monotonic()
        while True:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return status
            if after and time.monotonic() - started > after:
                os.kill(child, signal.SIGKILL)
                after = 0.0
            if self.digests and not (self.site / "index.html").exists():
                self.found.missing_pages += 1
            time.sleep(0.001)

    def count_changes(self) -> tuple[int, float]:
        """Changes of the disk in one build, and how long it takes in seconds."""
        reader, writer = os.pipe()
        started = time.monotonic()
        self._run(counted=writer)
        took = time.monotonic() - started
        os.close(writer)
        with os.fdopen(reader) as stream:
            return int(stream.read() or 0), took

    def kill(self, moments: Iterable[tuple[int, float]], every: int) -> Found:
        """Kill a build at each moment; after every so many, let one come to its end."""
        for number, (end_at, after) in enumerate(moments, start=1):
            self._write(number % 2)
            status = self._run(end_at=end_at, after=after)
            if os.WIFSIGNALED(status):
                self.found.kills += 1
                self.found.kills_at_changes += bool(end_at)
            self.found.torn_sites += self.digest() not in self.digests
            if number % every == 0:
                self._build_again()
        self._build_again()
        self.found.left_behind = len(list(self.root.glob(".*.evidence")))
        return self.found

    def _build_again(self) -> None:
        self.found.builds_after_kills += 1
        if self._run() != 0 or self.digest() not in self.digests:
            self.found.failed_builds_after_kills += 1


def _build(root: Path) -> int:
    """What `mkdocs build` does."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except BaseException:  # noqa: BLE001 (a process that only has an exit code)
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def main() -> None:
    """Kill builds and say what was found."""
    root, kills = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    builds = KilledBuilds(root)
    changes, seconds = builds.count_changes()
    builds.found.changes_of_a_build = changes
    at_changes = kills - kills // 3
    last = list(range(max(1, changes - _LAST), changes + 1))[:at_changes]
    rest = at_changes - len(last)
    evenly = [1 + round(step * (changes - _LAST) / max(1, rest)) for step in range(rest)]
    chance = random.Random(kills)
    timed = [chance.uniform(0.02, seconds) for _ in range(kills // 3)]
    moments = [(moment, 0.0) for moment in [*evenly, *last]] + [(0, delay) for delay in timed]
    print(json.dumps(dataclasses.asdict(builds.kill(moments, every))))


if __name__ == "__main__":
    main()
