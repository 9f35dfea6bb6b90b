"""A running `mkdocs serve` and what it shows."""

from __future__ import annotations

import html
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

from knowledge_bases import BIN, Project

PATIENCE = 60


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, project: Project, option: str = "--livereload") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/skyroot/"
        self.process = subprocess.Popen(
            [str(BIN / "mkdocs"), "serve", option, "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project.root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def page(self, name: str) -> str:
        try:
            with urllib.request.urlopen(self.address + name, timeout=10) as answer:
                return answer.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def shows(self, name: str, words: str) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if words in self.page(name):
                return True
            time.sleep(0.2)
        return False

    def lacks(self, name: str, words: str) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            page = self.page(name)
            if page and words not in page:
                return True
            time.sleep(0.2)
        return False

    def banner(self, name: str) -> str:
        """What the banner of a page says, as plain text."""
        found = re.search(r'<div class="ev-problems.*?</div>', self.page(name), re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split()) if found else ""

    def stop(self) -> str:
        self.process.terminate()
        return self.process.communicate(timeout=20)[0]


def answer(preview: Preview, path: str) -> bytes:
    """What a preview serves at a path; the number of the answer where that is no page."""
    try:
        with urllib.request.urlopen(preview.address + path, timeout=PATIENCE) as answered:
            content: bytes = answered.read()
    except urllib.error.HTTPError as error:
        return f"{error.code}".encode()
    return content
